import { NUMERALS } from '../../language/chinese-numerals.ts'
import { settleNotes } from '../shown.ts'
import type { GridCell } from './fill-grid.ts'
import type { PageTable } from './page-layout.ts'

/** How far apart (points) the sides of a table may stand on two pages. */
const SAME_SIDE = 6
const SAME_EDGE = 3

const COUNT = /^\s*[\d０-９]+(?:[.,，．][\d０-９]+)*\s*$/
/** Words that begin a row of their own. */
const ENUMERATED = new RegExp(`^\\s*([（(]?[${NUMERALS}]+[）)、.]|[（(]?\\d{1,2}[.．、）)])`)

interface Table {
  readonly xs: readonly number[]
  rows: number
  cells: GridCell[]
}

const isCount = (cell: GridCell): boolean => COUNT.test(settleNotes(cell.text, true).text)

/** @returns whether a table at the top of a page can be the rest of one at the bottom of the page before */
export function fitsUnder(upper: PageTable, lower: PageTable): boolean {
  const sides = Math.abs(upper.xs[0]! - lower.xs[0]!) <= SAME_SIDE && Math.abs(upper.xs.at(-1)! - lower.xs.at(-1)!) <= SAME_SIDE
  return sides && sharedEdges(upper.xs, lower.xs) >= Math.min(upper.xs.length, lower.xs.length) * 0.7
}

const sharedEdges = (some: readonly number[], others: readonly number[]): number =>
  some.filter((x) => others.some((other) => Math.abs(other - x) <= SAME_EDGE)).length

/** Makes one table of the parts that page breaks cut it into, the first part first. */
export function joinTables(parts: readonly PageTable[]): { cells: GridCell[] } {
  const xs = unite(parts.map((part) => part.xs))
  const first = onColumns(parts[0]!, xs)
  const header = headerRows(first)
  let table = first
  for (const part of parts.slice(1)) table = append(table, dropRepeated(onColumns(part, xs), first, header))
  return { cells: table.cells }
}

function unite(all: readonly (readonly number[])[]): number[] {
  const xs: number[] = []
  for (const x of all.flat().sort((a, b) => a - b)) if (xs.length === 0 || x - xs.at(-1)! > SAME_EDGE) xs.push(x)
  return xs
}

function onColumns(part: PageTable, xs: readonly number[]): Table {
  const at = part.xs.map((x) => nearest(xs, x))
  const cells = part.cells.map((cell) => {
    const column = at[cell.column]!
    return { ...cell, column, columnSpan: Math.max(1, at[cell.column + cell.columnSpan]! - column) }
  })
  return { xs, rows: part.rows, cells }
}

function nearest(xs: readonly number[], x: number): number {
  let best = 0
  xs.forEach((one, index) => {
    if (Math.abs(one - x) < Math.abs(xs[best]! - x)) best = index
  })
  return best
}

/** Rows at the top in which no count stands. */
function headerRows(table: Table): number {
  for (let row = 0; row < table.rows; row++) if (table.cells.some((cell) => cell.row === row && isCount(cell))) return row
  return table.rows
}

/** Leaves out as many rows at the top as are the first part's header over again. */
function dropRepeated(part: Table, first: Table, header: number): Table {
  for (let rows = Math.min(header, part.rows); rows > 0; rows--) {
    if (!sameRows(part, first, rows)) continue
    const cells = part.cells.filter((cell) => cell.row >= rows).map((cell) => ({ ...cell, row: cell.row - rows }))
    return { ...part, rows: part.rows - rows, cells }
  }
  return part
}

function sameRows(part: Table, first: Table, rows: number): boolean {
  const shape = (table: Table) =>
    table.cells
      .filter((cell) => cell.row < rows)
      .map((cell) => `${cell.row} ${cell.column} ${cell.rowSpan} ${cell.columnSpan} ${cell.text.replace(/\s+/g, '')}`)
      .join('|')
  const ends = part.cells.every((cell) => cell.row >= rows || cell.row + cell.rowSpan <= rows)
  return ends && shape(part).replace(/[\d |]/g, '') !== '' && shape(part) === shape(first)
}

function append(above: Table, lower: Table): Table {
  if (lower.rows === 0) return above
  const upper = pairCells(above, lower) ? above : dropEmptyEnd(above)
  const pairs = pairCells(upper, lower)
  const split = pairs !== null && isSplitRow(pairs)
  const isNew = pairs?.some(underWords) ?? false
  const shift = upper.rows - (split ? 1 : 0)
  const cells: { -readonly [K in keyof GridCell]: GridCell[K] }[] = upper.cells.map((cell) => ({ ...cell }))
  for (const cell of lower.cells) {
    const moved = { ...cell, row: cell.row + shift }
    const above = cell.row === 0 ? cells.find((one) => one.row + one.rowSpan === upper.rows && sameColumns(one, cell)) : undefined
    if (above && !(isNew && above.rowSpan === 1) && (split || belongsTogether(above, cell, pairs !== null))) {
      above.rowSpan = Math.max(above.rowSpan, moved.row + moved.rowSpan - above.row)
      above.text = above.text + cell.text
      if (cell.confidence && !above.confidence) above.confidence = cell.confidence
      if (cell.drawn) above.drawn = true
      if (cell.unshown) above.unshown = [...(above.unshown ?? []), ...cell.unshown]
    } else cells.push(moved)
  }
  return { xs: upper.xs, rows: shift + lower.rows, cells: cells.sort((a, b) => a.row - b.row || a.column - b.column) }
}

const sameColumns = (a: GridCell, b: GridCell): boolean => a.column === b.column && a.columnSpan === b.columnSpan

/** Boxes whose text went to the next page leave an empty strip at the foot of this one, cut like no other row. */
function dropEmptyEnd(table: Table): Table {
  const last = table.rows - 1
  if (last < 1 || table.cells.some((cell) => cell.row === last && cell.text !== '')) return table
  const cells = table.cells.filter((cell) => cell.row < last)
  const cut = cells.map((cell) => (cell.row + cell.rowSpan > last ? { ...cell, rowSpan: last - cell.row } : cell))
  return { ...table, rows: last, cells: cut }
}

interface Pair {
  readonly above: GridCell
  readonly below: GridCell
}

/** The last row's cells each with the one under it, or null where the rows are cut differently. */
function pairCells(upper: Table, lower: Table): Pair[] | null {
  const last = upper.cells.filter((cell) => cell.row + cell.rowSpan === upper.rows).sort(byColumn)
  const first = lower.cells.filter((cell) => cell.row === 0).sort(byColumn)
  if (last.length !== first.length || !last.every((cell, index) => sameColumns(cell, first[index]!))) return null
  return last.map((above, index) => ({ above, below: first[index]! }))
}

/**
 * Whether two cells on both sides of a page break are one: one of them is empty, or the upper one's last line is full
 * and the lower one does not begin a label of its own. Where both rows are cut alike, only labels that reach over
 * several rows can be.
 */
function belongsTogether(above: GridCell, below: GridCell, cutAlike: boolean): boolean {
  if (isCount(above) || isCount(below)) return false
  const tall = above.rowSpan > 1 || below.rowSpan > 1
  if (above.text === '' || below.text === '') {
    if (above.text !== '') return true
    return below.text === '' ? above.rowSpan > 1 && below.rowSpan > 1 : above.rowSpan > 1 && tall
  }
  return isContinued(above, below) && (tall || !cutAlike)
}

/** A full line, or a number with nothing behind it, goes on below. */
function isContinued(above: GridCell, below: GridCell): boolean {
  const bare = above.text.replace(ENUMERATED, '').trim() === ''
  return (above.cut === true || bare) && !ENUMERATED.test(below.text)
}

/**
 * Whether one row was cut in two: no count has words or counts above or below it, and a label in the lower half is
 * the rest of one that broke off.
 */
function isSplitRow(pairs: readonly Pair[]): boolean {
  if (pairs.some(underWords)) return false
  const own = pairs.filter(({ above, below }) => above.rowSpan === 1 && below.rowSpan === 1)
  const empty = (half: 'above' | 'below') => own.every((pair) => pair[half].text === '')
  if (own.length === 0 || (empty('above') && empty('below'))) return false
  if (empty('above')) return true
  if (pairs.length < 2) return false
  if (empty('below')) return true
  if (pairs.some(({ above, below }) => (isCount(above) && below.text !== '') || (isCount(below) && above.text !== ''))) return false
  const words = own.filter(({ above, below }) => below.text !== '' && !isCount(below) && above.text !== '')
  return words.length > 0 && own.every(({ above, below }) => below.text === '' || isCount(below) || isContinued(above, below))
}

/** Figures under the words of a header, however many rows it has, are a row of their own. */
const underWords = ({ above, below }: Pair): boolean => isCount(below) && above.text !== '' && !isCount(above)

const byColumn = (a: GridCell, b: GridCell): number => a.column - b.column
