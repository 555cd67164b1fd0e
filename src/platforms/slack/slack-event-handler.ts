import { z } from 'zod'
import type { JobHandler } from '../../model/ports/job-handler.ts'
import { SendLater } from '../../model/ports/sender.ts'
import { sayMessage } from '../../office/say-message.ts'
import { simpleReply } from '../../reply/simple-reply.ts'
import { EventEnvelope, SlackPost } from './slack-bodies.ts'
import type { SlackApp } from './slack-app.ts'
import { retryAfterSeconds } from './slack-client.ts'
import type { SlackContext } from './slack-context.ts'
import { SLACK_JOB } from './keep-body.ts'
import { targetOfPost, writeTarget } from './target.ts'

const Payload = z.object({ inbox: z.string() })

/** Does what the inbox holds. All that it calls may be called again: what was done is not done twice. */
export function slackEventHandler(context: SlackContext, app: Pick<SlackApp, 'doLater'>): JobHandler {
  const { office } = context
  const bodyOf = async (payload: string): Promise<Record<string, unknown> | null> => {
    const event = await office.store.inbox.find(Payload.parse(JSON.parse(payload)).inbox)
    return event && (JSON.parse(event.body) as Record<string, unknown>)
  }
  return {
    kind: SLACK_JOB,
    run: async ({ job }) => {
      const body = await bodyOf(job.payload)
      if (!body) return []
      try {
        await app.doLater(body)
      } catch (error) {
        const wait = retryAfterSeconds(error)
        throw wait === null ? error : new SendLater(Math.max(1, wait) * 1000)
      }
      return []
    },
    giveUp: async (job) => {
      const envelope = EventEnvelope.safeParse(await bodyOf(job.payload))
      const post = envelope.success ? SlackPost.safeParse(envelope.data.event) : null
      if (!envelope.success || !post?.success) return []
      const { channel, ts, thread_ts: threadTs } = post.data
      const conversation = await office.store.conversations.findByTarget(
        'slack',
        writeTarget(targetOfPost(envelope.data.team_id, channel, ts, threadTs)),
      )
      return conversation
        ? sayMessage(office, {
            id: `${job.id}/gave-up`,
            conversationId: conversation.id,
            reply: simpleReply(office.words, 'slack.gave-up'),
          })
        : []
    },
  }
}
