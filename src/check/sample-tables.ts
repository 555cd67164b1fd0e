import type { Form } from '../form/form.ts'
import type { Cell, Table } from '../model/document.ts'
import type { SamplePatch } from './sample-patch.ts'

/** A table of the form with the figures of the patch; 0 where it says nothing. */
export function sampleTable(id: 'table2' | 'table3' | 'table4', form: Form, patch: SamplePatch, anchor: string): Table {
  const grid = new GridWriter(anchor)
  const label = (key: string, official: string): string => patch.labels?.[`${id}/${key}`] ?? official
  const gone = new Set((patch.omit_rows ?? []).filter((key) => key.startsWith(`${id}/`)).map((key) => key.slice(id.length + 1)))
  if (id === 'table2') writeTable2(grid, form, patch, label, gone)
  else if (id === 'table3') writeTable3(grid, form, patch, label, gone)
  else writeTable4(grid, form, patch, label)
  return grid.table()
}

type Label = (key: string, official: string) => string

function writeTable2(grid: GridWriter, form: Form, patch: SamplePatch, label: Label, gone: ReadonlySet<string>): void {
  for (const block of form.table2.blocks) {
    grid.row([[label(`block/${block.key}`, block.title), 1, 4]])
    const width = (index: number): number => (index === block.columns.length - 1 ? 4 - block.columns.length : 1)
    grid.row([
      [block.stub],
      ...block.columns.map((column, index) => [label(`column/${block.key}/${column.key}`, column.label), 1, width(index)] as const),
    ])
    for (const row of block.rows) {
      if (gone.has(row.key)) continue
      const figures = block.columns.map((column) =>
        figureOf(patch.table2, `${row.key}/${column.key}`, row.key, block.columns.indexOf(column)),
      )
      grid.row([[label(`row/${row.key}`, row.label)], ...figures.map((figure, index) => [figure, 1, width(index)] as const)])
    }
  }
}

function writeTable3(grid: GridWriter, form: Form, patch: SamplePatch, label: Label, gone: ReadonlySet<string>): void {
  const { columns, rows, note, applicants, organisations } = form.table3
  grid.row([
    [label('note', note), 3, 3],
    [applicants, 1, 7],
  ])
  grid.row(
    [
      [label('column/natural_person', columns[0]?.label ?? ''), 2, 1],
      [organisations, 1, 5],
      [label('column/total', columns[6]?.label ?? ''), 2, 1],
    ],
    3,
  )
  grid.row(
    columns.slice(1, 6).map((column) => [label(`column/${column.key}`, column.label)] as const),
    4,
  )
  const figures = table3Figures(form, patch)
  for (const row of rows) {
    if (gone.has(row.key)) continue
    const text = label(`row/${row.key}`, row.label)
    if (row.kind === 'group') grid.row([[text, 1, 10]])
    else grid.row([[text, 1, 3], ...columns.map((column) => [figures(row.key, column.key)] as const)])
  }
  for (const extra of patch.extra_rows ?? []) grid.row([[extra[0] ?? '', 1, 3], ...extra.slice(1).map((text) => [text] as const)])
}

/** Zeros where nothing is said; （七）总计 is the sum of the results unless the patch says it. */
function table3Figures(form: Form, patch: SamplePatch): (row: string, column: string) => string {
  const { columns } = form.table3
  const at = (row: string, column: string): string => {
    const index = columns.findIndex((candidate) => candidate.key === column)
    const plain = patch.table3?.[row]
    if (typeof plain === 'number' && `${row}/${column}` in (patch.table3 ?? {}) === false)
      return index === 0 || index === 6 ? String(plain) : '0'
    return figureOf(patch.table3, `${row}/${column}`, row, index)
  }
  const results = form.table3.rows.filter(
    (row) => row.kind === 'value' && !['new_received', 'carried_in', 'results_total', 'carried_out'].includes(row.key),
  )
  return (row, column) => {
    const said = patch.table3 && ('results_total' in patch.table3 || `results_total/${column}` in patch.table3)
    if (row !== 'results_total' || said) return at(row, column)
    return String(results.reduce((sum, result) => sum + (Number(at(result.key, column)) || 0), 0))
  }
}

function writeTable4(grid: GridWriter, form: Form, patch: SamplePatch, label: Label): void {
  const { groups, columns, litigation } = form.table4
  grid.row([
    [label('group/reconsideration', groups[0]?.label ?? ''), 1, 5],
    [litigation, 1, 10],
  ])
  grid.row([
    ...columns.map((column) => [label(`column/reconsideration/${column.key}`, column.label), 2, 1] as const),
    ...groups.slice(1).map((group) => [label(`group/${group.key}`, group.label), 1, 5] as const),
  ])
  grid.row(
    groups.slice(1).flatMap((group) => columns.map((column) => [label(`column/${group.key}/${column.key}`, column.label)] as const)),
    5,
  )
  grid.row(
    groups.flatMap((group) =>
      columns.map((column, index) => [figureOf(patch.table4, `${group.key}/${column.key}`, group.key, index)] as const),
    ),
  )
}

function figureOf(figures: SamplePatch['table3'], key: string, row: string, index: number): string {
  const one = figures?.[key]
  if (one !== undefined && !Array.isArray(one)) return one === null ? '' : String(one)
  const whole = figures?.[row]
  const value = Array.isArray(whole) ? whole[index] : index === 0 ? whole : undefined
  return value === undefined ? '0' : value === null ? '' : String(value)
}

class GridWriter {
  readonly #cells: Cell[] = []
  #rows = 0
  #columns = 0

  constructor(readonly anchor: string) {}

  row(cells: readonly (readonly [text: string, rowSpan?: number, columnSpan?: number])[], from = 0): void {
    let column = from
    for (const [text, rowSpan = 1, columnSpan = 1] of cells) {
      while (
        this.#cells.some(
          (cell) =>
            cell.row < this.#rows &&
            cell.row + cell.rowSpan > this.#rows &&
            cell.column <= column &&
            cell.column + cell.columnSpan > column,
        )
      )
        column++
      this.#cells.push({ id: `${this.anchor}.${this.#rows}.${column}`, row: this.#rows, column, rowSpan, columnSpan, text })
      column += columnSpan
    }
    this.#columns = Math.max(this.#columns, column)
    this.#rows++
  }

  table(): Table {
    return { kind: 'table', id: this.anchor, rows: this.#rows, columns: this.#columns, cells: this.#cells }
  }
}
