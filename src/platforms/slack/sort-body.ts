import type { Lexicon } from '../../language/lexicon.ts'
import { readActionId } from './blocks/draw-actions.ts'
import { addressedToUs, mentions } from './read-post.ts'
import { BlockActions, EventEnvelope, HomeOpened, MessageShortcut, SlackPost, SlashCommand, ViewSubmission } from './slack-bodies.ts'
import { readSlash } from './slash-text.ts'
import type { Sorted } from '../inbox/take-in.ts'

const DROP: Sorted = { what: 'drop' }
const NOW: Sorted = { what: 'now' }
/** Posts of a person; edits, deletions, joins and bots' posts are not. */
const SUBTYPES = new Set([undefined, 'file_share', 'thread_broadcast'])

export const CHECK_SHORTCUT = 'check_report'
export const REASON_MODAL = 'nianbao_reason'

/** Tells what a verified body is by its shape alone. */
export function sortBody(lexicon: Lexicon, body: unknown): Sorted {
  const envelope = EventEnvelope.safeParse(body)
  if (envelope.success) return sortEvent(lexicon, envelope.data)
  const pressed = BlockActions.safeParse(body)
  if (pressed.success) return sortPress(pressed.data)
  const shortcut = MessageShortcut.safeParse(body)
  if (shortcut.success) return sortShortcut(shortcut.data)
  if (ViewSubmission.safeParse(body).success) return NOW
  const command = SlashCommand.safeParse(body)
  if (command.success)
    return readSlash(lexicon, command.data.text).what === 'check'
      ? { what: 'keep', keys: [`command/${command.data.team_id}/${command.data.trigger_id}`] }
      : NOW
  return DROP
}

function sortEvent(lexicon: Lexicon, envelope: EventEnvelope): Sorted {
  const event = `event/${envelope.event_id}`
  if (HomeOpened.safeParse(envelope.event).success) return { what: 'keep', keys: [event] }
  const parsed = SlackPost.safeParse(envelope.event)
  if (!parsed.success || !isPersons(parsed.data, envelope)) return DROP
  const post = parsed.data
  const place = `${envelope.team_id}/${post.channel}/${post.ts}`
  // Files take a key of their own: the mention of the same post may come first and without them.
  if (post.files && post.files.length > 0) return { what: 'keep', keys: [event, `files/${place}`] }
  const heard =
    post.type === 'app_mention' ||
    post.channel_type === 'im' ||
    mentions(post, envelope) ||
    (post.thread_ts !== undefined && addressedToUs(lexicon, post.text ?? ''))
  return heard && (post.text ?? '').trim() !== '' ? { what: 'keep', keys: [event, `post/${place}`] } : DROP
}

function isPersons(post: SlackPost, envelope: EventEnvelope): boolean {
  if (post.hidden || post.bot_id || !post.user || !SUBTYPES.has(post.subtype)) return false
  return !(envelope.authorizations ?? []).some((one) => one.is_bot && one.user_id === post.user)
}

function sortPress(body: BlockActions): Sorted {
  const press = body.actions[0]
  const wanted = press && readActionId(press.action_id)
  if (!press || !wanted) return DROP
  if (wanted.asksReason) return NOW
  return {
    what: 'keep',
    keys: [`press/${body.team?.id ?? ''}/${body.user.id}/${body.container.message_ts ?? ''}/${press.action_id}/${press.action_ts}`],
  }
}

function sortShortcut(body: MessageShortcut): Sorted {
  if (body.callback_id !== CHECK_SHORTCUT) return DROP
  return { what: 'keep', keys: [`shortcut/${body.team?.id ?? ''}/${body.user.id}/${body.channel.id}/${body.message_ts}/${body.action_ts}`] }
}

/** The key under which the files of a post were, or will be, taken in. */
export const filesKey = (team: string, channel: string, ts: string): string => `files/${team}/${channel}/${ts}`
