import type { Lexicon } from '../../language/lexicon.ts'
import type { EventEnvelope, SlackPost } from './slack-bodies.ts'

/** Whether a post in a thread speaks to us without naming us. People talk to each other there, too. */
export const addressedToUs = (lexicon: Lexicon, text: string): boolean => lexicon.pattern('chat/addressed/question').test(text.trim())

/** Whether the post names our bot (Slack gives its user id in `authorizations`). */
export const mentions = (post: SlackPost, envelope: EventEnvelope): boolean =>
  ourIds(envelope).some((id) => (post.text ?? '').includes(`<@${id}`))

/** What the person said to us: our name taken out, Slack's escapes and links undone. */
export function spokenText(post: SlackPost, envelope: EventEnvelope): string {
  let text = post.text ?? ''
  for (const id of ourIds(envelope)) text = text.replaceAll(new RegExp(`<@${id}(\\|[^>]*)?>`, 'g'), ' ')
  // An app_mention without authorizations still names us first.
  if (post.type === 'app_mention') text = text.replace(/^\s*<@[A-Z0-9]+(\|[^>]*)?>/, ' ')
  return plainSlackText(text)
}

/** `<url|words>` → words, `<@U1>` → @U1, `&lt;` → <. */
const plainSlackText = (text: string): string =>
  text
    .replace(/<([^<>|]+)\|([^<>]*)>/g, '$2')
    .replace(/<([^<>]+)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim()

const ourIds = (envelope: EventEnvelope): string[] =>
  (envelope.authorizations ?? []).flatMap((one) => (one.user_id && /^[A-Z0-9]+$/.test(one.user_id) ? [one.user_id] : []))
