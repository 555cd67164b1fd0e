import type { PlacedCell } from '../document-builder.ts'
import type { Limits } from '../limits.ts'
import { Unreadable } from '../unreadable-error.ts'
import type { Merge, Sheet, SheetCell } from './sheet.ts'

/** One shown row of a sheet, blank cells included. Rows and columns are counted among those shown. */
export interface GridRow {
  readonly cells: readonly PlacedCell[]
  /** Cells that hold something. */
  readonly filled: number
}

/**
 * Lays out what is shown of a sheet: every place between the first and the last filled row and column has a cell, but
 * those under a merge belong to its first one.
 * @throws Unreadable too-complex past the limits on cells and columns
 */
export function placeSheet(sheet: Sheet, filled: readonly SheetCell[], limits: Limits): GridRow[] {
  const rows = shownFrom(
    filled.map(({ row }) => row),
    sheet.hiddenRows,
    limits.cells,
  )
  const columns = shownFrom(
    filled.map(({ column }) => column),
    sheet.hiddenColumns,
    limits.cells,
  )
  if (columns.length > limits.columns) throw new Unreadable('too-complex', 'columns')
  if (rows.length * columns.length > limits.cells * 4) throw new Unreadable('too-complex', 'cells')
  const merged = mergesOf(sheet.merges, rows, columns)
  const byPlace = new Map(filled.map((cell) => [keyOf(cell.row, cell.column), cell]))
  return rows.map((sheetRow, row) => {
    const cells: PlacedCell[] = []
    for (const [column, sheetColumn] of columns.entries()) {
      const merge = merged.get(keyOf(row, column))
      if (merge === 'covered') continue
      const at = merge ? keyOf(merge.top, merge.left) : keyOf(sheetRow, sheetColumn)
      const { text = '', unreadable } = byPlace.get(at) ?? {}
      const spans = merge ? { rowSpan: merge.rows, columnSpan: merge.columns } : {}
      cells.push({ row, column, ...spans, text: text.trim(), ...(unreadable ? { confidence: 'unreadable' as const } : {}) })
    }
    return { cells, filled: cells.filter(({ text, confidence }) => text !== '' || confidence).length }
  })
}

const keyOf = (row: number, column: number): number => row * 16_384 + column

/** Numbers from the least to the greatest, without the hidden ones. */
function shownFrom(numbers: readonly number[], hidden: ReadonlySet<number>, most: number): number[] {
  const [low, high] = numbers.reduce(([least, greatest], one) => [Math.min(least, one), Math.max(greatest, one)], [Infinity, -1])
  const shown: number[] = []
  for (let at = low; at <= high; at++) {
    if (!hidden.has(at)) shown.push(at)
    if (shown.length > most) throw new Unreadable('too-complex', 'cells')
  }
  return shown
}

interface Joined extends Pick<Merge, 'top' | 'left'> {
  readonly rows: number
  readonly columns: number
}

/** By shown place: the merge that begins there, or that one covers it. */
function mergesOf(merges: readonly Merge[], rows: readonly number[], columns: readonly number[]): Map<number, Joined | 'covered'> {
  const places = new Map<number, Joined | 'covered'>()
  for (const { top, left, bottom, right } of merges) {
    const [firstRow, endRow] = [countBelow(rows, top), countBelow(rows, bottom + 1)]
    const [firstColumn, endColumn] = [countBelow(columns, left), countBelow(columns, right + 1)]
    if (endRow <= firstRow || endColumn <= firstColumn) continue
    // Merges of a sheet do not overlap; where a damaged file says so, the first counts.
    if (places.has(keyOf(firstRow, firstColumn))) continue
    for (let row = firstRow; row < endRow; row++)
      for (let column = firstColumn; column < endColumn; column++) {
        if (!places.has(keyOf(row, column))) places.set(keyOf(row, column), 'covered')
      }
    places.set(keyOf(firstRow, firstColumn), { top, left, rows: endRow - firstRow, columns: endColumn - firstColumn })
  }
  return places
}

/** How many of these ascending numbers are less than `limit`. */
function countBelow(numbers: readonly number[], limit: number): number {
  let low = 0
  let high = numbers.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (numbers[middle]! < limit) low = middle + 1
    else high = middle
  }
  return low
}
