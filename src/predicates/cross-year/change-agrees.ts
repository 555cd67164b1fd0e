import { z } from 'zod'
import { tableOf } from '../../form/part-name.ts'
import type { AnnualReport, CellKey } from '../../model/annual-report.ts'
import type { CheckContext } from '../../model/outcome.ts'
import { cellLabel, placeOfCell, tableName } from '../place-of-cell.ts'
import { placeOfReading } from '../place-of-span.ts'
import { definePredicate, failAt, type Found, unknown } from '../predicate.ts'
import { quoteWords } from '../quote-words.ts'
import { sumOfCells } from '../tables/sum-of-cells.ts'
import { CellName } from '../../form/form-names.ts'

/** “较上年增加6件” against the figures of both years' tables (CY-005). */
export const changeAgrees = definePredicate({
  name: 'change-agrees',
  options: z.strictObject({
    /** Measure said to have changed, and the cells whose sums may be meant by it, the likeliest first. */
    measures: z.record(z.string(), z.array(z.array(CellName).min(1)).min(1)),
  }),
  evidence: ['said', 'now', 'before', 'change', 'cell', 'by'],
  codes: ['more', 'less'],
  run: ({ report, lastYear }, { measures }) => {
    if (!lastYear) return [unknown('no-year-before')]
    return report.changes.flatMap((change) => {
      const readings = change.measure ? measures[change.measure] : undefined
      return readings ? judge(report, lastYear, change, readings) : []
    })
  },
})

type Change = CheckContext['report']['changes'][number]

function judge(report: AnnualReport, lastYear: AnnualReport, change: Change, readings: readonly (readonly CellKey[])[]): Found {
  const { measure, direction, difference, sentence, part } = change
  if (!difference?.quantity.exact) return []
  const said = direction === 'down' ? -difference.quantity.value : difference.quantity.value
  const tried = readings.flatMap((cells) => {
    const [now, before] = [sumOfCells(report, cells), sumOfCells(lastYear, cells)]
    return now.known && before.known ? [{ cells, now: now.value, before: before.value }] : []
  })
  const [first] = tried
  const key = readings[0]?.[0] ?? ''
  if (!first || tried.length < readings.length)
    return [unknown('cells-unreadable', { table: tableName(report.form, tableOf(key)), count: 1 })]
  if (tried.some(({ now, before }) => now - before === said)) return []
  const { now, before, cells } = first
  return failAt([placeOfReading(sentence, { part }), placeOfCell(report, key)], {
    subject: `change/${measure}`,
    evidence: {
      said: quoteWords(sentence.text, 40),
      now,
      before,
      change: { code: now >= before ? 'more' : 'less', with: { by: Math.abs(now - before) } },
      cell: cellLabel(report, key),
    },
    cells,
  })
}
