import { z } from 'zod'
import { placeAround } from '../place.ts'
import { definePredicate, failAt, type Found, unknown } from '../predicate.ts'
import { findAll, matchesAny, Pattern } from '../safe-pattern.ts'
import { linesOfParts, type Sentence, sentencesIn, squeezedText } from '../text-lines.ts'

const Options = z.strictObject({
  /** A request received on a day that is said to be within the time for answering: year (may be missing), month, day. */
  open: Pattern,
  /** Fine where the sentence says this: the time stood still, or was another's. */
  unless: Pattern,
  /** From this month on the time, once extended, may run beyond the year. */
  from: z.number().int().min(1).max(12),
})
type Options = z.infer<typeof Options>

/** “6月22日收到，尚在答复期内” at the end of the year: 20 working days and 20 more are long over (TP-014). Source: 条例第三十三条. */
export const stillInTime = definePredicate({
  name: 'still-in-time',
  options: Options,
  evidence: ['day', 'quote'],
  run: ({ report }, options) => {
    const { year } = report
    if (year === null) return [unknown('no-year')]
    return sentencesIn(linesOfParts(report, [1, 3, 6])).flatMap((sentence) => overdueIn(sentence, year, options))
  },
})

function overdueIn(sentence: Sentence, year: number, { open, unless, from }: Options): Found {
  const squeezed = squeezedText(sentence)
  return findAll(squeezed.text, open).flatMap(({ text, start, groups: [named, month = '', day = ''] }): Found => {
    if ((named !== undefined && Number(named) !== year) || Number(month) >= from || matchesAny(squeezed.text, [unless])) return []
    const { start: at, end, text: quote } = squeezed.span(start, start + text.length)
    return failAt(placeAround(sentence, at, end, 10), { subject: `open/${month}-${day}`, evidence: { day: `${month}/${day}`, quote } })
  })
}
