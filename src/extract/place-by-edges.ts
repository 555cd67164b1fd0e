import type { CellInput, RowInput } from './place-cells.ts'

export interface EdgedCell extends CellInput {
  /** Right edge, in the format's unit. */
  readonly right: number
  /** The older way of merging sideways: this cell belongs to the one in front. */
  readonly joined?: boolean
}

export interface EdgedRow<T extends EdgedCell> {
  /** Left edge of the first cell. */
  readonly left: number
  readonly cells: readonly T[]
}

/**
 * Turns rows that give their cells' edges (RTF) into rows of a grid: every edge that occurs in the table is a line
 * of the grid, and a cell spans the columns between its own two.
 * @param tolerance edges nearer than this are one line
 */
export function gridFromEdges<T extends EdgedCell>(
  rows: readonly EdgedRow<T>[],
  tolerance: number,
): RowInput<T & { columnSpan: number }>[] {
  const lines = linesOf(rows, tolerance)
  return rows.map((row) => {
    const before = indexOf(lines, row.left)
    const cells: (T & { columnSpan: number })[] = []
    let from = before
    for (const cell of row.cells) {
      const to = Math.max(indexOf(lines, cell.right), from + 1)
      const last = cells.at(-1)
      if (cell.joined && last) last.columnSpan += to - from
      else cells.push({ ...cell, columnSpan: to - from })
      from = to
    }
    return { before, cells }
  })
}

function linesOf(rows: readonly EdgedRow<EdgedCell>[], tolerance: number): number[] {
  const edges = rows.flatMap((row) => [row.left, ...row.cells.map((cell) => cell.right)]).toSorted((a, b) => a - b)
  const lines: number[] = []
  for (const edge of edges) if (lines.length === 0 || edge - lines.at(-1)! > tolerance) lines.push(edge)
  return lines
}

function indexOf(lines: readonly number[], edge: number): number {
  let best = 0
  for (let index = 1; index < lines.length; index++) if (Math.abs(lines[index]! - edge) < Math.abs(lines[best]! - edge)) best = index
  return best
}
