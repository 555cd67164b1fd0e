import type { Confidence } from '../model/document.ts'
import type { Drawn, PlacedCell, TableInput } from './document-builder.ts'
import type { Limits } from './limits.ts'
import { Unreadable } from './unreadable-error.ts'

/** A cell in the order in which the file writes it, without a place yet. */
export interface CellInput {
  readonly text: string
  readonly rowSpan?: number
  readonly columnSpan?: number
  /** Word's way of vertical merging: this cell belongs to the one above it (vMerge, clvmrg). */
  readonly continues?: boolean
  /** As in PlacedCell. */
  readonly drawn?: Drawn | undefined
  readonly confidence?: Confidence | undefined
  /** It is not shown: its row or column is hidden or has no width. It takes its place and is left out. */
  readonly hidden?: boolean
  readonly tables?: readonly TableInput[]
}

export interface RowInput<T extends CellInput = CellInput> {
  /** Columns left free in front of the first cell (gridBefore). */
  readonly before?: number
  readonly cells: readonly T[]
}

/** A placed cell, and the cell of the file that it was. */
export type Placed<T extends CellInput> = PlacedCell & { readonly from: T }

/**
 * HTML's and OpenDocument's way: a cell takes the next free place of its row; one that reaches down (rowSpan)
 * occupies places of later rows. A rowSpan past the last row is cut off there.
 */
export function placeFlowing<T extends CellInput>(rows: readonly RowInput<T>[], limits: Limits): Placed<T>[] {
  const placed: Placed<T>[] = []
  const taken: Set<number>[] = rows.map(() => new Set())
  rows.forEach((input, row) => {
    let column = input.before ?? 0
    for (const cell of input.cells) {
      while (taken[row]!.has(column)) column++
      const columnSpan = Math.max(1, cell.columnSpan ?? 1)
      const rowSpan = Math.max(1, Math.min(cell.rowSpan ?? 1, rows.length - row))
      if (column + columnSpan > limits.columns) throw new Unreadable('too-complex', 'columns')
      if (placed.length >= limits.cells || rowSpan * columnSpan > limits.cells) throw new Unreadable('too-complex', 'cells')
      for (let down = 1; down < rowSpan; down++) for (let over = 0; over < columnSpan; over++) taken[row + down]!.add(column + over)
      const { text, drawn, confidence, tables } = cell
      placed.push({ row, column, rowSpan, columnSpan, text, drawn, confidence, tables, from: cell })
      column += columnSpan
    }
  })
  return dropHollowColumns(placed.filter(({ from }) => !from.hidden))
}

/**
 * Word's way: every row writes all its cells; one that `continues` belongs to the cell above that begins at the same
 * column, and what is written in it is not shown. Where there is none above, it stands for itself.
 */
export function placeMerged<T extends CellInput>(rows: readonly RowInput<T>[], limits: Limits): Placed<T>[] {
  type Growing = Placed<T> & { rowSpan: number }
  const placed: Growing[] = []
  let above = new Map<number, Growing>()
  rows.forEach((input, row) => {
    const here = new Map<number, Growing>()
    let column = input.before ?? 0
    for (const cell of input.cells) {
      const columnSpan = Math.max(1, cell.columnSpan ?? 1)
      if (column + columnSpan > limits.columns) throw new Unreadable('too-complex', 'columns')
      const origin = cell.continues ? above.get(column) : undefined
      if (origin) {
        origin.rowSpan = row - origin.row + 1
        here.set(column, origin)
      } else {
        if (placed.length >= limits.cells) throw new Unreadable('too-complex', 'cells')
        const { text, drawn, confidence, tables } = cell
        const own = { row, column, rowSpan: 1, columnSpan, text, drawn, confidence, tables, from: cell }
        placed.push(own)
        here.set(column, own)
      }
      column += columnSpan
    }
    above = here
  })
  return dropHollowColumns(placed.filter(({ from }) => !from.hidden))
}

/**
 * Takes out columns in which no cell begins. Writers leave them behind when rows were edited apart (a colspan of 11
 * over ten columns, a gridSpan over columns long gone); nobody sees them, and they would shift what stands right.
 */
export function dropHollowColumns<T extends PlacedCell>(cells: readonly T[]): T[] {
  const starts = new Set(cells.map((cell) => cell.column))
  const columns = cells.reduce((most, cell) => Math.max(most, cell.column + (cell.columnSpan ?? 1)), 0)
  if (starts.size === columns) return [...cells]
  /** For each old column how many before it are kept. */
  const kept = [0]
  for (let column = 0; column < columns; column++) kept.push(kept[column]! + (starts.has(column) ? 1 : 0))
  return cells.map((cell) => {
    const column = kept[cell.column]!
    return { ...cell, column, columnSpan: kept[cell.column + (cell.columnSpan ?? 1)]! - column }
  })
}
