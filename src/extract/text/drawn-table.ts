import { displayWidth } from '../../language/display-width.ts'
import type { PlacedCell } from '../document-builder.ts'
import type { Limits } from '../limits.ts'
import { Unreadable } from '../unreadable-error.ts'

/** Signs with which tables are drawn, as `|`, `-` and `+`. */
const UPRIGHT = /[\u2502\u2503\u2506\u2507\u250a\u250b\u254e\u254f\u2551\u257d\u257f\uff5c]/g
const LEVEL = /[\u2500\u2501\u2504\u2505\u2508\u2509\u254c\u254d\u2550\u257c\u257e]/g
const CROSSING = /[\u250c-\u254b\u2552-\u2570]/g
const BEGINS_DRAWN = /^\s*[+|\u2500-\u257f\uff5c]/
const BORDER = /^\+(?:[-=:~]+\+)+$/
/** A border that goes around cells which reach down over it. */
const PART_BORDER = /\+[-=:]{2,}\+/
const isPartBorder = (line: string): boolean => /^[+|]/.test(line) && /[+|]$/.test(line) && PART_BORDER.test(line)
const MOST_LINES = 5_000
const LONGEST = 5_000

/** Where a table drawn with signs that begins at a line ends; the same index where none begins. */
export function drawnTableEnd(lines: readonly string[], at: number): number {
  if (!mayBeDrawn(lines[at]) || !BORDER.test(plainSigns(lines[at]!))) return at
  let end = at + 1
  while (end < lines.length && end - at < MOST_LINES && mayBeDrawn(lines[end]) && /^[+|].*[+|]$/.test(plainSigns(lines[end]!))) end++
  const rows = lines.slice(at, end).map(plainSigns)
  // A drawing that breaks off is read as far as it goes.
  return rows.some((line) => line.startsWith('|')) ? end : at
}

const mayBeDrawn = (line: string | undefined): boolean => line !== undefined && line.length <= LONGEST && BEGINS_DRAWN.test(line)

const plainSigns = (line: string): string => line.trim().replace(UPRIGHT, '|').replace(LEVEL, '-').replace(CROSSING, '+')

/**
 * Reads a table drawn with signs: pandoc's grid tables, tables of box characters. Columns stand where the borders say,
 * in columns of a terminal (a Chinese character takes two); cells without a line between them are one.
 * @returns null where lines and borders do not fit together
 * @throws Unreadable too-complex past the limits on columns and cells
 */
export function readDrawnTable(source: readonly string[], limits: Limits): PlacedCell[] | null {
  const lines = source.map(plainSigns)
  for (const widthOf of [displayWidth, (char: string) => char.length]) {
    const cells = readWith(lines, widthOf, limits)
    if (cells) return cells
  }
  return null
}

/** A line as the signs that stand at each column: a wide character fills its second column with nothing. */
function spread(line: string, widthOf: (char: string) => number): string[] {
  const places: string[] = []
  for (const char of line) {
    places.push(char)
    for (let more = widthOf(char); more > 1; more--) places.push('')
  }
  return places
}

const isBorder = (line: string): boolean => BORDER.test(line) || isPartBorder(line)

function readWith(lines: readonly string[], widthOf: (char: string) => number, limits: Limits): PlacedCell[] | null {
  const spreads = lines.map((line) => spread(line, widthOf))
  const edges = edgesOf(lines, spreads)
  if (edges.length < 2 || edges.length - 1 > limits.columns) {
    if (edges.length - 1 > limits.columns) throw new Unreadable('too-complex', 'columns')
    return null
  }
  const known = new Set(edges)
  const bands = bandsOf(
    lines,
    spreads.map((signs, index) =>
      isBorder(lines[index]!) || fits(signs, known) ? signs : (aligned(lines[index]!, edges, widthOf) ?? signs),
    ),
  )
  const columns = edges.length - 1
  if (bands.length * columns > limits.cells) throw new Unreadable('too-complex', 'cells')
  // Every line of text must have its bars where borders cross.
  if (bands.some((band) => band.rows.some((row) => !fits(row, known)))) return null
  return cellsOf(bands, edges)
}

/** Whether a line of text begins at the first border and ends at one. */
const fits = (row: readonly string[], edges: ReadonlySet<number>): boolean =>
  row[0] === '|' && row.at(-1) === '|' && edges.has(row.length - 1)

/**
 * A line with a bar for each border, set under them: programs do not agree on how wide a quotation mark is.
 * @returns null where it has another number of bars, or words that do not fit between two borders
 */
function aligned(line: string, edges: readonly number[], widthOf: (char: string) => number): string[] | null {
  const words = line.split('|').slice(1, -1)
  if (words.length !== edges.length - 1) return null
  const places = ['|']
  for (const [index, word] of words.entries()) {
    const room = edges[index + 1]! - edges[index]! - 1
    const signs = spread(word.trim(), widthOf)
    if (signs.length > room) return null
    places.push(...signs, ...Array<string>(room - signs.length).fill(' '), '|')
  }
  return places
}

/** The columns at which borders cross, from left to right. */
function edgesOf(lines: readonly string[], spreads: readonly (readonly string[])[]): number[] {
  const edges = new Set<number>()
  lines.forEach((line, index) => {
    if (!isBorder(line)) return
    spreads[index]!.forEach((sign, column) => {
      if (sign === '+') edges.add(column)
    })
  })
  return [...edges].sort((a, b) => a - b)
}

interface Band {
  /** Lines of text between two borders. */
  readonly rows: readonly (readonly string[])[]
  /** The border under them; null at the end of the table. */
  readonly border: readonly string[] | null
}

function bandsOf(lines: readonly string[], spreads: readonly (readonly string[])[]): Band[] {
  const bands: Band[] = []
  let rows: (readonly string[])[] = []
  lines.forEach((line, index) => {
    if (!isBorder(line)) rows.push(spreads[index]!)
    else if (rows.length > 0) {
      bands.push({ rows, border: spreads[index]! })
      rows = []
    }
  })
  if (rows.length > 0) bands.push({ rows, border: null })
  return bands
}

function cellsOf(bands: readonly Band[], edges: readonly number[]): PlacedCell[] {
  const columns = edges.length - 1
  const taken = new Set<number>()
  const cells: PlacedCell[] = []
  bands.forEach((_, row) => {
    for (let column = 0; column < columns; column++) {
      if (taken.has(row * columns + column)) continue
      let columnSpan = 1
      while (column + columnSpan < columns && !hasBar(bands[row]!, edges[column + columnSpan]!)) columnSpan++
      const [from, to] = [edges[column]!, edges[column + columnSpan]!]
      let rowSpan = 1
      while (row + rowSpan < bands.length && isOpen(bands[row + rowSpan - 1]!.border, from, to)) rowSpan++
      for (let down = 0; down < rowSpan; down++)
        for (let over = 0; over < columnSpan; over++) taken.add((row + down) * columns + column + over)
      cells.push({ row, column, rowSpan, columnSpan, text: textIn(bands.slice(row, row + rowSpan), from, to) })
    }
  })
  return cells
}

const hasBar = ({ rows }: Band, column: number): boolean => rows.some((row) => row[column] === '|' || row[column] === '+')

/** Whether nothing is drawn under a cell: it goes on below. */
const isOpen = (border: readonly string[] | null, from: number, to: number): boolean =>
  border !== null && !border.slice(from + 1, to).some((sign) => /[-=]/.test(sign))

function textIn(bands: readonly Band[], from: number, to: number): string {
  const parts = bands.flatMap(({ rows, border }, index) => {
    const own = rows.map((row) => row.slice(from + 1, to).join(''))
    return index < bands.length - 1 && border ? [...own, border.slice(from + 1, to).join('')] : own
  })
  return joinWrapped(parts.map((part) => part.replace(/^\||\|$/g, '').trim()).filter((part) => part !== ''))
}

/** Lines that were broken because a cell is narrow: between Latin words a blank was there. */
export const joinWrapped = (parts: readonly string[]): string =>
  parts.reduce((text, part) => text + (/[A-Za-z]$/.test(text) && /^[A-Za-z]/.test(part) ? ' ' : '') + part, '')
