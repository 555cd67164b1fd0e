import type { CellKey, FormVersion } from '../../model/annual-report.ts'
import { officialForm } from '../official-form.ts'

export type TableId = 'table2' | 'table3' | 'table4'

/** A row or a column of a table of the form, with the keys of its cells in order. */
export interface FormLine {
  readonly key: string
  readonly label: string
  readonly cells: readonly CellKey[]
}

const tableOf = (version: FormVersion): Record<TableId, { rows: readonly FormLine[]; columns: readonly FormLine[] }> => {
  const { table2, table3, table4 } = officialForm(version)
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

const lines = { '2019': tableOf('2019'), '2021': tableOf('2021') }

/** Rows of a table that hold figures; in table 4 its three groups are the rows. */
export function rowsOf(version: FormVersion, table: TableId): readonly FormLine[] {
  return lines[version][table].rows
}

/** Columns of table 3 and 4; table 2 has other columns in each block and gives none. */
export function columnsOf(version: FormVersion, table: TableId): readonly FormLine[] {
  return lines[version][table].columns
}

const cells = (version: FormVersion): Record<TableId, readonly CellKey[]> => ({
  table2: lines[version].table2.rows.flatMap((row) => row.cells),
  table3: lines[version].table3.rows.flatMap((row) => row.cells),
  table4: lines[version].table4.rows.flatMap((row) => row.cells),
})
const allCells = { '2019': cells('2019'), '2021': cells('2021') }

/** Every cell of a table of the form. */
export function cellsOf(version: FormVersion, table: TableId): readonly CellKey[] {
  return allCells[version][table]
}

function groupsOf(version: FormVersion): ReadonlyMap<string, readonly string[]> {
  const { rows } = officialForm(version).table3
  const below = (group: string): string[] =>
    rows.flatMap((row) => (row.group !== group || row.key === 'results_total' ? [] : row.kind === 'group' ? below(row.key) : [row.key]))
  return new Map(rows.filter((row) => row.kind === 'group').map((row) => [row.key, below(row.key)]))
}

const groupMembers = { '2019': groupsOf('2019'), '2021': groupsOf('2021') }

/** Keys of the value rows below a group row of table 3 (`results`: all results without （七）总计). */
export function rowsOfGroup(version: FormVersion, group: string): readonly string[] {
  return groupMembers[version].get(group) ?? [group]
}

/** An official label without its numbering and bracketed remark: “（七）总计” → “总计”. */
export function shortLabel(label: string): string {
  return label
    .replace(/^[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]/, '')
    .replace(/（[^）]{6,60}）$/, '')
    .trim()
}

/** Official label of a row, with its group in front where it alone says little (“其他处理 3.其他”). */
export function rowLabel(version: FormVersion, table: TableId, key: string): string {
  return rowsOf(version, table).find((row) => row.key === key)?.label ?? groupLabel(version, key) ?? key
}

function groupLabel(version: FormVersion, key: string): string | undefined {
  return officialForm(version).table3.rows.find((row) => row.key === key)?.label
}

/** Official label of a column; in table 2 that of the block the row stands in. */
export function columnLabel(version: FormVersion, table: TableId, row: string, key: string): string {
  if (table !== 'table2') return columnsOf(version, table).find((column) => column.key === key)?.label ?? key
  const block = officialForm(version).table2.blocks.find((candidate) => candidate.rows.some((item) => item.key === row))
  return block?.columns.find((column) => column.key === key)?.label ?? key
}
