import { z } from 'zod'
import { withoutBlanks } from '../../language/fold-characters.ts'
import type { Outcome } from '../../model/outcome.ts'
import { placeOfReading } from '../place-of-span.ts'
import { definePredicate, failAt } from '../predicate.ts'

const Deadline = z.strictObject({ month: z.number().int().min(1).max(12), day: z.number().int().min(1).max(31) })
/** The signature's date: its year, or the day of the year (TP-007; 条例第四十九条). */
export const signatureDate = definePredicate({
  name: 'signature-date',
  options: z.discriminatedUnion('asks', [
    /** The year after the report's, not before the period ends. */
    z.strictObject({ asks: z.literal('year') }),
    /** By the day that the regulation sets for this kind of agency; the other kinds have none. */
    z.strictObject({
      asks: z.literal('deadline'),
      deadlines: z.partialRecord(z.enum(['department', 'office', 'government', 'township']), Deadline),
    }),
  ]),
  evidence: ['date', 'wanted', 'problem', 'year', 'next', 'month', 'day'],
  codes: ({ asks }) => (asks === 'year' ? ['next-year', 'too-early', 'not-next'] : ['by-deadline', 'late']),
  run: ({ report }, options) => {
    const { date } = report.signature
    if (!date || date.value.year === null || report.year === null) return []
    const { year, month, day } = date.value
    const next = report.year + 1
    const fail = (subject: string, wanted: string, problem: string, words: z.infer<typeof Deadline> | object): Outcome =>
      failAt(placeOfReading(date, { part: 7 }), {
        subject: `signature/${subject}`,
        evidence: {
          date: withoutBlanks(date.text),
          wanted: { code: wanted },
          problem: { code: problem },
          year: report.year ?? '',
          next,
          ...words,
        },
      })
    if (options.asks === 'year') {
      if (year === next || year === next + 1) return []
      return [fail('year', 'next-year', year < next ? 'too-early' : 'not-next', {})]
    }
    const { kind } = report.agency
    const deadline = kind === 'unknown' ? undefined : options.deadlines[kind]
    if (year !== next || !deadline || month === null || day === null) return []
    if (month < deadline.month || (month === deadline.month && day <= deadline.day)) return []
    return [fail('deadline', 'by-deadline', 'late', deadline)]
  },
})
