import type { AnnualReport, CellKey } from '../../model/annual-report.ts'
import { remember } from '../../language/remember.ts'
import { cellsOf, columnsOf, findTable, rowsOf, sumsOf } from '../../form/form-lines.ts'
import { readCount } from '../read-count.ts'

export interface LikelyCell {
  readonly key: CellKey
  readonly value: number
  /** What it would have to be for every sum of the table to hold. */
  readonly wanted: number
}

interface Identity {
  readonly cells: ReadonlyMap<CellKey, 1 | -1>
  readonly off: number
}

/**
 * Cells of a matrix that alone explain every sum that does not hold: put right, all balances, group totals and row totals
 * that can be tested are fulfilled. Empty where all hold, or where no single cell will do, and for other tables.
 */
export const likelyCells = (report: AnnualReport, table: string): readonly LikelyCell[] => likelyByTable(report).get(table) ?? []

const likelyByTable = remember((report: AnnualReport) => new Map(report.form.tables.map(({ id }) => [id, findLikely(report, id)])))

function findLikely(report: AnnualReport, table: string): readonly LikelyCell[] {
  const identities = identitiesOf(report, table)
  if (identities.every(({ off }) => off === 0)) return []
  return cellsOf(report.form, table).flatMap((key) => explains(report, identities, key))
}

function explains(report: AnnualReport, identities: readonly Identity[], key: CellKey): LikelyCell[] {
  let delta: number | null = null
  for (const { cells, off } of identities) {
    const sign = cells.get(key)
    if (!sign) {
      if (off !== 0) return []
      continue
    }
    if (off === 0 || (delta !== null && delta !== off * sign)) return []
    delta = off * sign
  }
  const count = readCount(report, key)
  const wanted = count.known && delta !== null ? count.value - delta : -1
  return count.known && wanted >= 0 ? [{ key, value: count.value, wanted }] : []
}

/** The sums of a matrix that can be tested, each with how far its left side is over its right. */
function identitiesOf(report: AnnualReport, id: string): Identity[] {
  const { form } = report
  const table = findTable(form, id)
  if (table?.layout !== 'matrix') return []
  const columns = columnsOf(form, id)
  const totals = (cells: readonly CellKey[], total: boolean) => cells.filter((_, index) => Boolean(columns[index]?.total) === total)
  const sums = [
    ...sumsOf(table).flatMap((sum) =>
      columns.map(({ key }) => [sum.left, sum.right].map((rows) => rows.map((row): CellKey => `${id}/${row}/${key}`))),
    ),
    ...(columns.some(({ total }) => total) ? rowsOf(form, id).map(({ cells }) => [totals(cells, true), totals(cells, false)]) : []),
  ]
  return sums.flatMap(([left = [], right = []]): Identity[] => {
    const cells = new Map<CellKey, 1 | -1>([...left.map((key) => [key, 1] as const), ...right.map((key) => [key, -1] as const)])
    let off = 0
    for (const [key, sign] of cells) {
      const count = readCount(report, key)
      if (!count.known) return []
      off += sign * count.value
    }
    return [{ cells, off }]
  })
}
