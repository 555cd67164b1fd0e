import type { ReplySpan } from '../../../model/reply.ts'
import { cutText, type RichTextLeaf, type RichTextSection, type RichTextStyle } from './block-types.ts'

/** What hides or reorders text: control characters, zero-width and bidirectional marks. */
const INVISIBLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g

/** Text without what hides or reorders it. */
export const visibleText = (text: string): string => text.replace(INVISIBLE, '').replace(/\p{Surrogate}/gu, '\uFFFD')

/**
 * Spans as rich text: every word a literal `text` element, links only where our own words carry one.
 * Never empty: Slack refuses empty elements.
 * @param most characters of the whole section
 */
export function drawSpans(spans: readonly ReplySpan[], most = 1500): RichTextSection {
  const leaves: RichTextLeaf[] = []
  let room = most
  for (const span of spans) {
    const text = cutText(visibleText(span.text), Math.max(room, 1))
    if (text === '' || room <= 0) continue
    room -= text.length
    append(leaves, drawSpan(span, text))
  }
  return { type: 'rich_text_section', elements: leaves.length > 0 ? leaves : [{ type: 'text', text: '—' }] }
}

function drawSpan(span: ReplySpan, text: string): RichTextLeaf {
  const style = styleOf(span)
  const styled = style ? { style } : {}
  if (span.style !== 'draft' && span.href && /^https?:\/\/[^\s]+$/i.test(span.href))
    return { type: 'link', url: span.href, text, ...styled }
  return { type: 'text', text, ...styled }
}

function styleOf(span: ReplySpan): RichTextStyle | null {
  if (span.style === 'strong') return { bold: true }
  if (span.style === 'code') return { code: true }
  return null
}

/** Neighbours of one style are one element: fewer containers, more room for words. */
function append(leaves: RichTextLeaf[], leaf: RichTextLeaf): void {
  const last = leaves.at(-1)
  if (last?.type === 'text' && leaf.type === 'text' && JSON.stringify(last.style) === JSON.stringify(leaf.style)) {
    leaves[leaves.length - 1] = { ...last, text: last.text + leaf.text }
  } else leaves.push(leaf)
}

/** The plain words of spans. */
export const spansText = (spans: readonly ReplySpan[]): string => visibleText(spans.map((span) => span.text).join(''))
