import type { NamedLabel } from './name-labels.ts'
import type { Piece } from './piece.ts'

/**
 * Which columns the figures of a row stand under, from left to right.
 * @param official the form's columns
 * @param width figures that most rows have
 * @returns the keys; null where width and header do not go together
 */
export function orderColumns(
  official: readonly string[],
  width: number,
  header: readonly NamedLabel[],
  pieces: readonly Piece[],
): readonly string[] | null {
  const found = header.filter(({ label }) => label.kind === 'column' && official.includes(label.name))
  const first = [...new Map(found.toReversed().map((one) => [one.label.name, one])).values()].toReversed()
  const grid = first.every(
    (one) => pieces[one.first]?.table !== undefined && pieces[one.first]?.table === pieces[first[0]?.first ?? 0]?.table,
  )
  const slot = (one: NamedLabel): number => pieces[one.first]?.slot ?? 0
  const distinct = new Set(first.map(slot)).size === first.length
  const byPlace = grid && distinct ? first.toSorted((a, b) => slot(a) - slot(b)) : null
  if (width === official.length) {
    // A header that names all columns in another order is believed; a broken one is not.
    return byPlace?.length === width ? byPlace.map(({ label }) => label.name) : official
  }
  const names = new Set(first.map(({ label }) => label.name))
  if (names.size !== width) return null
  return byPlace?.map(({ label }) => label.name) ?? official.filter((name) => names.has(name))
}

/** How many figures most rows have; `usual` where there is no majority. */
export function usualWidth(counts: readonly number[], usual: number): number {
  const votes = new Map<number, number>()
  for (const count of counts) if (count > 1) votes.set(count, (votes.get(count) ?? 0) + 1)
  const [best] = [...votes].toSorted((a, b) => b[1] - a[1])
  return best && best[1] * 2 > counts.length && best[0] < usual ? best[0] : usual
}
