import { z } from 'zod'
import { slackErrorCode, type SlackClient } from './slack-client.ts'
import type { SlackTarget } from './target.ts'

/** Marks our messages with the key under which the outbox sends them. */
export const MESSAGE_EVENT = 'nianbao_message'

const Said = z.looseObject({
  ts: z.string(),
  bot_id: z.string().nullish(),
  metadata: z.looseObject({ event_type: z.string(), event_payload: z.looseObject({ key: z.string().optional() }).optional() }).nullish(),
  files: z.array(z.looseObject({ id: z.string(), name: z.string().nullish(), title: z.string().nullish() })).nullish(),
})
type Said = z.infer<typeof Said>

const PAGES = 5

/**
 * The message that an earlier attempt has put there, whose answer was lost or not written down; null if there is
 * none, or where it cannot be known (no right to read the conversation): twice is better than never.
 */
export async function findSentMessage(client: SlackClient, target: SlackTarget, idempotencyKey: string): Promise<string | null> {
  for await (const said of saidIn(client, target)) {
    if (said.metadata?.event_type === MESSAGE_EVENT && said.metadata.event_payload?.key === idempotencyKey) return said.ts
  }
  return null
}

export interface SentFile {
  readonly id: string
  readonly name: string
}

/** Our files behind that message, oldest first. */
export async function findSentFiles(client: SlackClient, target: SlackTarget, behind: string): Promise<SentFile[]> {
  const files: SentFile[] = []
  for await (const said of saidIn(client, target, behind)) {
    if (!said.bot_id || Number(said.ts) <= Number(behind)) continue
    for (const file of said.files ?? []) files.push({ id: file.id, name: file.name ?? file.title ?? '' })
  }
  return files
}

async function* saidIn(client: SlackClient, { channel, threadTs }: SlackTarget, oldest?: string): AsyncGenerator<Said> {
  let cursor: string | undefined
  for (let page = 0; page < PAGES; page += 1) {
    const asked = {
      channel,
      limit: 200,
      include_all_metadata: true,
      ...(oldest ? { oldest, inclusive: true } : {}),
      ...(cursor ? { cursor } : {}),
    }
    let answer
    try {
      answer = threadTs ? await client.conversations.replies({ ...asked, ts: threadTs }) : await client.conversations.history(asked)
    } catch (error) {
      const code = slackErrorCode(error)
      if (code !== null && code !== 'ratelimited') return
      throw error
    }
    for (const message of answer.messages ?? []) {
      const said = Said.safeParse(message)
      if (said.success) yield said.data
    }
    cursor = answer.response_metadata?.next_cursor
    if (!cursor) return
  }
}
