import type { AnnualReport, CellKey } from '../model/annual-report.ts'
import { cellOf, readingOf } from '../model/table-reading.ts'
import { innerQuotes } from '../model/inner-quotes.ts'
import type { Code, FoundPlace } from '../model/outcome.ts'
import type { Form } from '../form/form.ts'
import { columnLabel, findTable, rowLabel, shortLabel } from '../form/form-lines.ts'
import { nameOfTable, numeralOfPart, partOfTable, tableOf } from '../form/part-name.ts'
import { placeName, within, withValue } from './place-of-span.ts'

/** A row's official label as it is quoted: without its numbering, with inner quotation marks. */
export const rowName = (form: Form, table: string, row: string): string => innerQuotes(shortLabel(rowLabel(form, table, row)))

/** “自然人”列 × “结转下年度继续办理”行, as a person looks a cell up. */
export function cellLabel({ form }: AnnualReport, key: CellKey): Code {
  const table = tableOf(key)
  const [, row = '', column = ''] = key.split('/')
  const names = { row: rowName(form, table, row), column: columnLabel(form, table, row, column) }
  return placeName(findTable(form, table)?.layout === 'groups' ? 'cell-of-group' : 'cell', names)
}

/** A cell with its number: “总计”列 × “本年新收”行 5. */
export const cellWithValue = (report: AnnualReport, key: CellKey, value: string | number): Code => withValue(cellLabel(report, key), value)

/** Name of a table: 表三. */
export const tableName = (form: Form, table: string): Code => placeName('table', { name: nameOfTable(form, table) })

/** Name of a table with the part it belongs to: 第三部分 表三. */
export const tableInPart = (form: Form, table: string): Code =>
  placeName('table-in-part', { name: nameOfTable(form, table), part: numeralOfPart(form, partOfTable(form, table)) })

/** Where a cell of the form stands in the draft; the anchor is the table's where the draft lacks the cell. */
export function placeOfCell(report: AnnualReport, key: CellKey): FoundPlace {
  const table = tableOf(key)
  const cell = cellOf(report, key)
  const anchor = cell && 'anchor' in cell ? (cell.anchor ?? null) : null
  return {
    label: within(tableInPart(report.form, table), cellLabel(report, key)),
    anchor: anchor ?? readingOf(report, table).anchor ?? null,
    cell: key,
  }
}

/** Where a table stands, as a whole. */
export const placeOfTable = (report: AnnualReport, table: string): FoundPlace => ({
  label: tableInPart(report.form, table),
  anchor: readingOf(report, table).anchor ?? null,
})
