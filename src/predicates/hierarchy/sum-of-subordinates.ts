import { z } from 'zod'
import { TableName } from '../../form/form-names.ts'
import type { AnnualReport, CellKey } from '../../model/annual-report.ts'
import type { Outcome } from '../../model/outcome.ts'
import { cellsOf } from '../../form/form-lines.ts'
import { cellLabel, placeOfCell } from '../place-of-cell.ts'
import { definePredicate } from '../predicate.ts'
import { readCount } from '../read-count.ts'

const Options = z.strictObject({ tables: z.array(TableName).min(1) })

interface Difference {
  readonly key: CellKey
  readonly own: number
  readonly sum: number
  readonly from: readonly { name: string; value: number }[]
}

/** Every cell of a consolidated report against the sum over the subordinate agencies' reports (HI-001). */
export const sumOfSubordinates = definePredicate({
  name: 'sum-of-subordinates',
  options: Options,
  evidence: ['count', 'cell', 'own', 'sum', 'difference', 'from', 'units', 'open'],
  run: ({ report, subordinates }, { tables }) => {
    if (!subordinates?.reports.length) return [{ kind: 'unknown', reason: { code: 'no-subordinates' } }]
    const others = subordinates.reports.filter((other) => other.form === report.form)
    if (others.length < subordinates.reports.length) return [{ kind: 'unknown', reason: { code: 'subordinates-other-form' } }]
    const differences: Difference[] = []
    let open = 0
    for (const key of tables.flatMap((table) => cellsOf(report.form, table))) {
      const difference = compare(report, others, key)
      if (difference === 'open') open++
      else if (difference) differences.push(difference)
    }
    const outcomes: Outcome[] = open
      ? [{ kind: 'unknown', reason: { code: 'cells-unreadable', with: { table: '本级或下级报告的表', count: open } } }]
      : []
    if (differences.length) outcomes.unshift(fail(report, differences, others.length))
    return outcomes.length ? outcomes : [{ kind: 'pass' }]
  },
})

function compare(report: AnnualReport, others: readonly AnnualReport[], key: CellKey): Difference | 'open' | null {
  const own = readCount(report, key)
  if (!own.known) return 'open'
  const from: { name: string; value: number }[] = []
  for (const other of others) {
    const count = readCount(other, key)
    if (!count.known) return 'open'
    from.push({ name: other.agency.name ?? '（机关名称不明）', value: count.value })
  }
  const sum = Math.round(from.reduce((total, { value }) => total + value, 0) * 1e6) / 1e6
  return sum === own.value ? null : { key, own: own.value, sum, from }
}

function fail(report: AnnualReport, differences: readonly Difference[], units: number): Outcome {
  const sorted = differences.toSorted((a, b) => Math.abs(b.own - b.sum) - Math.abs(a.own - a.sum))
  const { key, own, sum, from } = sorted[0] as Difference
  const shares = from.filter(({ value }) => value !== 0).toSorted((a, b) => b.value - a.value)
  return {
    kind: 'fail',
    subject: 'subordinates',
    evidence: {
      count: differences.length,
      cell: cellLabel(report, key),
      own,
      sum,
      difference: Math.abs(Math.round((own - sum) * 1e6) / 1e6),
      units,
      open: '',
      from:
        shares
          .slice(0, 8)
          .map(({ name, value }) => `${name} ${value}`)
          .join('、') + (shares.length > 8 ? `等${shares.length}家` : '') || '各家都是 0',
    },
    places: sorted.slice(0, 10).map((difference) => placeOfCell(report, difference.key)),
    cells: sorted.map((difference) => difference.key),
  }
}
