import { countWork } from '../../language/count-work.ts'
import { isBlank } from './fit-row.ts'
import type { NamedLabel } from './name-labels.ts'
import type { Piece } from './piece.ts'

/** A row of a table as found: its wording (null where it is none of the form's) and what stands in it for figures. */
export interface FoundRow {
  readonly named: NamedLabel | null
  /** The piece in which the row's own words begin. */
  readonly head: Piece
  readonly values: Piece[]
  /** Header words came before any figure: what belongs to the row may have been lost there. */
  interrupted?: boolean
}

export interface FoundRows {
  readonly rows: readonly FoundRow[]
  /** Figures stand where no row's words own them: some row's words are lost. */
  readonly orphans: boolean
}

/**
 * Gives every value to the row to which it belongs: to the wording in the same line, else to the last one before it.
 * A wrapped wording owns what stands between its pieces.
 * @param width figures that a row has; words after a full row begin a new one
 */
export function gatherRows(pieces: readonly Piece[], named: readonly NamedLabel[], width: number): FoundRows {
  const starts = new Map(named.map((one) => [one.first, one]))
  const inside = new Set(named.flatMap((one) => range(one.first, one.last).filter((index) => pieces[index]?.kind === 'text')))
  const labelled = slotsOfLabels(pieces, named.filter(isRow))
  const rows: FoundRow[] = []
  countWork(pieces.length)
  let current: FoundRow | null = null
  let orphans = false
  pieces.forEach((piece, index) => {
    const start = starts.get(index)
    if (start) {
      if (current && !isRow(start) && !current.values.length) current.interrupted = true
      current = isRow(start) ? { named: start, head: piece, values: [] } : null
      if (current) rows.push(current)
    } else if (piece.kind === 'value') {
      // In front of a row's words in its line stand merged-away cells and running numbers.
      if (piece.slot < (labelled.get(piece.line) ?? 0)) return
      if (current) current.values.push(piece)
      else if (/\d/.test(piece.text)) orphans = true
    } else if (!inside.has(index) && beginsRow(pieces, index, current, width, labelled)) {
      current = { named: null, head: piece, values: [] }
      rows.push(current)
    }
  })
  return { rows, orphans }
}

const isRow = ({ label }: NamedLabel): boolean => label.kind === 'row' || label.kind === 'group'

/** For every line with a row's words in it, where the first of them stand. */
function slotsOfLabels(pieces: readonly Piece[], named: readonly NamedLabel[]): Map<number, number> {
  const slots = new Map<number, number>()
  for (const { first, last } of named) {
    for (const index of range(first, last)) {
      const piece = pieces[index]
      if (piece?.kind === 'text') slots.set(piece.line, Math.min(piece.slot, slots.get(piece.line) ?? piece.slot))
    }
  }
  return slots
}

const range = (first: number, last: number): number[] => Array.from({ length: last - first + 1 }, (_, index) => first + index)

/** Words that the form does not know, with figures of their own behind them. */
function beginsRow(
  pieces: readonly Piece[],
  index: number,
  current: FoundRow | null,
  width: number,
  labelled: ReadonlyMap<number, number>,
): boolean {
  const piece = pieces[index]
  if (!piece || piece.key.length < 2 || labelled.has(piece.line)) return false
  const next = pieces[index + 1]
  if (next?.kind !== 'value') return false
  return next.line === piece.line || (piece.key.length >= 4 && current !== null && current.values.length >= width)
}

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
