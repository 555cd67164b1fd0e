import type { EventEnvelope, SlackPost } from './slack-bodies.ts'

/** A rule's id, a numbered item, or one of the words that start a command. */
const ADDRESSED =
  /第\s*[\d一二三四五六七八九十]+\s*条|\b[A-Za-z][A-Za-z0-9]{1,7}-\d{3}\b|^(帮助|解释|检查|全部|只看|进度|导出|下载|重新检查|和上一?版|与上一?版|本周汇总)/

/** Whether a post in a thread speaks to us without naming us. People talk to each other there, too. */
export function addressedToUs(text: string): boolean {
  return ADDRESSED.test(text.trim())
}

/** Whether the post names our bot (Slack tells its user id in `authorizations`). */
export function mentions(post: SlackPost, envelope: EventEnvelope): boolean {
  return ourIds(envelope).some((id) => (post.text ?? '').includes(`<@${id}`))
}

/** What the person said to us: our name taken out, Slack's escapes and links undone. */
export function spokenText(post: SlackPost, envelope: EventEnvelope): string {
  let text = post.text ?? ''
  for (const id of ourIds(envelope)) text = text.replaceAll(new RegExp(`<@${id}(\\|[^>]*)?>`, 'g'), ' ')
  // An app_mention without authorizations still names us first.
  if (post.type === 'app_mention') text = text.replace(/^\s*<@[A-Z0-9]+(\|[^>]*)?>/, ' ')
  return plainSlackText(text)
}

/** `<url|words>` → words, `<@U1>` → @U1, `&lt;` → <. */
export function plainSlackText(text: string): string {
  return text
    .replace(/<([^<>|]+)\|([^<>]*)>/g, '$2')
    .replace(/<([^<>]+)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim()
}

function ourIds(envelope: EventEnvelope): string[] {
  return (envelope.authorizations ?? []).flatMap((one) => (one.user_id && /^[A-Z0-9]+$/.test(one.user_id) ? [one.user_id] : []))
}
