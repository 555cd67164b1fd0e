import readExcelFile from 'read-excel-file/universal'
import { AppError } from '../model/app-error.ts'
import type { CellKey } from '../model/annual-report.ts'
import type { Form } from '../form/form.ts'
import type { ExportWords } from './export-words.ts'
import { type FigureCell, type FigureSheet, figureSheets } from './figure-sheets.ts'

/** A figure as given, with what a person calls its cell. */
export interface GivenFigure {
  readonly cell: FigureCell
  readonly sheet: string
  /** `C7`. */
  readonly address: string
  /** Null where nothing is written. */
  readonly value: number | null
}

type Rows = readonly (readonly unknown[])[]

/**
 * Reads a spreadsheet made by `blankFigures` and filled in. Sheets, rows and columns are found by their words, so that
 * they may be moved or wrapped; a cell that is no figure is an error with its address, never a 0.
 * @returns what is given; errors, one sentence a wrong cell, missing row, column or sheet
 * @throws AppError unreadable where the file is no xlsx
 */
export async function readFigures(bytes: Uint8Array, form: Form, say: ExportWords) {
  const sheets = await openWorkbook(bytes)
  const given = new Map<CellKey, GivenFigure>()
  const errors: string[] = []
  for (const sheet of figureSheets(form, say)) {
    const rows = sheets.get(fold(sheet.name))
    if (rows) readSheet(sheet, rows, given, errors, say)
    else errors.push(say('fill.no-sheet', { sheet: sheet.name }))
  }
  return { given, errors }
}

async function openWorkbook(bytes: Uint8Array): Promise<Map<string, Rows>> {
  try {
    const sheets = await readExcelFile(new Blob([new Uint8Array(bytes)]))
    return new Map(sheets.map((one) => [fold(one.sheet), one.data]))
  } catch {
    throw new AppError('unreadable', 'not an xlsx file')
  }
}

function readSheet(sheet: FigureSheet, rows: Rows, given: Map<CellKey, GivenFigure>, errors: string[], say: ExportWords): void {
  const header = rows.findIndex((row) => sheet.columns.every((column) => row.some((cell) => fold(cell) === fold(column))))
  if (header < 0) {
    const missing = sheet.columns.find((column) => !rows.some((row) => row.some((cell) => fold(cell) === fold(column)))) ?? sheet.columns[0]
    errors.push(say('fill.no-column', { sheet: sheet.name, column: missing }))
    return
  }
  const columnOf = new Map(sheet.columns.map((column) => [column, rows[header]?.findIndex((cell) => fold(cell) === fold(column)) ?? -1]))
  for (const line of sheet.rows) {
    if (!line.cells.length) continue
    const at = rows.findIndex((row, index) => index > header && fold(row[0]) === fold(line.label))
    if (at < 0) {
      errors.push(say('fill.no-row', { sheet: sheet.name, row: line.label }))
      continue
    }
    for (const cell of line.cells) {
      const column = columnOf.get(cell.column) ?? -1
      const address = `${letters(column)}${at + 1}`
      const value = figureOf(rows[at]?.[column], cell)
      if (value === undefined) errors.push(say('fill.bad-cell', { ...cell, sheet: sheet.name, address, given: shown(rows[at]?.[column]) }))
      else given.set(cell.key, { cell, sheet: sheet.name, address, value })
    }
  }
}

/** @returns null for an empty cell, undefined for one that is no figure of that kind */
function figureOf(value: unknown, { decimal }: FigureCell): number | null | undefined {
  if (value === null || value === undefined) return null
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.normalize('NFKC').replace(/[\s,]/g, '') : 'x'
  if (text === '') return null
  if (!/^\d+(\.\d+)?$/.test(text)) return undefined
  const figure = Number(text)
  if (!Number.isSafeInteger(Math.trunc(figure)) || (!decimal && !Number.isInteger(figure))) return undefined
  return figure
}

const shown = (value: unknown): string => (value instanceof Date ? value.toISOString().slice(0, 10) : String(value)).slice(0, 40)

/** Words without blanks and widths: a label cut over two lines is still that label. */
const fold = (value: unknown): string => (typeof value === 'string' ? value.normalize('NFKC').replace(/\s/g, '') : '')

const letters = (column: number): string =>
  column < 26 ? String.fromCharCode(65 + column) : letters(Math.floor(column / 26) - 1) + letters(column % 26)
