import type { GridCell } from './fill-grid.ts'

const COUNT = /^[\d０-９]/

type Draft = { -readonly [K in keyof GridCell]: GridCell[K] }

/**
 * Takes out edges of rows that only one column has, with nothing on one side of it: where a browser draws the box of
 * a tall cell too short, or leaves a gap between boxes, and there is no row.
 */
export function dropPhantomRows(given: readonly GridCell[], givenRows: number): { rows: number; cells: GridCell[] } {
  let cells: Draft[] = given.map((cell) => ({ ...cell }))
  let rows = givenRows
  for (let edge = givenRows - 1; edge > 0; edge--) {
    const above = cells.filter((cell) => cell.row + cell.rowSpan === edge)
    const below = cells.filter((cell) => cell.row === edge)
    if (!isPhantom(above, below)) continue
    const gone = new Set<Draft>()
    for (const upper of above) {
      const lower = below.find((cell) => cell.column === upper.column)!
      upper.rowSpan += lower.rowSpan
      upper.text += lower.text
      gone.add(lower)
    }
    cells = cells.filter((cell) => !gone.has(cell))
    for (const cell of cells) {
      if (cell.row >= edge) cell.row--
      else if (cell.row + cell.rowSpan > edge) cell.rowSpan--
    }
    rows--
  }
  return { rows, cells }
}

function isPhantom(above: readonly GridCell[], below: readonly GridCell[]): boolean {
  if (above.length !== below.length || above.length === 0) return false
  const paired = above.every((upper) => below.some((lower) => lower.column === upper.column && lower.columnSpan === upper.columnSpan))
  if (!paired) return false
  if (above.length > 1 || above.concat(below).some((cell) => COUNT.test(cell.text))) return false
  // The column is one of several: a table of one column has rows of its own right.
  return isEmpty(below) || isEmpty(above)
}

const isEmpty = (cells: readonly GridCell[]): boolean => cells.every((cell) => cell.text === '')
