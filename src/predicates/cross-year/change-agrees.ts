import { z } from 'zod'
import type { Outcome } from '../../model/outcome.ts'
import { cellLabel, placeOfCell } from '../place-of-cell.ts'
import { placeOfSpan } from '../place-of-span.ts'
import { definePredicate } from '../predicate.ts'
import { quoteWords } from '../quote-words.ts'
import { readCount } from '../read-count.ts'
import { CellName } from '../../form/form-names.ts'

const Options = z.strictObject({
  /** Measure said to have changed, and the cells whose sums may be meant by it, the likeliest first. */
  measures: z.record(z.string(), z.array(z.array(CellName).min(1)).min(1)),
})

/** “较上年增加6件” against the figures of both years' tables (CY-005). */
export const changeAgrees = definePredicate({
  name: 'change-agrees',
  options: Options,
  evidence: ['said', 'now', 'before', 'change', 'cell'],
  run: ({ report, lastYear }, { measures }) => {
    if (!lastYear) return [{ kind: 'unknown', reason: { code: 'no-last-year' } }]
    const outcomes: Outcome[] = []
    for (const change of report.changes) {
      const readings = change.measure ? measures[change.measure] : undefined
      if (!readings || !change.difference?.quantity.exact) continue
      const said = (change.direction === 'down' ? -1 : 1) * change.difference.quantity.value
      const tried = readings.map((cells) => {
        const sum = (from: typeof report): number | null =>
          cells.reduce<number | null>((total, key) => {
            const count = readCount(from, key)
            return total === null || !count.known ? null : total + count.value
          }, 0)
        return { cells, now: sum(report), before: sum(lastYear) }
      })
      const first = tried[0]
      if (!first || tried.some(({ now, before }) => now === null || before === null)) {
        outcomes.push({ kind: 'unknown', reason: { code: 'cells-unreadable', with: { table: '表三', count: 1 } } })
        continue
      }
      if (tried.some(({ now, before }) => (now ?? 0) - (before ?? 0) === said)) continue
      const [now, before] = [first.now ?? 0, first.before ?? 0]
      const key = first.cells[0] ?? ''
      outcomes.push({
        kind: 'fail',
        subject: `change/${change.measure}`,
        evidence: {
          said: quoteWords(change.sentence.text, 40),
          now,
          before,
          change: now >= before ? `增加${now - before}` : `减少${before - now}`,
          cell: cellLabel(report, key),
        },
        places: [
          placeOfSpan(
            { anchor: change.sentence.anchor, part: change.part },
            change.sentence.text,
            change.sentence.start,
            change.sentence.end,
          ),
          placeOfCell(report, key),
        ],
        cells: first.cells,
      })
    }
    return outcomes.length ? outcomes : [{ kind: 'pass' }]
  },
})
