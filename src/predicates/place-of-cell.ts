import type { AnnualReport, CellKey } from '../model/annual-report.ts'
import { innerQuotes } from '../model/inner-quotes.ts'
import type { Place } from '../model/finding.ts'
import { columnLabel, rowLabel, shortLabel, type TableId } from '../form/form-lines.ts'

const names: Record<TableId, string> = { table2: '第二部分 表二', table3: '第三部分 表三', table4: '第四部分 表四' }

/** “自然人”列 × “结转下年度继续办理”行, as a person looks a cell up. */
export function cellLabel(report: AnnualReport, key: CellKey): string {
  const [table, row = '', column = ''] = key.split('/') as [TableId, string?, string?]
  const name = innerQuotes(shortLabel(rowLabel(report.form, table, row)))
  if (table === 'table4') return `“${name}”组“${columnLabel(report.form, table, row, column)}”格`
  return `“${columnLabel(report.form, table, row, column)}”列 × “${name}”行`
}

/** Name of a table with the part it belongs to: 第三部分 表三. */
export function tableName(table: TableId): string {
  return names[table]
}

/** Where a cell of the form stands in the draft; the anchor is null where the draft lacks the cell. */
export function placeOfCell(report: AnnualReport, key: CellKey): Place {
  const table = key.slice(0, 6) as TableId
  const cell = report.tables[table].cells.get(key)
  const anchor = cell && 'anchor' in cell ? (cell.anchor ?? null) : null
  return { label: `${names[table]} ${cellLabel(report, key)}`, anchor: anchor ?? report.tables[table].anchor ?? null, cell: key }
}

/** Where a table stands, as a whole. */
export function placeOfTable(report: AnnualReport, table: TableId): Place {
  return { label: names[table], anchor: report.tables[table].anchor ?? null }
}
