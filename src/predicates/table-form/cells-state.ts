import { z } from 'zod'
import { cellOf, readingOf } from '../../model/table-reading.ts'
import type { Form } from '../../form/form.ts'
import { cellsOf, findTable, type FormLine, rowsOf, rowsOfGroup, shortLabel, type TableId, tableOf } from '../../form/form-lines.ts'
import { withoutBlanks } from '../../language/fold-characters.ts'
import type { AnnualReport, CellKey, CellValue } from '../../model/annual-report.ts'
import { innerQuotes } from '../../model/inner-quotes.ts'
import type { FoundPlace, Outcome, Said } from '../../model/outcome.ts'
import { maskDigits } from '../quote-words.ts'
import { cellLabel, placeName, placeOfCell, placeOfTable, rowName, tableName } from '../place.ts'
import { definePredicate, failAt, unknown } from '../predicate.ts'
import { LineName, TableName } from '../../form/form-names.ts'
import { mixedLabels } from './mixed-labels.ts'

const Options = z.strictObject({
  table: TableName,
  state: z.enum(['blank', 'not-a-number', 'negative', 'fraction', 'style']),
  /** Cells that may be so: a row (`administrative_fee`) or a column (`change`). */
  except: z.array(LineName).default([]),
})
type State = z.infer<typeof Options>['state']

/** Cells of a table that are blank, hold words, are negative or broken, or are written in another way than 0, 1, 2 … */
export const cellsState = definePredicate({
  name: 'cells-state',
  options: Options,
  evidence: ['table', 'cells', 'count', 'text', 'plain', 'rows'],
  codes: ({ state }) => (state === 'blank' ? ['whole-table', 'all-but-totals', 'many-rows'] : []),
  run: ({ report }, { table, state, except }) => {
    const reading = readingOf(report, table)
    if (reading.presence !== 'present') return []
    if (reading.layout && reading.layout !== report.form.version) return [unknown('other-layout', { table: tableName(report.form, table) })]
    const unitless = state === 'style' ? unitlessColumns(report.form, table) : null
    const hits = cellsOf(report.form, table).filter((key) => {
      const cell = reading.cells.get(key)
      if (!cell || !isSo(cell, state)) return false
      const [, row = '', column = ''] = key.split('/')
      // An amount whose column names no unit needs its own.
      return !except.includes(row) && !except.includes(column) && !unitless?.has(`${row}/${column}`)
    })
    if (!hits.length) return []
    // Where rows were mixed with each other, their figures may stand elsewhere.
    if (state === 'blank' && mixedLabels(report, reading.labels).length > 0)
      return [unknown('label-damaged', { table: tableName(report.form, table) })]
    if (state === 'blank') return blanks(report, table, hits)
    return state === 'style' ? [together(report, table, hits)] : byRow(report, table, hits)
  },
})

/** Cells of amounts, as `row/column`, whose column's words say no unit. */
function unitlessColumns(form: Form, id: string): ReadonlySet<string> {
  const table = findTable(form, id)
  const blocks = table?.layout === 'blocks' ? table.blocks : []
  return new Set(
    blocks.flatMap(({ columns, rows }) =>
      columns.flatMap(({ key, decimal, unit }) => (decimal && !unit ? rows.map((row) => `${row.key}/${key}`) : [])),
    ),
  )
}

function isSo(cell: CellValue, state: State): boolean {
  if (state === 'blank' || state === 'not-a-number') return cell.state === state
  if (cell.state !== 'number') return false
  // “4（其中修订3件）”: the figure is read, the remark does not belong in the cell.
  if (cell.unsure) return state === 'style' && /[（(]/.test(cell.text)
  if (state === 'negative') return cell.value < 0
  if (state === 'fraction') return !Number.isInteger(cell.value)
  if (cell.inferredBy || cell.text === String(cell.value)) return false
  return !/^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(withoutBlanks(cell.text))
}

function textOf(report: AnnualReport, key: CellKey): string {
  const cell = cellOf(report, key)
  return cell && 'text' in cell ? maskDigits((cell.text ?? '').trim()).slice(0, 20) : ''
}

function numberOf(report: AnnualReport, key: CellKey): string {
  const cell = cellOf(report, key)
  return cell?.state === 'number' ? String(cell.value) : ''
}

const quotedPlace = (report: AnnualReport, key: CellKey): FoundPlace => ({ ...placeOfCell(report, key), quote: textOf(report, key) })

/** A finding about cells, shown with the words of the first. */
function failCells(report: AnnualReport, subject: string, cells: Said, keys: readonly CellKey[]): Outcome {
  const first = keys[0] ?? ''
  const places = keys.slice(0, 10).map((key) => quotedPlace(report, key))
  return failAt(places, {
    subject,
    evidence: {
      table: tableName(report.form, tableOf(first)),
      cells,
      count: keys.length,
      text: textOf(report, first),
      plain: numberOf(report, first),
    },
    cells: keys,
  })
}

/** “规章 / / /” is one thing to say, not three. */
function byRow(report: AnnualReport, table: TableId, hits: readonly CellKey[]): Outcome[] {
  const isAlike = ({ cells }: FormLine): boolean =>
    cells.length > 1 && cells.every((key) => hits.includes(key) && textOf(report, key) === textOf(report, cells[0] ?? ''))
  const whole = rowsOf(report.form, table).filter(isAlike)
  const covered = new Set(whole.flatMap((row) => row.cells))
  const rows = whole.map(({ key, cells }) => failCells(report, `${table}/${key}`, wholeRow(report, table, key), cells))
  const single = hits.filter((key) => !covered.has(key)).map((key) => failCells(report, key, cellLabel(report, key), [key]))
  return [...rows, ...single]
}

const wholeRow = ({ form }: AnnualReport, table: TableId, row: string): Said => placeName('whole-row', { row: rowName(form, table, row) })

function together(report: AnnualReport, table: TableId, keys: readonly CellKey[]): Outcome {
  const list = keys.slice(0, 4).map((key) => {
    const words = innerQuotes(textOf(report, key))
    return placeName('with-words', { name: cellLabel(report, key), words })
  })
  return failCells(report, `${table}/style`, keys.length > 4 ? placeName('and-more', { list }) : list, keys)
}

/** Blank cells, one finding a row; a whole blank table, and a table where only the totals are filled in, are one. */
function blanks(report: AnnualReport, table: TableId, hits: readonly CellKey[]): readonly Outcome[] {
  const blank = new Set(hits)
  const rows = rowsOf(report.form, table)
  if (hits.length >= cellsOf(report.form, table).length * 0.9) return [failBlank(report, `${table}/all`, { code: 'whole-table' }, hits)]
  const onlyTotals = rows.filter(
    ({ cells }) => cells.length > 3 && cells.slice(0, -1).every((key) => blank.has(key)) && !blank.has(cells.at(-1) ?? ''),
  )
  if (onlyTotals.length > 3 && onlyTotals.length >= rows.length * 0.8)
    return [failBlank(report, `${table}/only-totals`, { code: 'all-but-totals' }, hits)]
  const gappy = rows.filter((row) => row.cells.some((key) => blank.has(key)))
  if (gappy.length > (findTable(report.form, table)?.layout === 'groups' ? 1 : 4))
    return [failBlank(report, `${table}/many`, { code: 'many-rows', with: { rows: gappy.length } }, hits)]
  return gappy.map((row) => blankRow(report, table, row, blank))
}

function blankRow(report: AnnualReport, table: TableId, row: FormLine, blank: ReadonlySet<CellKey>): Outcome {
  const isShifted = readingOf(report, table).shifted.some((key) => key.endsWith(`/${row.key}`))
  if (isShifted || slipped(report, table, row.key))
    return unknown('row-shifted', { table: tableName(report.form, table), row: shortLabel(row.label) })
  const cells = row.cells.filter((key) => blank.has(key))
  const isWhole = cells.length === row.cells.length
  const words = isWhole ? wholeRow(report, table, row.key) : cells.map((key) => cellLabel(report, key))
  return failBlank(report, `${table}/${row.key}/blank`, words, cells)
}

function failBlank(report: AnnualReport, subject: string, words: Said, cells: readonly CellKey[]): Outcome {
  const table = tableOf(cells[0] ?? '')
  const isLong = cells.length > 8
  const places = cells.slice(0, isLong ? 4 : 8).map((key) => placeOfCell(report, key))
  return failAt(isLong ? [placeOfTable(report, table), ...places] : places, {
    subject,
    evidence: { table: tableName(report.form, table), cells: words, count: cells.length, text: '', plain: '0' },
    cells,
  })
}

/** The figures of a blank row stand in the group row above it: the reading slipped, or the drafter did (TF-007 asks). */
const slipped = (report: AnnualReport, table: TableId, row: string): boolean =>
  readingOf(report, table).groupFigures.some(({ key }) => rowsOfGroup(report.form, key.slice(key.lastIndexOf('/') + 1)).includes(row))
