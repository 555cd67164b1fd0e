import { drawReply } from './blocks/draw-reply.ts'
import { SLACK_LIMITS } from './blocks/slack-limits.ts'
import { viewProgress } from '../../office/view-progress.ts'
import { progressReply } from '../../reply/progress-reply.ts'
import { simpleReply } from '../../reply/simple-reply.ts'
import { slackErrorCode } from './slack-client.ts'
import type { SlackContext } from './slack-context.ts'

/** App Home: my agencies' drafts and their state, and how to begin. */
export async function handleHome(context: SlackContext, team: string, user: string): Promise<void> {
  const { office, actors, client, log } = context
  const actor = await actors.actor({ team, user })
  if (!actor) return
  const progress = progressReply(await viewProgress(office, actor), office.words)
  const reply = { ...progress, blocks: [...progress.blocks, ...simpleReply(office.words, 'slack.help').blocks] }
  const { blocks } = drawReply(reply, {
    maxBlocks: SLACK_LIMITS.blocksPerView,
    maxJson: 100_000,
    sayLeft: (items) => office.words.plain('slack.left-home', { items }),
  })
  try {
    await client.views.publish({ user_id: user, view: { type: 'home', blocks } })
  } catch (error) {
    const code = slackErrorCode(error)
    if (code === null) throw error
    // Home is not turned on, or Slack fails for the moment: the next visit draws it again.
    log('warn', `slack home: ${code}`)
  }
}
