import type { types } from '@slack/bolt'
import type { ReplySpan } from '../../../model/reply.ts'
import { cutText, visibleText } from './block-text.ts'

type Leaf = types.RichTextText | types.RichTextLink

/**
 * Spans as rich text: every word a literal `text` element, links only where our own words carry one.
 * Never empty: Slack refuses empty elements.
 * @param most characters of the whole section
 */
export function drawSpans(spans: readonly ReplySpan[], most = 1500): types.RichTextSection {
  const leaves: Leaf[] = []
  let room = most
  for (const span of spans) {
    const text = cutText(visibleText(span.text), Math.max(room, 1))
    if (text === '' || room <= 0) continue
    room -= text.length
    append(leaves, drawSpan(span, text))
  }
  return { type: 'rich_text_section', elements: leaves.length > 0 ? leaves : [{ type: 'text', text: '—' }] }
}

function drawSpan(span: ReplySpan, text: string): Leaf {
  const style = span.style === 'strong' ? { bold: true } : { code: true }
  const styled = span.style === 'strong' || span.style === 'code' ? { style } : {}
  if (span.style !== 'draft' && span.href && /^https?:\/\/[^\s]+$/i.test(span.href))
    return { type: 'link', url: span.href, text, ...styled }
  return { type: 'text', text, ...styled }
}

/** Neighbours of one style are one element: fewer containers, more room for words. */
function append(leaves: Leaf[], leaf: Leaf): void {
  const last = leaves.at(-1)
  if (last?.type === 'text' && leaf.type === 'text' && JSON.stringify(last.style) === JSON.stringify(leaf.style)) {
    leaves[leaves.length - 1] = { ...last, text: last.text + leaf.text }
  } else leaves.push(leaf)
}

/** The plain words of spans. */
export const spansText = (spans: readonly ReplySpan[]): string => visibleText(spans.map((span) => span.text).join(''))
