import { columnsOf, rowsBelow, rowsOf, type FormLine } from '../form/form-lines.ts'
import type { Form, MatrixTable } from '../form/form.ts'
import type { CellKey } from '../model/annual-report.ts'

/** A row with its figure in one column. */
export interface Term {
  readonly label: string
  readonly value: number
}

export interface Totals {
  /** All figures, totals included; a total with a missing part is as it was given, or not there. */
  readonly figures: ReadonlyMap<CellKey, number>
  readonly computed: readonly CellKey[]
  /** Totals that were given and are not the sum of their parts. */
  readonly differing: readonly { readonly key: CellKey; readonly given: number; readonly computed: number }[]
  /** Columns whose rows do not balance as the form prescribes. */
  readonly unbalanced: readonly {
    readonly table: string
    readonly column: string
    readonly left: readonly Term[]
    readonly right: readonly Term[]
  }[]
  /** Names of the tables that balance, with the number of their columns. */
  readonly balanced: readonly { readonly table: string; readonly columns: number }[]
}

/** Computes the totals of the form's tables and looks whether the columns balance. */
export function totalFigures(form: Form, given: ReadonlyMap<CellKey, number>): Totals {
  const figures = new Map(given)
  const computed: CellKey[] = []
  const differing: Totals['differing'][number][] = []
  const put = (key: CellKey, parts: readonly CellKey[]) => {
    const values = parts.map((part) => figures.get(part))
    if (values.some((value) => value === undefined)) return
    const sum = values.reduce<number>((total, value) => total + (value ?? 0), 0)
    const written = given.get(key)
    if (written !== undefined && written !== sum) differing.push({ key, given: written, computed: sum })
    figures.set(key, sum)
    computed.push(key)
  }
  for (const table of form.tables) {
    const columns = columnsOf(form, table.id)
    if (table.layout === 'matrix') for (const [key, parts] of totalsOfColumns(table, columns)) put(key, parts)
    for (const { cells } of rowsOf(form, table.id))
      columns.forEach(({ total }, index) => {
        const cell = cells[index]
        const parts = cells.filter((_, other) => !columns[other]?.total)
        if (total && cell) put(cell, parts)
      })
  }
  return { figures, computed, differing, ...balance(form, figures) }
}

/** For each total row its cells with those that they are the sums of; total columns come from their row. */
function totalsOfColumns(table: MatrixTable, columns: readonly FormLine[]): [CellKey, CellKey[]][] {
  const cell = (row: string, column: string): CellKey => `${table.id}/${row}/${column}`
  return table.rows.flatMap(({ key, total, group }) =>
    total && group
      ? columns
          .filter((column) => !column.total)
          .map((column): [CellKey, CellKey[]] => [cell(key, column.key), rowsBelow(table, group).map((row) => cell(row, column.key))])
      : [],
  )
}

function balance(form: Form, figures: ReadonlyMap<CellKey, number>): Pick<Totals, 'unbalanced' | 'balanced'> {
  const unbalanced: Totals['unbalanced'][number][] = []
  const balanced: Totals['balanced'][number][] = []
  for (const table of form.tables) {
    if (table.layout !== 'matrix' || !table.balance) continue
    const { left, right } = table.balance
    const terms = (rows: readonly string[], column: string): Term[] | null => {
      const labelOf = (row: string) => table.rows.find(({ key }) => key === row)?.label ?? row
      const found = rows.map((row) => ({ label: labelOf(row), value: figures.get(`${table.id}/${row}/${column}`) }))
      return found.every((term): term is Term => term.value !== undefined) ? found : null
    }
    const columns = table.columns.map(({ key, label }) => ({ column: label, left: terms(left, key), right: terms(right, key) }))
    const open = columns.flatMap((one) => (one.left && one.right ? [{ ...one, table: table.name, left: one.left, right: one.right }] : []))
    const uneven = open.filter((one) => sumOf(one.left) !== sumOf(one.right))
    unbalanced.push(...uneven)
    if (open.length === columns.length && !uneven.length) balanced.push({ table: table.name, columns: columns.length })
  }
  return { unbalanced, balanced }
}

export const sumOf = (terms: readonly Term[]): number => terms.reduce((sum, { value }) => sum + value, 0)
