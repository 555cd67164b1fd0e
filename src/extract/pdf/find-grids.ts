import type { Limits } from '../limits.ts'
import { Unreadable } from '../unreadable-error.ts'
import type { Rules } from './collect-rules.ts'
import type { Rule } from './geometry.ts'

/** A cell of a grid as its lines cut it out, in points and in rows and columns. */
export interface Region {
  readonly row: number
  readonly column: number
  readonly rowSpan: number
  readonly columnSpan: number
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
  /** False where lines leave a shape that is no rectangle: which text is whose cannot be told. */
  readonly sure: boolean
}

export interface Grid {
  /** Edges of columns and rows, in points. */
  readonly xs: readonly number[]
  readonly ys: readonly number[]
  readonly regions: readonly Region[]
}

/** Lines nearer than this (points) are one line: double borders, borders of neighbouring cells. */
const SAME = 3
/** How far a line may stand from the middle of those that are one with it. */
const NEAR = 4
/** Gaps in a line up to this are joined, and lines that miss each other by as much still meet. */
const GAP = 3
/** What a line must jut out over the outermost crossing line to be the side of an open cell. */
const OPEN = 8
/** Part of a cell's side that must be drawn for it to count. */
const DRAWN = 0.7
const MOST_CELLS = 20_000

/** Finds tables and frames (grids of one cell) of a page: groups of lines that cross each other, cut into rectangles. */
export function findGrids(rules: Rules, limits: Limits): Grid[] {
  const across = mergeRules(rules.across)
  const down = mergeRules(rules.down)
  if (across.length * down.length > 10_000_000) throw new Unreadable('too-complex', 'lines')
  return connectRules(across, down)
    .flatMap(splitGroup)
    .map((group) => buildGrid(group, limits))
    .filter((grid) => grid !== null)
    .sort((a, b) => a.ys[0]! - b.ys[0]! || a.xs[0]! - b.xs[0]!)
}

/** Puts lines that lie on or behind each other together. */
function mergeRules(rules: readonly Rule[]): Rule[] {
  const merged: Rule[] = []
  const sorted = [...rules].sort((a, b) => a.at - b.at)
  for (let start = 0; start < sorted.length;) {
    let end = start + 1
    while (end < sorted.length && sorted[end]!.at - sorted[end - 1]!.at <= 0.8 && sorted[end]!.at - sorted[start]!.at <= SAME) end++
    const level = sorted.slice(start, end).sort((a, b) => a.from - b.from)
    const at = level.reduce((sum, rule) => sum + rule.at, 0) / level.length
    let { from, to } = level[0]!
    for (const rule of level) {
      if (rule.from > to + GAP) {
        merged.push({ at, from, to })
        from = rule.from
        to = rule.to
      } else to = Math.max(to, rule.to)
    }
    merged.push({ at, from, to })
    start = end
  }
  return merged
}

/** Numbers below `count` in groups: `join` makes one group of two, `groups` gives the members of each. */
function unionOf(count: number): { join(a: number, b: number): void; groups(): number[][] } {
  const parent = Array.from({ length: count }, (_, index) => index)
  const root = (index: number): number => {
    let at = index
    while (parent[at] !== at) at = parent[at] = parent[parent[at]!]!
    return at
  }
  return {
    join: (a, b) => void (parent[root(a)] = root(b)),
    groups() {
      const members = new Map<number, number[]>()
      for (let index = 0; index < count; index++) {
        const group = members.get(root(index))
        if (group) group.push(index)
        else members.set(root(index), [index])
      }
      return [...members.values()]
    },
  }
}

function connectRules(across: readonly Rule[], down: readonly Rule[]): Rules[] {
  const { join, groups } = unionOf(across.length + down.length)
  across.forEach((row, i) => {
    down.forEach((column, j) => {
      const meets = column.at >= row.from - GAP && column.at <= row.to + GAP && row.at >= column.from - GAP && row.at <= column.to + GAP
      if (meets) join(i, across.length + j)
    })
  })
  return groups()
    .map((members) => ({
      across: members.filter((index) => index < across.length).map((index) => across[index]!),
      down: members.filter((index) => index >= across.length).map((index) => down[index - across.length]!),
    }))
    .filter((group) => group.across.length >= 2 && group.down.length >= 1)
}

/**
 * A bar down the margin (changes in Word) touches the tables beside it and makes one of them: it is cut where between
 * two lines nothing else is drawn.
 */
function splitGroup(group: Rules): Rules[] {
  const xs = edges(group.down, [])
  const ys = edges(group.across, [])
  if (xs.length < 2) return [group]
  for (let row = 1; row + 2 < ys.length; row++) {
    const [top, bottom] = [ys[row]!, ys[row + 1]!]
    const drawn = xs.filter((x) => isDrawn(group.down, x, top, bottom))
    if (drawn.length !== 1 || (drawn[0] !== xs[0] && drawn[0] !== xs.at(-1))) continue
    return [
      { across: group.across.filter((rule) => rule.at <= top + SAME), down: within(group.down, -Infinity, top) },
      ...splitGroup({ across: group.across.filter((rule) => rule.at >= bottom - SAME), down: within(group.down, bottom, Infinity) }),
    ]
  }
  return [group]
}

/** The parts of upright lines between two heights. */
const within = (rules: readonly Rule[], top: number, bottom: number): Rule[] =>
  rules
    .map((rule) => ({ ...rule, from: Math.max(rule.from, top), to: Math.min(rule.to, bottom) }))
    .filter((rule) => rule.to - rule.from > SAME)

function buildGrid({ across, down }: Rules, limits: Limits): Grid | null {
  const xs = edges(down, across)
  const ys = edges(across, down)
  const [rows, columns] = [ys.length - 1, xs.length - 1]
  if (rows < 1 || columns < 1) return null
  if (rows * columns > Math.min(MOST_CELLS, limits.cells) || columns > limits.columns) throw new Unreadable('too-complex', 'cells')
  const { join, groups } = unionOf(rows * columns)
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const here = row * columns + column
      if (column + 1 < columns && !isDrawn(down, xs[column + 1]!, ys[row]!, ys[row + 1]!)) join(here, here + 1)
      if (row + 1 < rows && !isDrawn(across, ys[row + 1]!, xs[column]!, xs[column + 1]!)) join(here, here + columns)
    }
  const regions = groups().flatMap((cells) => toRegions(cells, columns, xs, ys))
  return { xs, ys, regions: regions.sort((a, b) => a.row - b.row || a.column - b.column) }
}

/** Edges are where lines stand, and where crossing lines jut out past the outermost (tables open at the sides). */
function edges(lines: readonly Rule[], crossing: readonly Rule[]): number[] {
  const places = cluster(lines.map((line) => line.at))
  const first = places[0] ?? Infinity
  const last = places.at(-1) ?? -Infinity
  const before = severalOf(crossing.map((rule) => rule.from).filter((from) => from < first - OPEN))
  const behind = severalOf(crossing.map((rule) => rule.to).filter((to) => to > last + OPEN))
  return [...(before.length > 0 ? [Math.min(...before)] : []), ...places, ...(behind.length > 0 ? [Math.max(...behind)] : [])]
}

/** One line that juts out is an accident; two are a side. */
const severalOf = (values: readonly number[]): readonly number[] => (values.length >= 2 ? values : [])

function cluster(values: readonly number[]): number[] {
  const places: number[][] = []
  for (const value of [...values].sort((a, b) => a - b)) {
    const last = places.at(-1)
    if (last && value - last.at(-1)! <= SAME && value - last[0]! <= SAME * 2) last.push(value)
    else places.push([value])
  }
  return places.map((group) => group.reduce((sum, value) => sum + value, 0) / group.length)
}

/** Whether lines near `at` cover most of the way between two points. */
export function isDrawn(lines: readonly Rule[], at: number, from: number, to: number): boolean {
  let drawn = 0
  for (const line of lines) if (Math.abs(line.at - at) <= NEAR) drawn += Math.max(0, Math.min(line.to, to) - Math.max(line.from, from))
  return drawn >= (to - from) * DRAWN
}

/** A set of grid cells as one rectangle, or, where it is none, each cell for itself and unsure. */
function toRegions(cells: readonly number[], columns: number, xs: readonly number[], ys: readonly number[]): Region[] {
  const rowsOf = cells.map((cell) => Math.floor(cell / columns))
  const columnsOf = cells.map((cell) => cell % columns)
  const row = Math.min(...rowsOf)
  const column = Math.min(...columnsOf)
  const rowSpan = Math.max(...rowsOf) - row + 1
  const columnSpan = Math.max(...columnsOf) - column + 1
  const whole = rowSpan * columnSpan === cells.length
  const parts = whole
    ? [{ row, column, rowSpan, columnSpan }]
    : cells.map((_, index) => ({ row: rowsOf[index]!, column: columnsOf[index]!, rowSpan: 1, columnSpan: 1 }))
  return parts.map((part) => ({ ...part, sure: whole, ...boxOf(part, xs, ys) }))
}

/** The sides of a cell of the grid, in points. */
const boxOf = (part: Pick<Region, 'row' | 'column' | 'rowSpan' | 'columnSpan'>, xs: readonly number[], ys: readonly number[]) => ({
  left: xs[part.column]!,
  right: xs[part.column + part.columnSpan]!,
  top: ys[part.row]!,
  bottom: ys[part.row + part.rowSpan]!,
})
