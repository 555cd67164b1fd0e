import { z } from 'zod'
import { placeAround } from '../place.ts'
import { definePredicate, failAt, type Found } from '../predicate.ts'
import { findAll, matchesAny, Pattern } from '../safe-pattern.ts'
import { bodyLines, type Sentence, sentencesIn, squeezedText } from '../text-lines.ts'

const Options = z.strictObject({
  averages: z
    .array(
      z.strictObject({
        /** In a text without blanks: a total and its average. Its groups are `total`, `unit`, `average`, and `by` where the text says by how many. */
        match: Pattern,
        /** By what the total may be divided where the text does not say: months, days, working days. */
        by: z.array(z.number().positive()).default([]),
      }),
    )
    .min(1),
  /** Fine where the sentence says this: a part of the year, a loose number. */
  unless: z.array(Pattern).default([]),
  /** An average may be off by this share of itself, and by less than one. */
  loose: z.number().default(0.05),
})
type Options = z.infer<typeof Options>

const ROUND = 10

/** “全年公开2400条，月均300条”: an average that its own total does not give (NI-008). */
export const averagesCorrect = definePredicate({
  name: 'averages-correct',
  options: Options,
  evidence: ['total', 'average', 'unit', 'right', 'by'],
  run: ({ report }, options) =>
    sentencesIn(bodyLines(report)).flatMap((sentence) => (/\p{N}/u.test(sentence.text) ? averagesIn(sentence, options) : [])),
})

function averagesIn(sentence: Sentence, { averages, unless, loose }: Options): Found {
  const squeezed = squeezedText(sentence)
  return averages.flatMap(({ match, by }) =>
    findAll(squeezed.text, match).flatMap((found): Found => {
      const [count, total, unit, average] = readGroups(found.text, match)
      const divisors = count === undefined ? by : [figure(count)]
      const said = figure(average)
      const rights = divisors.filter((divisor) => divisor > 0).map((divisor) => figure(total) / divisor)
      // A round number, or an average over days of work that are not said, may be off by more.
      const isLoose = divisors.length > 1 || said % ROUND === 0
      const isNear = (right: number): boolean => Math.abs(right - said) < 1 || (isLoose && Math.abs(right - said) <= loose * right)
      const [right] = rights
      if (right === undefined || rights.some(isNear) || matchesAny(squeezed.text, unless)) return []
      const { start, end } = squeezed.span(found.start, found.start + found.text.length)
      return failAt(placeAround(sentence, start, end, 10), {
        subject: `average/${found.text}`,
        evidence: { total: figure(total), average: said, unit: unit ?? '', right: Math.round(right * 10) / 10, by: divisors[0] ?? '' },
      })
    }),
  )
}

const figure = (text: string | undefined): number => Number((text ?? '').replaceAll(',', ''))

/** The named groups of one match. */
function readGroups(text: string, pattern: RegExp): readonly (string | undefined)[] {
  const groups = new RegExp(pattern.source, 'u').exec(text)?.groups ?? {}
  return [groups.by, groups.total, groups.unit, groups.average]
}
