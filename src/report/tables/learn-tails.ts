import { isBlank } from './fit-row.ts'
import type { FoundRow } from './gather-rows.ts'

/**
 * Where every cell has a line of its own, the cells merged away in front of a row's words come as blank lines behind
 * the row before. How many these are is learnt from the full rows, by what stands below them.
 * @param width figures of a full row
 */
export function learnTails(rows: readonly FoundRow[], width: number): Map<FoundRow, number | null> {
  const seen = new Map<number | 'end', Set<number>>()
  rows.forEach((row, index) => {
    const full =
      row.values.length >= width && row.values.slice(0, width).every((piece) => !isBlank(piece)) && row.values.slice(width).every(isBlank)
    if (!full) return
    const key = below(rows, index)
    seen.set(key, (seen.get(key) ?? new Set()).add(row.values.length - width))
  })
  return new Map(
    rows.map((row, index) => {
      const counts = [...(seen.get(below(rows, index)) ?? [])]
      return [row, counts.length === 1 ? (counts[0] ?? null) : null]
    }),
  )
}

/** How deep the next row stands in the form: rows of one depth have as many merged cells in front of them. */
const below = (rows: readonly FoundRow[], index: number): number | 'end' => rows[index + 1]?.named?.label.depth ?? 'end'
