import type { Cell, Document, Paragraph, Table } from '../../model/document.ts'
import type { SheetHead } from '../../model/sheet-head.ts'

const MOST_SHEETS = 30
const MOST_ROWS = 40
const MOST_COLUMNS = 40
/** Cells of all sheets together. */
const MOST_CELLS = 6_000
const MOST_CHARACTERS = 60

/** Endings under which programs save a sheet as text or as a web page. */
const SAVED_AS_TEXT = /\.(?:csv|tsv)$/i
const SAVED_AS_PAGE = /\.(?:xlsx?|et)$/i

/**
 * What the sheets of a spreadsheet begin with, from its Document as the readers build it.
 * @param name of the file: tells a sheet saved as text from prose with commas
 * @returns null for a Document that is no spreadsheet
 */
export function sheetHeads(document: Document, name: string): SheetHead[] | null {
  const split = splitterOf(document, name)
  if (!split) return null
  const sheets: { name: string | null; rows: string[][] }[] = []
  let cells = 0
  for (const block of document.blocks) {
    if (block.kind === 'paragraph' && isSheetName(block, document)) {
      if (sheets.length === MOST_SHEETS) break
      sheets.push({ name: block.text.slice(0, MOST_CHARACTERS), rows: [] })
      continue
    }
    if (sheets.length === 0) sheets.push({ name: null, rows: [] })
    const { rows } = sheets.at(-1)!
    for (const row of block.kind === 'table' ? rowsOf(block, MOST_ROWS - rows.length) : [split(block.text)]) {
      cells += row.length
      if (rows.length >= MOST_ROWS || cells > MOST_CELLS) break
      rows.push(row.slice(0, MOST_COLUMNS).map((text) => text.slice(0, MOST_CHARACTERS)))
    }
  }
  return sheets
}

type Split = (line: string) => string[]

const whole: Split = (line) => [line]
const partedBy =
  (sign: string): Split =>
  (line) =>
    line.split(sign, MOST_COLUMNS).map((text) => text.replaceAll('"', ''))

/** How lines outside tables are parted into cells; null for a Document that is no spreadsheet. */
function splitterOf(document: Document, name: string): Split | null {
  if (document.format === 'xlsx' || document.format === 'xls') return whole
  if (document.format === 'html') return SAVED_AS_PAGE.test(name) ? whole : null
  if (document.format !== 'txt') return null
  if (SAVED_AS_TEXT.test(name)) return splitSaved(document)
  return isTabbed(document) ? partedBy('\t') : null
}

/** Few rows are not enough for the reader to tell a sheet from prose; the name has told. */
function splitSaved({ blocks }: Document): Split {
  if (blocks.some(({ kind }) => kind === 'table')) return whole
  const sign = ['\t', ',', ';', '，'].find((one) => blocks.some((block) => block.kind === 'paragraph' && block.text.includes(one)))
  return sign === undefined ? whole : partedBy(sign)
}

const FEWEST_ROWS = 3
const MOSTLY = 0.8

/** Nearly every line has several cells: copied or saved from a sheet. */
function isTabbed({ blocks }: Document): boolean {
  const lines = blocks.filter((block): block is Paragraph => block.kind === 'paragraph')
  const rows = lines.filter(({ text }) => text.split('\t', 3).length === 3).length
  return rows >= FEWEST_ROWS && lines.length === blocks.length && rows >= lines.length * MOSTLY
}

/** The readers of workbooks put the name of a sheet above it, as the only headings. */
const isSheetName = ({ level }: Paragraph, { format }: Document): boolean => level !== undefined && (format === 'xlsx' || format === 'xls')

/** The first rows of a table; a merged cell is repeated. */
function rowsOf(table: Table, most: number): string[][] {
  const rows = Array.from({ length: Math.max(0, Math.min(most, table.rows)) }, () => [] as string[])
  for (const cell of table.cells) place(cell, rows)
  return rows.map((row) => Array.from(row, (text) => text ?? ''))
}

function place({ row, column, rowSpan, columnSpan, text }: Cell, rows: string[][]): void {
  const right = Math.min(column + columnSpan, MOST_COLUMNS)
  for (const covered of rows.slice(row, row + rowSpan)) for (let at = column; at < right; at++) covered[at] = text
}
