import type { Form } from './form.ts'

export type TableId = 'table2' | 'table3' | 'table4'

/** A row or a column of a table of the form, with the keys of its cells in order. */
export interface FormLine {
  readonly key: string
  readonly label: string
  /** `table3/new_received/total` … */
  readonly cells: readonly string[]
}

type Lines = Readonly<Record<TableId, { readonly rows: readonly FormLine[]; readonly columns: readonly FormLine[] }>>

const KNOWN = new WeakMap<Form, Lines>()

function linesOf(form: Form): Lines {
  const known = KNOWN.get(form) ?? readLines(form)
  KNOWN.set(form, known)
  return known
}

function readLines({ table2, table3, table4 }: Form): Lines {
  const rows2 = table2.blocks.flatMap((block) =>
    block.rows.map((row) => ({ ...row, cells: block.columns.map((column) => `table2/${row.key}/${column.key}`) })),
  )
  const values = table3.rows.filter((row) => row.kind === 'value')
  return {
    table2: { rows: rows2, columns: [] },
    table3: {
      rows: values.map((row) => ({
        key: row.key,
        label: row.label,
        cells: table3.columns.map((column) => `table3/${row.key}/${column.key}`),
      })),
      columns: table3.columns.map((column) => ({
        key: column.key,
        label: column.label,
        cells: values.map((row) => `table3/${row.key}/${column.key}`),
      })),
    },
    table4: {
      rows: table4.groups.map((group) => ({ ...group, cells: table4.columns.map((column) => `table4/${group.key}/${column.key}`) })),
      columns: table4.columns.map((column) => ({ ...column, cells: table4.groups.map((group) => `table4/${group.key}/${column.key}`) })),
    },
  }
}

/** Rows of a table that hold figures; in table 4 its three groups are the rows. */
export function rowsOf(form: Form, table: TableId): readonly FormLine[] {
  return linesOf(form)[table].rows
}

/** Columns of table 3 and 4; table 2 has other columns in each block and gives none. */
export function columnsOf(form: Form, table: TableId): readonly FormLine[] {
  return linesOf(form)[table].columns
}

/** Every cell of a table of the form. */
export function cellsOf(form: Form, table: TableId): readonly string[] {
  return rowsOf(form, table).flatMap((row) => row.cells)
}

/** Keys of the value rows below a group row of table 3 (`results`: all results without （七）总计). */
export function rowsOfGroup(form: Form, group: string): readonly string[] {
  const { rows } = form.table3
  if (!rows.some((row) => row.kind === 'group' && row.key === group)) return [group]
  return rows.flatMap((row) => {
    if (row.group !== group || row.key === 'results_total') return []
    return row.kind === 'group' ? rowsOfGroup(form, row.key) : [row.key]
  })
}

/** An official label without its numbering and bracketed remark: “（七）总计” → “总计”. */
export function shortLabel(label: string): string {
  return label
    .replace(/^[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]/, '')
    .replace(/（[^）]{6,60}）$/, '')
    .trim()
}

/** Official label of a row, with its group in front where it alone says little (“其他处理 3.其他”). */
export function rowLabel(form: Form, table: TableId, key: string): string {
  return rowsOf(form, table).find((row) => row.key === key)?.label ?? form.table3.rows.find((row) => row.key === key)?.label ?? key
}

/** Official label of a column; in table 2 that of the block the row stands in. */
export function columnLabel(form: Form, table: TableId, row: string, key: string): string {
  if (table !== 'table2') return columnsOf(form, table).find((column) => column.key === key)?.label ?? key
  const block = form.table2.blocks.find((candidate) => candidate.rows.some((item) => item.key === row))
  return block?.columns.find((column) => column.key === key)?.label ?? key
}
