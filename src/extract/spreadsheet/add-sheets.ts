import { afterAnyHead } from '../../language/list-marks.ts'
import type { DocumentBuilder, PlacedCell } from '../document-builder.ts'
import { Unreadable } from '../unreadable-error.ts'
import { placeSheet, type GridRow } from './place-sheet.ts'
import type { Sheet, SheetCell } from './sheet.ts'

/** The most rows and columns of any program: a place beyond them is damage. */
const MOST_ROWS = 1_048_576
const MOST_COLUMNS = 16_384
const MARK_LENGTH = 200
/** So many parts of a sheet that are not shown are told of. */
const MOST_LEFT = 50
const LONGEST_LABEL = 40

/**
 * Adds each shown sheet to the Document: its name as a heading, lines of one cell above and below a table as paragraphs,
 * the rest as tables, which blank rows part. Hidden sheets, rows and columns are left out and told of.
 * @throws Unreadable damaged for a place outside a sheet, too-complex past the limits on cells and columns
 */
export function addSheets(sheets: readonly Sheet[], builder: DocumentBuilder): void {
  for (const sheet of sheets) {
    if (sheet.cells.some(({ row, column }) => row >= MOST_ROWS || column >= MOST_COLUMNS)) throw new Unreadable('damaged', 'sheet-place')
    if (sheet.cells.length + sheet.merges.length > builder.limits.cells * 2) throw new Unreadable('too-complex', 'cells')
    const filled = sheet.cells.filter(({ text, unreadable }) => text.trim() !== '' || unreadable)
    const shown = filled.filter((cell) => isShown(cell, sheet))
    for (const mark of sheet.left.slice(0, MOST_LEFT)) builder.mark(mark)
    if (shown.length < filled.length) builder.mark({ kind: 'hidden-text', text: wordsOf(filled.filter((cell) => !isShown(cell, sheet))) })
    if (shown.length === 0) continue
    builder.paragraph(sheet.name, { level: 2 })
    for (const segment of parted(placeSheet(sheet, shown, builder.limits))) addSegment(segment, builder)
    if (sheet.drawings) builder.mark({ kind: 'image' })
  }
}

const isShown = ({ row, column }: SheetCell, { hidden, hiddenRows, hiddenColumns }: Sheet): boolean =>
  !hidden && !hiddenRows.has(row) && !hiddenColumns.has(column)

/** The first words of what is not shown. */
function wordsOf(cells: readonly SheetCell[]): string {
  let words = ''
  for (const { text } of cells) {
    if (words.length > MARK_LENGTH) break
    words += `${text.trim()} `
  }
  return words.slice(0, MARK_LENGTH).trim()
}

/** Rows that belong together: blank rows and captions between two tables part them. */
function parted(rows: readonly GridRow[]): GridRow[][] {
  const segments: GridRow[][] = [[]]
  for (const row of rows) {
    if (row.filled === 0 || isCaption(row)) segments.push([])
    if (row.filled > 0) segments.at(-1)!.push(row)
  }
  return segments.filter((segment) => segment.length > 0)
}

/** A line over the whole width that is numbered as a heading is, or too long for a row of a table. */
function isCaption({ filled, cells }: GridRow): boolean {
  if (filled !== 1 || cells.length !== 1) return false
  const text = cells[0]?.text ?? ''
  return text.length > LONGEST_LABEL || afterAnyHead(text) !== null
}

function addSegment(rows: readonly GridRow[], builder: DocumentBuilder): void {
  const first = rows.findIndex(({ filled }) => filled > 1)
  const last = rows.findLastIndex(({ filled }) => filled > 1)
  const say = (some: readonly GridRow[]): void => {
    for (const { cells } of some) for (const { text } of cells) builder.paragraph(text)
  }
  if (first < 0) return say(rows)
  say(rows.slice(0, first))
  // A line right above may be the caption of a table or its first row: unless it is plainly a caption, it is kept as both.
  const above = rows[first - 1]
  const table = rows.slice(above && !isCaption(above) ? first - 1 : first, last + 1)
  builder.table({ cells: squeeze(table) })
  say(rows.slice(last + 1))
}

/** Takes out the columns beside the table, and counts its rows and columns from 0. */
function squeeze(rows: readonly GridRow[]): PlacedCell[] {
  const cells = rows.flatMap((row) => row.cells)
  const held = cells.filter(({ text, confidence }) => text.trim() !== '' || confidence)
  const left = held.reduce((least, { column }) => Math.min(least, column), Infinity)
  const right = held.reduce((most, { column, columnSpan = 1 }) => Math.max(most, column + columnSpan), 0)
  const top = cells[0]?.row ?? 0
  return cells
    .filter(({ column }) => column >= left && column < right)
    .map((cell) => ({
      ...cell,
      row: cell.row - top,
      column: cell.column - left,
      rowSpan: Math.min(cell.rowSpan ?? 1, top + rows.length - cell.row),
      columnSpan: Math.min(cell.columnSpan ?? 1, right - cell.column),
    }))
}
