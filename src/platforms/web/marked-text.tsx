import type { FC } from 'hono/jsx'
import { type MarkedRange, splitMarks } from '../../export/split-marks.ts'
import type { Severity } from '../../model/rule.ts'

/** Something shown on a stretch of the draft: a finding's place, or what differs from the other version. */
export type Hit =
  | { readonly kind: 'finding'; readonly number: number; readonly severity: Severity; readonly id: string; readonly label: string }
  | { readonly kind: 'added' | 'removed' }

export type Hits = ReadonlyMap<string, readonly MarkedRange<Hit>[]>
type FindingHit = Extract<Hit, { kind: 'finding' }>

const ORDER = { error: 0, warning: 1, notice: 2 } as const

/** The findings among hits, the severest first, each number once. */
export function findingsOf(hits: readonly Hit[]): FindingHit[] {
  const found = hits.filter((hit): hit is FindingHit => hit.kind === 'finding')
  return found
    .filter((hit, index) => found.findIndex((one) => one.number === hit.number) === index)
    .sort((a, b) => ORDER[a.severity] - ORDER[b.severity] || a.number - b.number)
}

/** A text of the draft as it stands, every character literal, with its marks; overlapping ones share their stretch. */
export const MarkedText: FC<{ text: string; ranges: readonly MarkedRange<Hit>[] }> = ({ text, ranges }) => (
  <>
    {splitMarks(text, ranges).map((piece) => {
      const [first, ...others] = findingsOf(piece.over)
      const changed = piece.over.find((hit) => hit.kind !== 'finding')?.kind
      const starts = piece.starts.filter((hit): hit is FindingHit => hit.kind === 'finding')
      const inner = changed === 'added' ? <ins>{piece.text}</ins> : changed === 'removed' ? <del>{piece.text}</del> : piece.text
      if (!first && !starts.length) return inner
      return (
        <span class="piece">
          {starts.map((hit) => (
            <span class="target" id={hit.id}></span>
          ))}
          {first && (
            <a
              class={`hit ${first.severity}`}
              href={`#item-${first.number}`}
              title={[first, ...others].map((hit) => hit.label).join('\n')}
              tabindex={-1}
            >
              <mark class={first.severity}>{inner}</mark>
            </a>
          )}
          {findingsOf(piece.text ? piece.ends : piece.over).map((hit) => (
            <a class={`ref ${hit.severity}`} href={`#item-${hit.number}`} aria-label={hit.label}>
              {hit.number}
            </a>
          ))}
        </span>
      )
    })}
  </>
)
