import type { AnnualReport, CellKey } from '../../model/annual-report.ts'
import type { Said } from '../../model/outcome.ts'
import { tableOf } from '../../form/form-lines.ts'
import { rowName, withValue } from '../place.ts'
import { readCount } from '../read-count.ts'
import { sumOfCells } from '../tables/sum-of-cells.ts'

/** More rows than these tell nothing of where a request went. */
const MOST_ROWS = 3

/**
 * The rows that hold what the text counted beyond a cell: one row with just that number, or all others with a number together.
 * @param terms cells that may hold it, named as in rule files
 * @param taken cells that the text was compared with
 */
export function rowsOfRest(
  report: AnnualReport,
  terms: readonly string[],
  taken: readonly CellKey[],
  missing: number,
): readonly { readonly key: CellKey; readonly name: Said }[] {
  if (missing <= 0) return []
  const filled = terms.flatMap((term) => {
    const sum = sumOfCells(report, [term])
    return sum.known ? sum.keys : []
  })
  const rows = filled.flatMap((key) => {
    const count = readCount(report, key)
    return !taken.includes(key) && count.known && count.value > 0 ? [{ key, value: count.value }] : []
  })
  const [exact, second] = rows.filter(({ value }) => value === missing)
  const together = rows.reduce((sum, { value }) => sum + value, 0) === missing && rows.length <= MOST_ROWS ? rows : []
  return (exact && !second ? [exact] : together).map(({ key, value }) => {
    const table = tableOf(key)
    return { key, name: withValue({ code: 'place.row', with: { row: rowName(report.form, table, key.split('/')[1] ?? '') } }, value) }
  })
}
