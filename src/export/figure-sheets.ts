import type { BlocksTable, Form, GroupsTable, MatrixTable } from '../form/form.ts'
import type { CellKey } from '../model/annual-report.ts'
import type { ExportWords } from './export-words.ts'

/** One figure of the form and its place in the spreadsheet. */
export interface FigureCell {
  readonly key: CellKey
  readonly row: string
  readonly column: string
  /** A total: put in by the program. */
  readonly computed: boolean
  /** Money in 万元: may have decimals. Everything else is counted in whole pieces. */
  readonly decimal: boolean
}

export interface FigureSheet {
  readonly name: string
  readonly hint: string
  /** Labels of the columns with figures. */
  readonly columns: readonly string[]
  /** Rows in order; a row of a group has a label and no cells. */
  readonly rows: readonly { readonly label: string; readonly cells: readonly FigureCell[] }[]
}

/** The sheets in which the figures of a form are gathered, one a table, with one row a row of the form. */
export function figureSheets(form: Form, say: ExportWords): FigureSheet[] {
  const value = say('figures.value')
  return form.tables.map((table): FigureSheet => ({
    name: table.subject ? `${table.name} ${table.subject}` : table.name,
    hint: say(`figures.hint.${table.layout}`),
    columns: table.layout === 'blocks' ? [value] : table.columns.map((column) => column.label),
    rows: table.layout === 'blocks' ? rowsOfBlocks(table, value) : rowsOfLines(table),
  }))
}

function rowsOfLines(table: MatrixTable | GroupsTable): FigureSheet['rows'] {
  const rows = table.layout === 'matrix' ? table.rows : table.groups.map((group) => ({ ...group, kind: 'value' as const }))
  return rows.map((row) => ({
    label: row.label,
    cells:
      row.kind === 'group'
        ? []
        : table.columns.map((column) => ({
            key: `${table.id}/${row.key}/${column.key}`,
            row: row.label,
            column: column.label,
            computed: Boolean(column.total ?? row.total),
            decimal: column.decimal ?? false,
          })),
  }))
}

/** Blocks have different columns: in the sheet every cell is a row of its own. */
const rowsOfBlocks = ({ id, blocks }: BlocksTable, value: string): FigureSheet['rows'] =>
  blocks.flatMap((block) =>
    block.rows.flatMap((row) =>
      block.columns.map((column) => {
        const label = `${row.label}　${column.label}`
        const key = `${id}/${row.key}/${column.key}`
        return { label, cells: [{ key, row: label, column: value, computed: false, decimal: column.decimal ?? false }] }
      }),
    ),
  )
