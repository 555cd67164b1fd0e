import type { types } from '@slack/bolt'
import { SendRefused, type Sender } from '../../model/ports/sender.ts'
import type { Reply } from '../../model/reply.ts'
import type { Words } from '../../reply/say.ts'
import { drawReply } from './blocks/draw-reply.ts'
import { lineBlock } from './blocks/block-text.ts'
import { SLACK_LIMITS } from './blocks/slack-limits.ts'
import { findSentFiles, findSentMessage, MESSAGE_EVENT } from './find-sent.ts'
import { replyText } from '../../reply/reply-text.ts'
import { laterAsAsked, slackErrorCode, type SlackClient } from './slack-client.ts'
import { openDirectMessage } from './tell-person.ts'
import { isPerson, readTarget, type SlackTarget } from './target.ts'
import { uploadFile, type FileAccess } from './upload-file.ts'

export interface SlackSenderOptions extends FileAccess {
  readonly words: Words
}

/** Errors of Slack's that pass. Every other code will be the same next time. */
const PASSING = new Set(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout', 'team_added_to_org'])
const TOO_LONG = new Set(['msg_blocks_too_long', 'msg_too_long', 'invalid_blocks'])
/** Slack does not publish how long is too long: less and less, and the one line of the reply in the end. */
const BUDGETS = [SLACK_LIMITS.blocksJson, SLACK_LIMITS.blocksJson / 2, SLACK_LIMITS.blocksJson / 4, 0]
const LAST_LINE = 600

interface Content {
  readonly text: string
  readonly blocks: types.KnownBlock[]
}

/** Puts replies on Slack: one message, edited in place; what does not fit goes behind it as a file. */
// Long: the functions it returns share the client.
export function createSlackSender(options: SlackSenderOptions): Sender {
  const { client } = options
  const at = <T>(target: string, work: (place: SlackTarget) => Promise<T>) =>
    translateErrors(async () => work(await placeOf(client, target)))
  return {
    platform: 'slack',
    send: (target, reply, key, again) =>
      at(target, async (place) => {
        const before = again === false ? null : await findSentMessage(client, place, key)
        if (before === null) return post(options, place, reply, key)
        await update(options, place, before, reply)
        return before
      }),
    update: (target, ref, reply) => at(target, (place) => update(options, place, ref, reply)),
    sendFile: (target, behind, file, _key, again) =>
      at(target, async (place) => {
        if (again !== false && (await findSentFiles(client, place, behind)).some((sent) => sent.name === file.name)) return
        await uploadFile(options, place, file)
      }),
  }
}

async function update(options: SlackSenderOptions, target: SlackTarget, ts: string, reply: Reply): Promise<void> {
  await say(options, target, reply, async (content) => {
    await options.client.chat.update({ channel: target.channel, ts, ...content })
    return ts
  })
}

async function post(options: SlackSenderOptions, target: SlackTarget, reply: Reply, key: string): Promise<string> {
  const { channel, threadTs } = target
  const fixed = {
    channel,
    ...(threadTs ? { thread_ts: threadTs } : {}),
    mrkdwn: false,
    unfurl_links: false,
    unfurl_media: false,
    metadata: { event_type: MESSAGE_EVENT, event_payload: { key } },
  }
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- Slack's, not a window's
  return say(options, target, reply, async (content) => String((await options.client.chat.postMessage({ ...fixed, ...content })).ts))
}

/** @param put sends or edits the message and gives its `ts` back */
async function say(
  options: SlackSenderOptions,
  target: SlackTarget,
  reply: Reply,
  put: (content: Content) => Promise<string>,
): Promise<string> {
  const sayLeft = (items: number) => options.words.plain('slack.left', { items })
  for (const maxJson of BUDGETS) {
    const { text, blocks, left } = drawReply(reply, { maxBlocks: SLACK_LIMITS.blocksPerMessage, maxJson, sayLeft })
    const last = maxJson === 0
    let ts: string
    try {
      ts = await put({ text, blocks: last ? [lineBlock(reply.text, LAST_LINE)] : blocks })
    } catch (error) {
      if (last || !TOO_LONG.has(slackErrorCode(error) ?? '')) throw error
      continue
    }
    if (last || left !== null) await sendWhole(options, target, ts, reply)
    return ts
  }
  throw new Error('unreachable')
}

/** A person's own place is the direct message with the person. */
async function placeOf(client: SlackClient, target: string): Promise<SlackTarget> {
  const place = readTarget(target)
  return isPerson(place) ? { ...place, channel: await openDirectMessage(client, place.channel) } : place
}

/**
 * The whole as a file. Its name has a mark of its content: an edit that changes nothing, or a second attempt, adds no file,
 * and a file whose content is out of date is deleted.
 */
async function sendWhole(options: SlackSenderOptions, target: SlackTarget, ref: string, reply: Reply): Promise<void> {
  const bytes = new TextEncoder().encode(replyText(reply))
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  const mark = Array.from(digest.subarray(0, 3), (byte) => byte.toString(16).padStart(2, '0')).join('')
  const title = options.words.plain('slack.whole-file')
  const name = `${title}-${mark}.txt`
  const sent = (await findSentFiles(options.client, target, ref)).filter((file) => file.name.startsWith(title))
  if (!sent.some((file) => file.name === name)) await uploadFile(options, target, { name, type: 'text/plain', bytes })
  // An out-of-date file is a nuisance only: a failed deletion is ignored.
  for (const file of sent) if (file.name !== name) await options.client.files.delete({ file: file.id }).catch(() => {})
}

/** Slack's errors as the outbox understands them: wait, give up, or try again. */
async function translateErrors<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const later = laterAsAsked(error)
    if (later) throw later
    const code = slackErrorCode(error)
    if (code !== null && !PASSING.has(code)) throw new SendRefused(code)
    throw error
  }
}
