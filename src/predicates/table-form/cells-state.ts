import { z } from 'zod'
import { cellOf, readingOf } from '../../model/table-reading.ts'
import type { AnnualReport, CellKey, CellValue } from '../../model/annual-report.ts'
import { innerQuotes } from '../../model/inner-quotes.ts'
import type { Outcome, Said } from '../../model/outcome.ts'
import { cellsOf, rowsOf, rowsOfGroup, shortLabel, findTable } from '../../form/form-lines.ts'
import { maskDigits } from '../mask-digits.ts'
import { cellLabel, placeOfCell, placeOfTable, rowName, tableName } from '../place-of-cell.ts'
import { placeName } from '../place-of-span.ts'
import { definePredicate } from '../predicate.ts'
import { LineName, TableName } from '../../form/form-names.ts'

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
  evidence: ['table', 'cells', 'count', 'text', 'plain'],
  run: ({ report }, { table, state, except }) => {
    const reading = readingOf(report, table)
    if (reading.presence !== 'present') return []
    if (reading.layout && reading.layout !== report.form.version)
      return [{ kind: 'unknown', reason: { code: 'other-layout', with: { table: tableName(report.form, table) } } }]
    const hits = cellsOf(report.form, table).filter((key) => {
      const cell = reading.cells.get(key)
      if (!cell || !isSo(cell, state)) return false
      const [, row = '', column = ''] = key.split('/')
      return !except.includes(row) && !except.includes(column)
    })
    if (state === 'blank') return blanks(report, table, hits)
    if (state === 'style') return hits.length ? [together(report, table, hits)] : [{ kind: 'pass' }]
    return hits.length ? byRow(report, table, hits) : [{ kind: 'pass' }]
  },
})

function isSo(cell: CellValue, state: State): boolean {
  if (state === 'blank') return cell.state === 'blank'
  if (state === 'not-a-number') return cell.state === 'not-a-number'
  if (cell.state !== 'number' || cell.unsure) return false
  if (state === 'negative') return cell.value < 0
  if (state === 'fraction') return !Number.isInteger(cell.value)
  if (cell.inferredBy || cell.text === String(cell.value)) return false
  return !/^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(cell.text.replace(/[\s\u3000\u00a0]/g, ''))
}

const textOf = (report: AnnualReport, key: CellKey): string => {
  const cell = cellOf(report, key)
  return cell && 'text' in cell ? maskDigits((cell.text ?? '').trim()).slice(0, 20) : ''
}
const numberOf = (report: AnnualReport, key: CellKey): string => {
  const cell = cellOf(report, key)
  return cell?.state === 'number' ? String(cell.value) : ''
}

function one(report: AnnualReport, table: string, key: CellKey): Outcome {
  const text = textOf(report, key)
  return {
    kind: 'fail',
    subject: key,
    evidence: { table: tableName(report.form, table), cells: cellLabel(report, key), count: 1, text, plain: numberOf(report, key) },
    places: [{ ...placeOfCell(report, key), quote: text }],
    cells: [key],
  }
}

/** “规章 / / /” is one thing to say, not three. */
function byRow(report: AnnualReport, table: string, hits: readonly CellKey[]): Outcome[] {
  const whole = rowsOf(report.form, table).filter(
    (row) =>
      row.cells.length > 1 && row.cells.every((key) => hits.includes(key) && textOf(report, key) === textOf(report, row.cells[0] ?? '')),
  )
  const covered = new Set(whole.flatMap((row) => row.cells))
  const rows = whole.map((row): Outcome => {
    const first = one(report, table, row.cells[0] as CellKey)
    if (first.kind !== 'fail') return first
    return {
      ...first,
      subject: `${table}/${row.key}`,
      evidence: {
        ...first.evidence,
        cells: placeName('whole-row', { row: rowName(report.form, table, row.key) }),
        count: row.cells.length,
      },
      places: row.cells.map((key) => ({ ...placeOfCell(report, key), quote: textOf(report, key) })),
      cells: row.cells,
    }
  })
  return [...rows, ...hits.filter((key) => !covered.has(key)).map((key) => one(report, table, key))]
}

function together(report: AnnualReport, table: string, keys: readonly CellKey[]): Outcome {
  const say = keys
    .slice(0, 4)
    .map((key) => placeName('with-words', { name: cellLabel(report, key), words: innerQuotes(textOf(report, key)) }))
  return {
    kind: 'fail',
    subject: `${table}/style`,
    evidence: {
      table: tableName(report.form, table),
      cells: keys.length > 4 ? placeName('and-more', { list: say }) : say,
      count: keys.length,
      text: textOf(report, keys[0] ?? ''),
      plain: numberOf(report, keys[0] ?? ''),
    },
    places: keys.slice(0, 10).map((key) => ({ ...placeOfCell(report, key), quote: textOf(report, key) })),
    cells: keys,
  }
}

/** Blank cells, one finding a row; a whole blank table, and a table where only the totals are filled in, are one. */
function blanks(report: AnnualReport, table: string, hits: readonly CellKey[]): Outcome[] {
  if (!hits.length) return [{ kind: 'pass' }]
  const reading = readingOf(report, table)
  const blank = new Set(hits)
  const rows = rowsOf(report.form, table)
  const fail = (subject: string, words: Said, cells: readonly CellKey[]): Outcome => ({
    kind: 'fail',
    subject,
    evidence: { table: tableName(report.form, table), cells: words, count: cells.length, text: '', plain: '0' },
    places:
      cells.length > 8
        ? [placeOfTable(report, table), ...cells.slice(0, 4).map((key) => placeOfCell(report, key))]
        : cells.map((key) => placeOfCell(report, key)),
    cells,
  })
  if (hits.length >= cellsOf(report.form, table).length * 0.9) return [fail(`${table}/all`, '整张表', hits)]
  const onlyTotals = rows.filter(
    (row) => row.cells.length > 3 && row.cells.slice(0, -1).every((key) => blank.has(key)) && !blank.has(row.cells.at(-1) ?? ''),
  )
  if (onlyTotals.length > 3 && onlyTotals.length >= rows.length * 0.8) return [fail(`${table}/only-totals`, '除“总计”列以外的各列', hits)]
  const gappy = rows.filter((row) => row.cells.some((key) => blank.has(key)))
  if (gappy.length > (findTable(report.form, table)?.layout === 'groups' ? 1 : 4))
    return [fail(`${table}/many`, `有${gappy.length}行共${hits.length}格`, hits)]
  const outcomes: Outcome[] = []
  for (const row of rows) {
    const cells = row.cells.filter((key) => blank.has(key))
    if (!cells.length) continue
    if (reading.shifted.some((key) => key.endsWith(`/${row.key}`)) || slipped(report, table, row.key)) {
      outcomes.push({
        kind: 'unknown',
        reason: { code: 'row-shifted', with: { table: tableName(report.form, table), row: shortLabel(row.label) } },
      })
      continue
    }
    const words =
      cells.length === row.cells.length
        ? placeName('whole-row', { row: rowName(report.form, table, row.key) })
        : cells.map((key) => cellLabel(report, key))
    outcomes.push(fail(`${table}/${row.key}/blank`, words, cells))
  }
  return outcomes
}

/** The figures of a blank row stand in the group row above it: the reading slipped, or the drafter did (TF-007 asks). */
function slipped(report: AnnualReport, table: string, row: string): boolean {
  return readingOf(report, table).groupFigures.some(({ key }) =>
    rowsOfGroup(report.form, key.slice(key.lastIndexOf('/') + 1)).includes(row),
  )
}
