import type { types } from '@slack/bolt'
import { SLACK_LIMITS } from './slack-limits.ts'

/** What hides or reorders text: control characters, zero-width and bidirectional marks. */
const INVISIBLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g

/** Text without what hides or reorders it. */
export const visibleText = (text: string): string => text.replace(INVISIBLE, '').replace(/\p{Surrogate}/gu, '\uFFFD')

/**
 * The only kind of text beside rich text: never mrkdwn, so that nothing in it can become formatting.
 * @param most characters (UTF-16 units, as Slack counts) before it is cut with an ellipsis
 */
export const plainText = (text: string, most: number): types.PlainTextElement => ({
  type: 'plain_text',
  text: cutText(text.trim() === '' ? '—' : text, most),
  emoji: false,
})

/** A sentence as it is: not even `text` beside it is read as formatting where there are blocks. */
export const lineBlock = (text: string, most: number = SLACK_LIMITS.sectionText): types.SectionBlock => ({
  type: 'section',
  text: plainText(visibleText(text), most),
})

/** Cuts on whole characters, the ellipsis within the limit. */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text
  let kept = ''
  for (const character of text) {
    if (kept.length + character.length > most - 1) break
    kept += character
  }
  return `${kept}…`
}

/** Slices of at most `size` items. */
export const slices = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size))
