import type { Form } from '../../form/form.ts'
import type { Piece } from './piece.ts'
import type { ReadingBuilder } from './reading-builder.ts'

/** A row of glued digits that its own sum leaves open. */
export interface GluedRow {
  readonly row: string
  readonly head: Piece
  readonly ways: readonly (readonly number[])[]
}

const mostTrials = 500

/**
 * Chooses among the ways of reading the rows that are still open by the sums that hold down the columns: 新收 + 结转 =
 * 总计 + 结转下年, and the total of the results. Where exactly one choice fits every column it is taken.
 */
export function settleGlued(builder: ReadingBuilder, form: Form, columns: readonly string[], open: readonly GluedRow[]): void {
  if (!open.length || open.reduce((product, row) => product * row.ways.length, 1) > mostTrials) return
  const results = form.table3.rows
    .filter((row) => row.kind === 'value' && row.group !== undefined && row.key !== 'results_total')
    .map((row) => row.key)
  const known = new Map<string, readonly (number | null)[]>()
  for (const row of form.table3.rows.filter(({ kind }) => kind === 'value')) {
    known.set(
      row.key,
      columns.map((column) => numberAt(builder, `table3/${row.key}/${column}`)),
    )
  }
  const fitting = choices(open).filter((choice) => fits(new Map([...known, ...choice]), results, columns.length))
  if (fitting.length !== 1) return
  for (const { row, head } of open) {
    fitting[0]?.get(row)?.forEach((value, index) => builder.putInferred(`table3/${row}/${columns[index] ?? ''}`, value, head, 'column-sum'))
  }
}

function numberAt(builder: ReadingBuilder, key: string): number | null {
  const cell = builder.cells.get(key)
  return cell?.state === 'number' ? cell.value : null
}

function choices(open: readonly GluedRow[]): Map<string, readonly number[]>[] {
  return open.reduce<Map<string, readonly number[]>[]>(
    (done, { row, ways }) => done.flatMap((choice) => ways.map((way) => new Map([...choice, [row, way]]))),
    [new Map()],
  )
}

/** Both sums in every column; a column with something unreadable in it decides nothing and so lets nothing pass. */
function fits(rows: ReadonlyMap<string, readonly (number | null)[]>, results: readonly string[], width: number): boolean {
  const at = (row: string, column: number): number => rows.get(row)?.[column] ?? Number.NaN
  for (let column = 0; column < width; column++) {
    const total = at('results_total', column)
    const balanced = at('new_received', column) + at('carried_in', column) === total + at('carried_out', column)
    const summed = results.reduce((sum, row) => sum + at(row, column), 0) === total
    if (!balanced || !summed) return false
  }
  return true
}
