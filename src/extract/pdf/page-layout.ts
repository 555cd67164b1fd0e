import { groupBy } from '../../language/group-by.ts'
import type { Limits } from '../limits.ts'
import { dropPhantomRows } from './drop-phantom-rows.ts'
import { fillGrid, type GridCell } from './fill-grid.ts'
import { findGrids, isDrawn, type Grid, type Region } from './find-grids.ts'
import { centreOf, holds, type Box, type Glyph } from './geometry.ts'
import type { PageContent } from './page-content.ts'
import { readLines, type TextLine } from './text-lines.ts'
import { turnOf, turnUpright } from './turn-upright.ts'
import type { Unshown } from './unshown.ts'

/** How far apart (points) the sides of a table may stand on two pages. */
const SAME_SIDE = 6

/** A table as it stands on one page. */
export interface PageTable {
  readonly kind: 'table'
  readonly page: number
  readonly xs: readonly number[]
  readonly rows: number
  readonly cells: readonly GridCell[]
  readonly top: number
  readonly bottom: number
}

export interface PageLine extends TextLine {
  readonly kind: 'line'
  readonly page: number
  readonly unshown: readonly Unshown[]
}

export interface PageLayout {
  readonly page: number
  readonly width: number
  readonly height: number
  /** Lines and tables from top to bottom. */
  readonly items: readonly (PageLine | PageTable)[]
  /** What stands at no line and in no cell. */
  readonly unshown: readonly Unshown[]
  /** Shapes and pictures of the size of characters that stand in no table. */
  readonly drawings: readonly Box[]
}

/** Tells what on each page is a table, and what is lines of text around it. */
export function layOutPages(contents: readonly PageContent[], limits: Limits): PageLayout[] {
  const found = contents.map((content) => findGrids(content.rules, limits))
  const grids = widenAtBreaks(contents, found)
  return contents.map((content, index) => {
    const tables = grids[index]!.filter((grid) => grid.regions.length > 1 || isRestOfTable(grid, grids, index))
    return layOutPage(content, index + 1, tables, limits)
  })
}

/** A table that goes on over a page break has on both pages the sides that it has on one, if only a line stands there. */
function widenAtBreaks(contents: readonly PageContent[], grids: readonly (readonly Grid[])[]): Grid[][] {
  const widened = grids.map((page) => [...page])
  const adopt = (page: number, at: number, model: Grid | undefined) => {
    const grid = widened[page]?.at(at)
    if (!grid || !model) return
    for (const x of [model.xs[0]!, model.xs.at(-1)!]) {
      const outside = x < grid.xs[0]! - SAME_SIDE || x > grid.xs.at(-1)! + SAME_SIDE
      if (outside && hasSide(contents[page]!, x, grid)) widened[page]!.splice(at, 1, widenGrid(widened[page]!.at(at)!, x))
    }
  }
  for (let page = 1; page < widened.length; page++) adopt(page, 0, widened[page - 1]!.at(-1))
  for (let page = widened.length - 2; page >= 0; page--) adopt(page, -1, widened[page + 1]![0])
  return widened
}

const hasSide = (content: PageContent, x: number, grid: Grid): boolean => isDrawn(content.rules.down, x, grid.ys[0]!, grid.ys.at(-1)!)

/**
 * Adds a side to a grid: an upright line of the page that no line crosses there, because the cell beside it reaches
 * over the whole page.
 */
function widenGrid(grid: Grid, x: number): Grid {
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

/** A frame is a table's first or last row where it stands at a page break and the table on the other side is as wide. */
function isRestOfTable(frame: Grid, grids: readonly (readonly Grid[])[], page: number): boolean {
  const fits = (other: Grid | undefined) =>
    other !== undefined &&
    other.regions.length > 1 &&
    [0, -1].every((side) => Math.abs(other.xs.at(side)! - frame.xs.at(side)!) <= SAME_SIDE)
  const here = grids[page]!
  return (frame === here.at(-1) && fits(grids[page + 1]?.[0])) || (frame === here[0] && fits(grids[page - 1]?.at(-1)))
}

function layOutPage(content: PageContent, page: number, grids: readonly Grid[], limits: Limits): PageLayout {
  const taken = new Set<unknown>()
  const glyphs = content.glyphs.filter((glyph) => isOnPage(glyph, content))
  const tables: PageTable[] = []
  // A watermark lies over the page and not in one of its cells.
  const unshown = content.unshown.filter(({ kind }) => kind !== 'watermark')
  const own = { ...content, glyphs, unshown }
  // The smallest grid comes first: a table inside a frame takes its own text.
  for (const grid of [...grids].sort((a, b) => area(a) - area(b))) {
    const turned = readTurned(grid, own, taken, limits)
    const cells = turned?.cells ?? fillGrid(grid, own, taken)
    if (cells.every((cell) => cell.text === '')) continue
    const { xs, ys } = turned?.grid ?? grid
    tables.push({ kind: 'table', page, xs, ...dropPhantomRows(cells, ys.length - 1), top: grid.ys[0]!, bottom: grid.ys.at(-1)! })
  }
  const lines = linesOf(glyphs.filter((glyph) => !taken.has(glyph)))
  const { told, rest } = tellBeside(
    lines,
    content.unshown.filter((one) => !taken.has(one)),
  )
  const items = [...tables, ...lines.map((line): PageLine => ({ ...line, kind: 'line', page, unshown: told.get(line) ?? [] }))]
  const drawings = content.drawings.filter((box) => !taken.has(box))
  return { page, width: content.width, height: content.height, items: items.sort((a, b) => begin(a) - begin(b)), unshown: rest, drawings }
}

/** Text that is turned stands in lines of its own. */
function linesOf(glyphs: readonly Glyph[]): TextLine[] {
  const groups = groupBy(glyphs, (glyph) => glyph.turn ?? 0)
  return [...groups.values()].flatMap((group) => readLines(group, true))
}

/** A table that lies on its side on an upright page, read as if the page were turned. */
function readTurned(grid: Grid, content: PageContent, taken: Set<unknown>, limits: Limits): { grid: Grid; cells: GridCell[] } | null {
  const box = { left: grid.xs[0]!, right: grid.xs.at(-1)!, top: grid.ys[0]!, bottom: grid.ys.at(-1)! }
  const inside = content.glyphs.filter((glyph) => !taken.has(glyph) && holds(box, ...centreOf(glyph)))
  if (turnOf(inside) === 0) return null
  const own = { ...content, glyphs: inside, rules: rulesIn(content.rules, box) }
  const upright = turnUpright(own)
  const [model] = findGrids(upright.rules, limits).sort((a, b) => area(b) - area(a))
  if (!model) return null
  for (const glyph of inside) taken.add(glyph)
  return { grid: model, cells: fillGrid(model, upright, new Set()) }
}

const rulesIn = ({ across, down }: PageContent['rules'], box: Box): PageContent['rules'] => ({
  across: across.filter(({ at, from, to }) => at >= box.top - 3 && at <= box.bottom + 3 && to > box.left && from < box.right),
  down: down.filter(({ at, from, to }) => at >= box.left - 3 && at <= box.right + 3 && to > box.top && from < box.bottom),
})

/** Hangs what is not shown on the line at whose height it stands. */
function tellBeside(lines: readonly TextLine[], unshown: readonly Unshown[]): { told: Map<TextLine, Unshown[]>; rest: Unshown[] } {
  const told = new Map<TextLine, Unshown[]>()
  const rest: Unshown[] = []
  for (const one of unshown) {
    const beside = one.kind === 'watermark' ? undefined : lines.find(({ top, bottom }) => one.y >= top - 1 && one.y <= bottom + 1)
    if (!beside) rest.push(one)
    else if (told.has(beside)) told.get(beside)!.push(one)
    else told.set(beside, [one])
  }
  return { told, rest }
}

/** A line is taken by its middle, a table by its upper edge. */
const begin = (item: PageLine | PageTable): number => (item.kind === 'table' ? item.top : (item.top + item.bottom) / 2)

const area = (grid: Grid): number => (grid.xs.at(-1)! - grid.xs[0]!) * (grid.ys.at(-1)! - grid.ys[0]!)

function isOnPage(glyph: Glyph, { width, height }: PageContent): boolean {
  const [x, y] = [(glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2]
  return x >= 0 && x <= width && y >= 0 && y <= height
}
