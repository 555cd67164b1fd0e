import { countWork } from '../../language/count-work.ts'
import { isFilled } from './fit-row.ts'
import type { FoundRow } from './gather-rows.ts'

/** Where every row is a small table with its own words above it, the words without figures are a caption. */
export function withoutCaptions(rows: readonly FoundRow[]): readonly FoundRow[] {
  const filled = new Set(rows.flatMap(({ named, values }) => (named && values.some(isFilled) ? [named.label] : [])))
  return rows.filter(({ named, values }) => !named || values.some(isFilled) || !filled.has(named.label))
}

/**
 * Marks rows whose figures cannot be told apart: a converter put the words of some rows under each other, and their lines
 * of figures behind. A row with all its figures beside its words owns no others.
 * @returns `strays`: some figures belong to no row that is known
 */
export function doubtRows(rows: readonly FoundRow[], width: number): { rows: readonly FoundRow[]; strays: boolean } {
  let strays = false
  const own = rows.map((row): FoundRow => {
    const beside = row.values.filter(({ line }) => line === row.head.line)
    if (beside.filter(isFilled).length < width || beside.length === row.values.length || !row.values.some(standsInRow(row))) return row
    strays ||= row.values.some((piece) => piece.line !== row.head.line && isFilled(piece))
    return { ...row, values: beside }
  })
  let bare: FoundRow[] = []
  countWork(rows.length)
  for (const row of own) {
    if (row.named?.label.kind !== 'row') continue
    if (row.values.length === 0) {
      bare.push(row)
      continue
    }
    const apart = row.values.every(({ line }) => line !== row.head.line) && row.values.some(standsInRow(row))
    if (bare.length && apart) for (const one of [...bare, row]) one.interrupted = true
    bare = []
  }
  return { rows: own, strays }
}

/** Whether a figure has another beside it: the figures came a row a line, not a cell a line. */
const standsInRow = ({ values }: FoundRow) => {
  const lines = new Map<number, number>()
  for (const { line } of values) lines.set(line, (lines.get(line) ?? 0) + 1)
  return ({ line }: FoundRow['values'][number]): boolean => (lines.get(line) ?? 0) > 1
}
