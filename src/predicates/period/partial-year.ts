import { z } from 'zod'
import { AnyPart, placeAround } from '../place.ts'
import { definePredicate, failAt, type Found } from '../predicate.ts'
import { findAll, matchesAny, Pattern } from '../safe-pattern.ts'
import { linesOfParts, sentencesOf, type TextLine, squeezedText } from '../text-lines.ts'

const Options = z.strictObject({
  parts: z.array(AnyPart).min(1),
  /** In a text without blanks: a total of a part of the year that begins with it. Its groups are the year, where it is said, and the words of the part. */
  stretches: z.array(Pattern).min(1),
  /** Fine where the paragraph says this: the whole year stands beside it, something is compared, the office is new. */
  unless: z.array(Pattern).default([]),
})
type Options = z.infer<typeof Options>

/** “1—11月共公开766条”: a total of a part of the year where the year's is asked for (TP-012). */
export const partialYear = definePredicate({
  name: 'partial-year',
  options: Options,
  evidence: ['stretch', 'quote'],
  run: ({ report }, options) => linesOfParts(report, options.parts).flatMap((line) => stretchesIn(line, report.year, options)),
})

function stretchesIn(line: TextLine, year: number | null, { stretches, unless }: Options): Found {
  if (matchesAny(squeezedText(line).text, unless)) return []
  return sentencesOf(line).flatMap((sentence) => {
    const squeezed = squeezedText(sentence)
    return stretches.flatMap((pattern) =>
      findAll(squeezed.text, pattern).flatMap(({ text, start: at, groups: [named, stretch = ''] }): Found => {
        if (named !== undefined && Number(named) !== year) return []
        const { start, end, text: quote } = squeezed.span(at, at + text.length)
        return failAt(placeAround(sentence, start, end, 10), { subject: `partial/${stretch}`, evidence: { stretch, quote } })
      }),
    )
  })
}
