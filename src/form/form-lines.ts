import { NUMERALS } from '../language/chinese-numerals.ts'
import { remember } from '../language/remember.ts'
import type { BlocksTable, Form, FormTable, GroupsTable, MatrixTable } from './form.ts'

/** Id of a table of a form: the first word of its cells' keys. */
export type TableId = string

/** A row or a column of a table of the form, with the keys of its cells in order. */
export interface FormLine {
  readonly key: string
  readonly label: string
  readonly total?: boolean | undefined
  /** `table3/new_received/total` … */
  readonly cells: readonly string[]
}

interface Lines {
  readonly rows: readonly FormLine[]
  readonly columns: readonly FormLine[]
}

const linesOf = remember((table: FormTable): Lines => {
  const cell = (row: string, column: string): string => `${table.id}/${row}/${column}`
  if (table.layout === 'blocks') {
    const rows = table.blocks.flatMap(({ columns, rows: own }) =>
      own.map((row) => ({ ...row, cells: columns.map((column) => cell(row.key, column.key)) })),
    )
    return { rows, columns: [] }
  }
  const rows = table.layout === 'matrix' ? table.rows.filter(({ kind }) => kind === 'value') : table.groups
  return {
    rows: rows.map((row) => ({ ...row, cells: table.columns.map((column) => cell(row.key, column.key)) })),
    columns: table.columns.map((column) => ({ ...column, cells: rows.map((row) => cell(row.key, column.key)) })),
  }
})

/** A table of the form by its id. */
export const findTable = (form: Form, id: string): FormTable | undefined => form.tables.find((table) => table.id === id)

/** Rows of a table that hold figures; the groups of a table are its rows where one line holds all figures. */
export function rowsOf(form: Form, id: string): readonly FormLine[] {
  const table = findTable(form, id)
  return table ? linesOf(table).rows : []
}

/** Columns of a table; one of blocks has other columns in each block and gives none. */
export function columnsOf(form: Form, id: string): readonly FormLine[] {
  const table = findTable(form, id)
  return table ? linesOf(table).columns : []
}

/** Every cell of a table of the form, in official order. */
export const cellsOf = (form: Form, id: string): readonly string[] => rowsOf(form, id).flatMap((row) => row.cells)

/** Every row key that stands below a group row of a table, at any depth, without the group's own total. */
export const rowsBelow = (table: MatrixTable, group: string): readonly string[] =>
  table.rows.flatMap((row) => {
    if (row.group !== group || row.total) return []
    return row.kind === 'group' ? rowsBelow(table, row.key) : [row.key]
  })

/** Keys of the value rows below a group row (`results`: all results without （七）总计); the row itself where it is none. */
export function rowsOfGroup(form: Form, group: string): readonly string[] {
  const isGroup = (table: FormTable): table is MatrixTable =>
    table.layout === 'matrix' && table.rows.some((row) => row.kind === 'group' && row.key === group)
  const table = form.tables.find(isGroup)
  return table ? rowsBelow(table, group) : [group]
}

/** Sums that hold in every column of a table by the form itself: the balance, and the totals of groups. */
export function sumsOf(table: MatrixTable): readonly { readonly left: readonly string[]; readonly right: readonly string[] }[] {
  const totals = table.rows.flatMap(({ total, key, group }) => (total && group ? [{ left: rowsBelow(table, group), right: [key] }] : []))
  return [...(table.balance ? [table.balance] : []), ...totals]
}

/** How many groups a row of a table stands in. */
export function depthOf(table: MatrixTable, row: MatrixTable['rows'][number]): number {
  const above = table.rows.find(({ kind, key }) => kind === 'group' && key === row.group)
  return above ? depthOf(table, above) + 1 : 0
}

const OWN_NUMBER = new RegExp(`^[（(]?[${NUMERALS}\\d]{1,3}[）)、.．]`)

/** An official label without its numbering and bracketed remark: “（七）总计” → “总计”. */
export const shortLabel = (label: string): string =>
  label
    .replace(OWN_NUMBER, '')
    .replace(/（[^）]{6,60}）$/, '')
    .trim()

/** Official label of a row, of a group row too; the key where the table has none. */
export function rowLabel(form: Form, id: string, key: string): string {
  const table = findTable(form, id)
  const rows = table?.layout === 'matrix' ? table.rows : rowsOf(form, id)
  return rows.find((row) => row.key === key)?.label ?? key
}

/** Official label of a column; where a table has blocks that of the block in which the row stands. */
export function columnLabel(form: Form, id: string, row: string, key: string): string {
  const table = findTable(form, id)
  return table?.layout === 'blocks' ? labelIn(blockOf(table, row)?.columns, key) : labelIn(columnsOf(form, id), key)
}

const labelIn = (lines: readonly { readonly key: string; readonly label: string }[] | undefined, key: string): string =>
  lines?.find((line) => line.key === key)?.label ?? key

const blockOf = (table: BlocksTable, row: string): BlocksTable['blocks'][number] | undefined =>
  table.blocks.find((block) => block.rows.some(({ key }) => key === row))

/** The blocks of a table with the columns under each; a table of groups has its groups. */
export const blocksOf = (
  table: BlocksTable | GroupsTable,
): readonly { readonly key: string; readonly columns: BlocksTable['blocks'][number]['columns'] }[] =>
  table.layout === 'blocks' ? table.blocks : table.groups.map(({ key }) => ({ key, columns: table.columns }))

/** The table that a cell belongs to: `table3/granted/total` → `table3`. */
export const tableOf = (cell: string): TableId => cell.slice(0, Math.max(0, cell.indexOf('/')))

/** Numeral in front of a part's heading: 三; empty for a part that the form does not have. */
export const numeralOfPart = (form: Form, part: number | null): string =>
  form.sections.find((section) => section.part === part)?.numeral ?? ''

/** Number of the part that a table belongs to. */
export const partOfTable = (form: Form, table: TableId): number | null => findTable(form, table)?.part ?? null

/** What people call a table: 表三. */
export const nameOfTable = (form: Form, table: TableId): string => findTable(form, table)?.name ?? table
