import type { Lexicon } from '../../language/lexicon.ts'
import { addressedToUs, mentions } from './read-post.ts'
import {
  BlockActions,
  EventEnvelope,
  HomeOpened,
  MessageShortcut,
  readPress,
  SlackPost,
  SlashCommand,
  ViewSubmission,
} from './slack-bodies.ts'
import type { Sorted } from '../inbox/open-inbox.ts'

const DROP: Sorted = { what: 'drop' }
const NOW: Sorted = { what: 'now' }
const keep = (...keys: string[]): Sorted => ({ what: 'keep', keys })
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
    return readSlash(lexicon, command.data.text).what === 'check' ? keep(`command/${command.data.team_id}/${command.data.trigger_id}`) : NOW
  return DROP
}

/** `/nianbao 检查 | 解释 T3-001 | 进度 | 帮助`; anything else is a question, or the id of a rule to explain. */
export function readSlash(lexicon: Lexicon, text: string): { readonly what: string; readonly question: string } {
  const question = text.trim()
  const what = lexicon.classify('chat/addressed/command', question.toLowerCase())
  return { what: what ?? 'ask', question }
}

function sortEvent(lexicon: Lexicon, envelope: EventEnvelope): Sorted {
  const event = `event/${envelope.event_id}`
  if (HomeOpened.safeParse(envelope.event).success) return keep(event)
  const parsed = SlackPost.safeParse(envelope.event)
  if (!parsed.success || !isPersons(parsed.data, envelope)) return DROP
  const post = parsed.data
  // Files take a key of their own: the mention of the same post may come first and without them.
  if (post.files && post.files.length > 0) return keep(event, filesKey(envelope.team_id, post.channel, post.ts))
  const heard =
    post.type === 'app_mention' ||
    post.channel_type === 'im' ||
    mentions(post, envelope) ||
    (post.thread_ts !== undefined && addressedToUs(lexicon, post.text ?? ''))
  return heard && (post.text ?? '').trim() !== '' ? keep(event, `post/${envelope.team_id}/${post.channel}/${post.ts}`) : DROP
}

function isPersons(post: SlackPost, envelope: EventEnvelope): boolean {
  if (post.hidden || post.bot_id || !post.user || !SUBTYPES.has(post.subtype)) return false
  return !(envelope.authorizations ?? []).some((one) => one.is_bot && one.user_id === post.user)
}

function sortPress(body: BlockActions): Sorted {
  const press = readPress(body)
  if (!press) return DROP
  if (press.asksReason) return NOW
  return keep(`press/${body.team?.id ?? ''}/${body.user.id}/${body.container.message_ts ?? ''}/${press.id}/${press.ts}`)
}

const sortShortcut = ({ callback_id: callback, team, user, channel, message_ts: ts, action_ts: at }: MessageShortcut): Sorted =>
  callback === CHECK_SHORTCUT ? keep(`shortcut/${team?.id ?? ''}/${user.id}/${channel.id}/${ts}/${at}`) : DROP

/** The key under which the files of a post were, or will be, taken in. */
export const filesKey = (team: string, channel: string, ts: string): string => `files/${team}/${channel}/${ts}`
