import type { AnnualReport, CellKey } from '../../model/annual-report.ts'
import { remember } from '../../model/remember.ts'
import { cellsOf, columnsOf, rowsOf, rowsOfGroup } from '../../form/form-lines.ts'
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
 * Cells of table 3 that alone explain every sum that does not hold: put right, all column balances, result totals and
 * row totals that can be tested are fulfilled. Empty where all hold, or where no single cell will do.
 */
export const likelyCells = remember((report: AnnualReport): readonly LikelyCell[] => {
  const identities = identitiesOf(report)
  if (identities.every(({ off }) => off === 0)) return []
  return cellsOf(report.form, 'table3').flatMap((key) => explains(report, identities, key))
})

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

const at = (row: string, column: string): CellKey => `table3/${row}/${column}`

/** The sums of table 3 that can be tested, each with how far its left side is over its right. */
function identitiesOf(report: AnnualReport): Identity[] {
  const { form } = report
  const results = rowsOfGroup(form, 'results')
  const columns = columnsOf(form, 'table3').map(({ key }) => key)
  const sums = [
    ...columns.map((column) => [
      [at('new_received', column), at('carried_in', column)],
      [at('results_total', column), at('carried_out', column)],
    ]),
    ...columns.map((column) => [[at('results_total', column)], results.map((row) => at(row, column))]),
    ...rowsOf(form, 'table3').map(({ cells }) => [cells.slice(-1), cells.slice(0, -1)]),
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
