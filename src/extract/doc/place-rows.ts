import type { Drawn, TableInput } from '../document-builder.ts'
import type { Limits } from '../limits.ts'
import { placeMerged, type CellInput, type RowInput } from '../place-cells.ts'
import type { CellLayout } from './row-layout.ts'

export interface RowContent {
  readonly cells: readonly { readonly text: string; readonly tables: readonly TableInput[]; readonly drawn: Drawn }[]
  readonly layout: readonly CellLayout[] | null
}

/** Edges of different rows nearer than this (twentieths of a point) are one line of the grid. */
const SAME_EDGE = 40

/** Builds the grid of a table: rows of a Word 97 file say where their cells' edges are, and nothing of columns. */
export function placeRows(rows: readonly RowContent[], limits: Limits): TableInput {
  const lineOf = gridLines(rows)
  const inputs: RowInput[] = rows.map((row) => {
    const layout = fittingLayout(row)
    if (!layout) return { cells: row.cells }
    const cells: CellInput[] = []
    let column = lineOf.get(layout[0]!.left)!
    const before = column
    for (let i = 0; i < layout.length; i++) {
      if (layout[i]!.absorbed) continue
      let last = i
      while (layout[last + 1]?.absorbed) last++
      const end = Math.max(column + 1, lineOf.get(layout[last]!.right)!)
      const { text, tables, drawn } = row.cells[i]!
      cells.push({ text, tables, drawn, columnSpan: end - column, continues: layout[i]!.continues })
      column = end
    }
    return { before, cells }
  })
  return { cells: placeMerged(inputs, limits) }
}

/** A layout for another number of cells is ignored. */
const fittingLayout = (row: RowContent): readonly CellLayout[] | null =>
  row.layout && row.layout.length === row.cells.length ? row.layout : null

/** For every edge of a cell the number of the line of the grid on which it lies. */
function gridLines(rows: readonly RowContent[]): Map<number, number> {
  const edges = new Set<number>()
  for (const row of rows) for (const { left, right } of fittingLayout(row) ?? []) edges.add(left).add(right)
  const lines = new Map<number, number>()
  let line = -1
  let begin = -Infinity
  for (const edge of [...edges].sort((a, b) => a - b)) {
    if (edge - begin > SAME_EDGE) [line, begin] = [line + 1, edge]
    lines.set(edge, line)
  }
  return lines
}
