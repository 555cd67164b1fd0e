import type { Severity } from '../model/rule.ts'
import { htmlElement, htmlText } from './html-text.ts'
import { type MarkedPiece, type MarkedRange, splitMarks } from './split-marks.ts'

/** Something shown on a stretch of the draft: a finding's place, or what differs from the other version. */
export type Hit =
  | { readonly kind: 'finding'; readonly number: number; readonly severity: Severity; readonly id: string; readonly label: string }
  | { readonly kind: 'added' | 'removed' }

export type Hits = ReadonlyMap<string, readonly MarkedRange<Hit>[]>
type FindingHit = Extract<Hit, { kind: 'finding' }>

const ORDER = { error: 0, warning: 1, notice: 2 } as const

/** The findings among hits, the severest first, each number once. */
export function findingsOf(hits: readonly Hit[]): FindingHit[] {
  const byNumber = new Map<number, FindingHit>()
  for (const hit of hits) if (hit.kind === 'finding' && !byNumber.has(hit.number)) byNumber.set(hit.number, hit)
  return [...byNumber.values()].sort((a, b) => ORDER[a.severity] - ORDER[b.severity] || a.number - b.number)
}

/** A text of the draft as HTML: every character literal, with its marks; overlapping ones share their stretch. */
export const markedText = (text: string, ranges: readonly MarkedRange<Hit>[]): string =>
  ranges.length === 0 ? htmlText(text) : splitMarks(text, ranges).map(drawPiece).join('')

function drawPiece(piece: MarkedPiece<Hit>): string {
  const [first, ...others] = findingsOf(piece.over)
  const changed = piece.over.find((hit) => hit.kind !== 'finding')?.kind
  const starts = piece.starts.filter((hit) => hit.kind === 'finding')
  const text = htmlText(piece.text)
  const inner = changed === undefined ? text : htmlElement(changed === 'added' ? 'ins' : 'del', {}, text)
  if (!first && starts.length === 0) return inner
  const mark = first && {
    class: `hit ${first.severity}`,
    href: `#item-${first.number}`,
    title: [first, ...others].map((hit) => hit.label).join('\n'),
    tabindex: -1,
  }
  return htmlElement(
    'span',
    { class: 'piece' },
    ...starts.map((hit) => htmlElement('span', { class: 'target', id: hit.id })),
    first && mark ? htmlElement('a', mark, htmlElement('mark', { class: first.severity }, inner)) : '',
    ...findingsOf(piece.text ? piece.ends : piece.over).map((hit) =>
      htmlElement(
        'a',
        { class: `ref ${hit.severity}`, href: `#item-${hit.number}`, 'aria-label': hit.label },
        htmlText(String(hit.number)),
      ),
    ),
  )
}
