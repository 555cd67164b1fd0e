import type { Drawn } from '../document-builder.ts'
import type { Confidence } from '../../model/document.ts'
import { firstIndex } from '../find-sorted.ts'
import type { Grid, Region } from './find-grids.ts'
import { centreOf, type Box, type Glyph } from './geometry.ts'
import { readLines, type TextLine } from './text-lines.ts'
import type { Unshown } from './unshown.ts'

/** A cell of a table on one page. */
export interface GridCell {
  readonly row: number
  readonly column: number
  readonly rowSpan: number
  readonly columnSpan: number
  readonly text: string
  readonly confidence?: Confidence
  /** The last line fills the cell: the text may go on behind a page break. */
  readonly cut?: boolean
  /** A shape or picture of the size of characters stands in it. */
  readonly drawn?: Drawn
  readonly unshown?: readonly Unshown[]
}

/** What stands on a page beside its lines. */
export interface Inked {
  readonly glyphs: readonly Glyph[]
  readonly unshown: readonly Unshown[]
  readonly drawings: readonly Box[]
}

/** Part of a character's width that may reach over a line before it is unsure in which cell it stands. */
const OVER = 0.3
/** Figures nearer than this part of their size are one number, whatever line runs between them. */
const ONE_NUMBER = 0.12
/** Blank that a cell keeps between its lines and its text, both sides together (points). */
const PADDING = 13

/** Puts what stands on a page into the cells of a grid; what stands in one is put into `taken`. */
export function fillGrid(grid: Grid, { glyphs, unshown, drawings }: Inked, taken: Set<unknown>): GridCell[] {
  const inside = new Map<Region, Glyph[]>(grid.regions.map((region) => [region, []]))
  const unsure = new Set<Region>(grid.regions.filter((region) => !region.sure))
  const find = regionFinder(grid)
  let last: { glyph: Glyph; region: Region } | null = null
  for (const glyph of glyphs) {
    const region = find((glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2)
    if (!region || taken.has(glyph)) continue
    taken.add(glyph)
    inside.get(region)!.push(glyph)
    if (glyph.text.trim() === '') continue
    if (reachesOver(glyph, region))
      for (const other of [region, find(glyph.left, middle(glyph)), find(glyph.right, middle(glyph))]) if (other) unsure.add(other)
    if (last && last.region !== region && isOneNumber(last.glyph, glyph)) unsure.add(region).add(last.region)
    last = { glyph, region }
  }
  const told = placeIn(unshown, find, ({ x, y }) => [x, y], taken)
  const drawn = placeIn(drawings, find, centreOf, taken)
  return grid.regions.map((region) => {
    const found = inside.get(region)!
    const recognised = found.some((glyph) => glyph.unseen) ? 'recognised' : undefined
    const confidence = unsure.has(region) && found.some((glyph) => glyph.text.trim() !== '') ? 'unreadable' : recognised
    const { row, column, rowSpan, columnSpan } = region
    const marks = told.get(region)
    const shapes = drawn.get(region)?.some((box) => !found.some((glyph) => overlaps(glyph, box))) ? { drawn: 'picture' as const } : {}
    return { row, column, rowSpan, columnSpan, ...cellText(found, region), confidence, ...shapes, ...(marks ? { unshown: marks } : {}) }
  })
}

const overlaps = (a: Box, b: Box): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom

function placeIn<T>(
  things: readonly T[],
  find: (x: number, y: number) => Region | null,
  pointOf: (thing: T) => readonly [number, number],
  taken: Set<unknown>,
): Map<Region, T[]> {
  const placed = new Map<Region, T[]>()
  for (const thing of things) {
    const region = taken.has(thing) ? null : find(...pointOf(thing))
    if (!region) continue
    taken.add(thing)
    const list = placed.get(region)
    if (list) list.push(thing)
    else placed.set(region, [thing])
  }
  return placed
}

const middle = (glyph: Glyph): number => (glyph.top + glyph.bottom) / 2

/** Looks a point up by rows and columns, so that a page full of text is not compared with every cell. */
function regionFinder(grid: Grid): (x: number, y: number) => Region | null {
  const columns = grid.xs.length - 1
  const byCell: Region[] = []
  for (const region of grid.regions)
    for (let row = region.row; row < region.row + region.rowSpan; row++)
      for (let column = region.column; column < region.column + region.columnSpan; column++) byCell[row * columns + column] = region
  return (x, y) => {
    const column = interval(grid.xs, x)
    const row = interval(grid.ys, y)
    return column < 0 || row < 0 ? null : (byCell[row * columns + column] ?? null)
  }
}

function interval(edges: readonly number[], value: number): number {
  if (value < edges[0]! || value > edges.at(-1)!) return -1
  return firstIndex(edges.length - 2, (index) => !(edges[index + 1]! <= value))
}

function reachesOver(glyph: Glyph, region: Region): boolean {
  const allowed = Math.max(1.2, (glyph.right - glyph.left) * OVER)
  return glyph.left < region.left - allowed || glyph.right > region.right + allowed
}

function isOneNumber(before: Glyph, after: Glyph): boolean {
  if (!/\d/.test(before.text) || !/\d/.test(after.text) || Math.abs(before.top - after.top) > after.size * 0.2) return false
  const gap = after.left - before.right
  return gap > -after.size * 0.3 && gap < after.size * ONE_NUMBER
}

/** Lines that were broken only because the cell is narrow are joined; others stay lines. */
function cellText(glyphs: readonly Glyph[], region: Region): { text: string; cut: boolean } {
  const lines = readLines(glyphs, false).filter((line) => line.text.trim() !== '')
  let text = ''
  lines.forEach((line, index) => {
    const before = lines[index - 1]
    if (before) text += joint(before, line, roomBehind(before, region, glyphs))
    text += line.text
  })
  const last = lines.at(-1)
  return { text, cut: last !== undefined && roomBehind(last, region, glyphs) < last.size }
}

/** What of a line is left free in its cell, in points; blanks in front of it take room too. */
function roomBehind(line: TextLine, region: Region, glyphs: readonly Glyph[]): number {
  const beside = glyphs.filter((glyph) => glyph.text.trim() === '' && middle(glyph) > line.top && middle(glyph) < line.bottom)
  const left = beside.reduce((least, glyph) => (glyph.left < least ? glyph.left : least), line.left)
  return region.right - region.left - PADDING - (line.right - left)
}

function joint(before: TextLine, line: TextLine, room: number): string {
  const word = /^[A-Za-z0-9.,%]+/.exec(line.text)
  const needed = word ? word[0].length * line.size * 0.5 : line.size
  // What could have stood on the line above begins a line of its own.
  if (room >= needed) return '\n'
  return /[A-Za-z]$/.test(before.text) && /^[A-Za-z]/.test(line.text) ? ' ' : ''
}
