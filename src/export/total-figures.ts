import type { CellKey } from '../model/annual-report.ts'
import type { Form } from '../form/form.ts'

/** A total that was given and is not the sum of its parts. */
export interface Differing {
  readonly key: CellKey
  readonly given: number
  readonly computed: number
}

/** A column of table three that does not balance: first plus second row, seventh plus fourth. */
export interface Unbalanced {
  readonly column: string
  readonly received: number
  readonly carriedIn: number
  readonly handled: number
  readonly carriedOut: number
}

export interface Totals {
  /** All figures, totals included; a total with a missing part is as it was given, or not there. */
  readonly figures: ReadonlyMap<CellKey, number>
  readonly computed: readonly CellKey[]
  readonly differing: readonly Differing[]
  readonly unbalanced: readonly Unbalanced[]
  /** Whether all columns could be looked at. */
  readonly complete: boolean
}

/** Computes row totals and （七）总计 of table three and the totals of table four, and looks whether table three balances. */
export function totalFigures(form: Form, given: ReadonlyMap<CellKey, number>): Totals {
  const figures = new Map(given)
  const computed: CellKey[] = []
  const differing: Differing[] = []
  const put = (key: CellKey, parts: readonly CellKey[]) => {
    const values = parts.map((part) => figures.get(part))
    if (values.some((value) => value === undefined)) return
    const sum = values.reduce<number>((total, value) => total + (value ?? 0), 0)
    const written = given.get(key)
    if (written !== undefined && written !== sum) differing.push({ key, given: written, computed: sum })
    figures.set(key, sum)
    computed.push(key)
  }
  const { columns, rows } = form.table3
  const single = columns.filter((column) => column.key !== 'total')
  const values = rows.filter((row) => row.kind === 'value')
  const results = values.filter((row) => row.group && row.key !== 'results_total')
  for (const column of single)
    put(
      `table3/results_total/${column.key}`,
      results.map((row) => `table3/${row.key}/${column.key}`),
    )
  for (const row of values)
    put(
      `table3/${row.key}/total`,
      single.map((column) => `table3/${row.key}/${column.key}`),
    )
  for (const group of form.table4.groups)
    put(
      `table4/${group.key}/total`,
      form.table4.columns.filter((column) => column.key !== 'total').map((column) => `table4/${group.key}/${column.key}`),
    )
  return { figures, computed, differing, ...balance(form, figures) }
}

function balance(form: Form, figures: ReadonlyMap<CellKey, number>): { unbalanced: Unbalanced[]; complete: boolean } {
  const unbalanced: Unbalanced[] = []
  let complete = true
  for (const { key, label } of form.table3.columns) {
    const [received, carriedIn, handled, carriedOut] = ['new_received', 'carried_in', 'results_total', 'carried_out'].map((row) =>
      figures.get(`table3/${row}/${key}`),
    )
    if (received === undefined || carriedIn === undefined || handled === undefined || carriedOut === undefined) complete = false
    else if (received + carriedIn !== handled + carriedOut) unbalanced.push({ column: label, received, carriedIn, handled, carriedOut })
  }
  return { unbalanced, complete }
}
