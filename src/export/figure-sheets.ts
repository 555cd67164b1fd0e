import type { CellKey } from '../model/annual-report.ts'
import type { Form } from '../form/form.ts'
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
  readonly id: 'table2' | 'table3' | 'table4'
  readonly name: string
  readonly hint: string
  /** Labels of the columns with figures. */
  readonly columns: readonly string[]
  /** Rows in order; a row of a group has a label and no cells. */
  readonly rows: readonly { readonly label: string; readonly cells: readonly FigureCell[] }[]
}

/** The three sheets in which the figures of tables two to four are gathered: one row a row of the form. */
export function figureSheets(form: Form, say: ExportWords): FigureSheet[] {
  const sheet = (id: FigureSheet['id'], columns: readonly string[], rows: FigureSheet['rows']): FigureSheet => ({
    id,
    name: say(`figures.sheet.${id}`),
    hint: say(`figures.hint.${id}`),
    columns,
    rows,
  })
  const counted = (key: CellKey, row: string, column: string, computed: boolean): FigureCell => ({
    key,
    row,
    column,
    computed,
    decimal: false,
  })
  const table3 = form.table3.rows.map(({ kind, key, label }) => ({
    label,
    cells:
      kind === 'group'
        ? []
        : form.table3.columns.map((column) =>
            counted(`table3/${key}/${column.key}`, label, column.label, column.key === 'total' || key === 'results_total'),
          ),
  }))
  const table4 = form.table4.groups.map(({ key, label }) => ({
    label,
    cells: form.table4.columns.map((column) => counted(`table4/${key}/${column.key}`, label, column.label, column.key === 'total')),
  }))
  return [
    sheet('table2', [say('figures.value')], table2Rows(form, say('figures.value'))),
    sheet(
      'table3',
      form.table3.columns.map(({ label }) => label),
      table3,
    ),
    sheet(
      'table4',
      form.table4.columns.map(({ label }) => label),
      table4,
    ),
  ]
}

/** Table two has blocks of different columns: in the sheet every cell of it is a row of its own. */
function table2Rows(form: Form, value: string): FigureSheet['rows'] {
  return form.table2.blocks.flatMap((block) =>
    block.rows.flatMap((row) =>
      block.columns.map((column) => {
        const label = `${row.label}　${column.label}`
        return {
          label,
          cells: [
            {
              key: `table2/${row.key}/${column.key}`,
              row: label,
              column: value,
              computed: false,
              decimal: column.key.includes('amount'),
            },
          ],
        }
      }),
    ),
  )
}
