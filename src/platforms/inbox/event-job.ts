import { z } from 'zod'
import type { JobHandler } from '../../model/ports/job-handler.ts'
import type { Office } from '../../office/office.ts'
import { isShutOut } from '../../office/present-actor.ts'
import { sayMessage } from '../../office/say-message.ts'
import { simpleReply } from '../../reply/simple-reply.ts'
import { eventKind, type Body } from './keep-body.ts'

const Payload = z.object({ inbox: z.string() })
const StoredBody = z.record(z.string(), z.unknown())

export interface EventJobOptions {
  readonly office: Office
  readonly platform: string
  /**
   * Does what a stored body asks for. May be begun again after a crash at any point.
   * @throws SendLater if the platform asks to wait; anything else is tried again with growing waits
   */
  readonly run: (body: Body) => Promise<void>
  /** The user id of the person who has caused a body; null if nobody has. What a disabled person has sent is not done. */
  readonly personOf: (body: Body) => string | null
  /** The target at which a person waits for what the body asks for; null if nobody does. */
  readonly targetOf: (body: Body) => string | null
}

/**
 * Does the events that a platform's inbox holds. A person whose event is given up is told so (`<platform>.gave-up`); a
 * person who is disabled by then gets nothing.
 */
export function eventJob({ office, platform, run, personOf, targetOf }: EventJobOptions): JobHandler {
  const { store, words } = office
  const bodyOf = async (payload: string): Promise<Body | null> => {
    const event = await store.inbox.find(Payload.parse(JSON.parse(payload)).inbox)
    return event && StoredBody.parse(JSON.parse(event.body))
  }
  return {
    kind: eventKind(platform),
    run: async ({ job }) => {
      const body = await bodyOf(job.payload)
      if (body && !(await isShut(office, personOf(body)))) await run(body)
      return []
    },
    giveUp: async (job) => {
      const body = await bodyOf(job.payload)
      const userId = body && personOf(body)
      if (await isShut(office, userId)) return []
      const target = body && targetOf(body)
      const conversation = target === null ? null : await store.conversations.findByTarget(platform, target)
      if (!conversation) return []
      const reply = simpleReply(words, `${platform}.gave-up`)
      return sayMessage(office, { id: `${job.id}/gave-up`, conversationId: conversation.id, reply })
    },
  }
}

/** Whether a body comes from a person whom an administrator has disabled. */
export const isShut = async (office: Office, userId: string | null): Promise<boolean> =>
  userId !== null && (await isShutOut(office, userId))
