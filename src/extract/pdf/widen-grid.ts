import type { Grid, Region } from './find-grids.ts'

/**
 * Adds a side to a grid: an upright line of the page that no line crosses there, because the cell beside it reaches
 * over the whole page.
 */
export function widenGrid(grid: Grid, x: number): Grid {
  const before = x < grid.xs[0]!
  const shift = before ? 1 : 0
  const rows = grid.ys.length - 1
  const side: Region = {
    row: 0,
    column: before ? 0 : grid.xs.length - 1,
    rowSpan: rows,
    columnSpan: 1,
    sure: true,
    left: before ? x : grid.xs.at(-1)!,
    right: before ? grid.xs[0]! : x,
    top: grid.ys[0]!,
    bottom: grid.ys.at(-1)!,
  }
  const regions = [...grid.regions.map((region) => ({ ...region, column: region.column + shift })), side]
  const xs = before ? [x, ...grid.xs] : [...grid.xs, x]
  return { xs, ys: grid.ys, regions: regions.sort((a, b) => a.row - b.row || a.column - b.column) }
}
