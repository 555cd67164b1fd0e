import { sumsOf } from '../../form/form-lines.ts'
import type { MatrixTable } from '../../form/form.ts'
import type { Piece } from './piece.ts'
import type { ReadingBuilder } from './reading-builder.ts'

/** A row of glued digits that its own sum leaves open. */
export interface GluedRow {
  readonly row: string
  readonly head: Piece
  readonly ways: readonly (readonly number[])[]
}

const MOST_TRIALS = 500

/**
 * Chooses among the ways of reading the rows that are still open by the sums of the form that hold in every column (新收 +
 * 结转 = 总计 + 结转下年, the total of the results). Where exactly one choice fits every column it is taken.
 */
export function settleGlued(builder: ReadingBuilder, table: MatrixTable, columns: readonly string[], open: readonly GluedRow[]): void {
  const sums = sumsOf(table)
  if (!open.length || !sums.length || open.reduce((product, row) => product * row.ways.length, 1) > MOST_TRIALS) return
  const values = table.rows.filter(({ kind }) => kind === 'value')
  const known = new Map<string, readonly (number | null)[]>(
    values.map(({ key }) => [key, columns.map((column) => numberAt(builder, builder.cell(key, column)))]),
  )
  const fitting = choices(open).filter((choice) => fits(new Map([...known, ...choice]), sums, columns.length))
  if (fitting.length !== 1) return
  for (const { row, head } of open) {
    fitting[0]?.get(row)?.forEach((value, index) => builder.putInferred(builder.cell(row, columns[index] ?? ''), value, head, 'column-sum'))
  }
}

function numberAt(builder: ReadingBuilder, key: string): number | null {
  const cell = builder.cells.get(key)
  return cell?.state === 'number' ? cell.value : null
}

const choices = (open: readonly GluedRow[]): Map<string, readonly number[]>[] =>
  open.reduce<Map<string, readonly number[]>[]>(
    (done, { row, ways }) => done.flatMap((choice) => ways.map((way) => new Map([...choice, [row, way]]))),
    [new Map()],
  )

/** All sums in every column; a column with something unreadable in it decides nothing and so lets nothing pass. */
function fits(rows: ReadonlyMap<string, readonly (number | null)[]>, sums: ReturnType<typeof sumsOf>, width: number): boolean {
  const sum = (keys: readonly string[], column: number): number =>
    keys.reduce((total, key) => total + (rows.get(key)?.[column] ?? Number.NaN), 0)
  return Array.from({ length: width }).every((_, column) => sums.every(({ left, right }) => sum(left, column) === sum(right, column)))
}
