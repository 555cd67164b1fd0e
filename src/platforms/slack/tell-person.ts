import { sayRefusal } from '../../reply/say-error.ts'
import { fallbackText } from './blocks/draw-reply.ts'
import { lineBlock } from './blocks/block-text.ts'
import { slackErrorCode, type SlackClient } from './slack-client.ts'
import type { SlackContext } from './slack-context.ts'

const NOT_THERE = new Set(['not_in_channel', 'channel_not_found', 'user_not_in_channel', 'is_archived'])

export interface Whom {
  readonly channel: string
  readonly user: string
  readonly threadTs?: string
}

/**
 * A short sentence that only this person sees; where we are not in the conversation, a direct message.
 * A courtesy: it is said once at most, and its failure is logged only.
 * @returns the direct message that was opened for want of a place in the conversation
 */
export async function tellPerson(
  { client, log }: Pick<SlackContext, 'client' | 'log'>,
  { channel, user, threadTs }: Whom,
  text: string,
): Promise<{ readonly directMessage: string | null }> {
  const content = { text: fallbackText(text), blocks: [lineBlock(text)] }
  const fail = (error: unknown) => {
    log('warn', `slack notice: ${slackErrorCode(error) ?? 'not sent'}`)
    return { directMessage: null }
  }
  try {
    await client.chat.postEphemeral({ channel, user, ...content, ...(threadTs ? { thread_ts: threadTs } : {}) })
    return { directMessage: null }
  } catch (error) {
    if (!NOT_THERE.has(slackErrorCode(error) ?? '')) return fail(error)
  }
  try {
    const directMessage = await openDirectMessage(client, user)
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- Slack's, not a window's
    await client.chat.postMessage({ channel: directMessage, ...content, unfurl_links: false, unfurl_media: false })
    return { directMessage }
  } catch (error) {
    return fail(error)
  }
}

/** Does what a person asks for and tells them its notice, or why it is refused. @throws what is no refusal */
export async function tellOutcome(
  context: SlackContext,
  whom: Whom,
  work: () => Promise<{ readonly notice: string | null }>,
): Promise<void> {
  const outcome = await work().catch((error: unknown) => {
    const notice = sayRefusal(context.office.words, error)
    if (notice === null) throw error
    return { notice }
  })
  if (outcome.notice) await tellPerson(context, whom, outcome.notice)
}

export async function openDirectMessage(client: SlackClient, user: string): Promise<string> {
  const { channel } = await client.conversations.open({ users: user })
  if (!channel?.id) throw new Error('no direct message')
  return channel.id
}
