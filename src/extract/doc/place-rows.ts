import type { TableInput } from '../document-builder.ts'
import type { Limits } from '../limits.ts'
import type { CellInput, RowInput } from '../place-cells.ts'
import { placeMerged } from '../place-cells.ts'
import type { CellLayout } from './row-layout.ts'

export interface RowContent {
  readonly cells: readonly { readonly text: string; readonly tables: readonly TableInput[] }[]
  readonly layout: readonly CellLayout[] | null
}

/** Edges of different rows nearer than this (twentieths of a point) are one line of the grid. */
const SAME_EDGE = 40

/** Builds the grid of a table: rows of a Word 97 file say where their cells' edges are, and nothing of columns. */
export function placeRows(rows: readonly RowContent[], limits: Limits): TableInput {
  const lines = gridLines(rows)
  const inputs: RowInput[] = rows.map((row) => {
    const layout = fittingLayout(row)
    if (!layout) return { cells: row.cells.map(({ text, tables }) => cellInput(text, tables)) }
    const cells: CellInput[] = []
    let column = lineOf(lines, layout[0]!.left)
    const before = column
    for (let i = 0; i < layout.length; i++) {
      if (layout[i]!.absorbed) continue
      let last = i
      while (layout[last + 1]?.absorbed) last++
      const end = Math.max(column + 1, lineOf(lines, layout[last]!.right))
      const { text, tables } = row.cells[i]!
      cells.push({ ...cellInput(text, tables), columnSpan: end - column, continues: layout[i]!.continues })
      column = end
    }
    return { before, cells }
  })
  return { cells: placeMerged(inputs, limits) }
}

function cellInput(text: string, tables: readonly TableInput[]): CellInput {
  return { text, ...(tables.length > 0 ? { tables } : {}) }
}

/** A layout that speaks of another number of cells than there are is none. */
function fittingLayout(row: RowContent): readonly CellLayout[] | null {
  return row.layout && row.layout.length === row.cells.length ? row.layout : null
}

function gridLines(rows: readonly RowContent[]): number[] {
  const edges = new Set<number>()
  for (const row of rows)
    for (const cell of fittingLayout(row) ?? []) {
      if (!cell.absorbed) edges.add(cell.left)
      edges.add(cell.right)
    }
  const lines: number[] = []
  for (const edge of [...edges].sort((a, b) => a - b)) if (lines.length === 0 || edge - lines.at(-1)! > SAME_EDGE) lines.push(edge)
  return lines
}

function lineOf(lines: readonly number[], edge: number): number {
  let best = 0
  for (let i = 1; i < lines.length; i++) if (Math.abs(lines[i]! - edge) < Math.abs(lines[best]! - edge)) best = i
  return best
}
