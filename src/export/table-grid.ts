import type { Cell, Table } from '../model/document.ts'

/** For each row and column of a table the cell that covers it; a hole is undefined, where cells overlap the first wins. */
export function tableGrid(table: Table): (Cell | undefined)[][] {
  const grid: (Cell | undefined)[][] = Array.from({ length: table.rows }, () => Array.from({ length: table.columns }, () => undefined))
  for (const cell of table.cells)
    for (let row = cell.row; row < Math.min(table.rows, cell.row + cell.rowSpan); row++)
      for (let column = cell.column; column < Math.min(table.columns, cell.column + cell.columnSpan); column++)
        (grid[row] ?? [])[column] ??= cell
  return grid
}
