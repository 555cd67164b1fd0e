import { z } from 'zod'
import type { AnnualReport } from '../../model/annual-report.ts'
import { AnyPart, placeOfSpan } from '../place.ts'
import { definePredicate, failAt, type Found, unknown } from '../predicate.ts'
import { quoteWords } from '../quote-words.ts'
import { findAll, matchesAny, Pattern } from '../safe-pattern.ts'
import { linesOfParts, type Sentence, sentencesIn } from '../text-lines.ts'

const Options = z.strictObject({
  parts: z.array(AnyPart).min(1),
  /** A year ($1). */
  year: Pattern,
  /** What follows a year where the sentence tells a plan for it. */
  plans: Pattern,
  /** In front of the year or as the heading above: what follows is a plan, told by `follows` as well. */
  behind: Pattern,
  follows: Pattern,
  /** Words of the sentence for which it is none: 将 in the sense of 把, another's words, what was done. */
  unless: Pattern,
  /** Names and quotations, which are not looked into. */
  quoted: Pattern,
})
type Options = z.infer<typeof Options>

/** The longest stretch of words before a year that stands at the head of a sentence. */
const LONGEST_HEAD = 14

/**
 * A plan for the year that the report is of (“2024年，我局将继续……” in the report of 2024), which has passed when the
 * report appears. Only what is surely a plan (TP-010). Source: RULES-2.md, N15.
 */
export const planForPastYear = definePredicate({
  name: 'plan-for-past-year',
  options: Options,
  evidence: ['year', 'next', 'quote'],
  run: ({ report }, options) => {
    const { year } = report
    if (year === null) return [unknown('no-year')]
    if (isDoubted(report, year)) return []
    return sentencesIn(linesOfParts(report, options.parts)).flatMap((sentence) => planIn(sentence, year, options))
  },
})

/** Where the period is of another year, either may be the wrong one, which is told elsewhere (TP-002). */
const isDoubted = ({ periods }: AnnualReport, year: number): boolean =>
  periods.some(({ damaged, start }) => damaged || (start !== null && start.year !== year))

function planIn(sentence: Sentence, year: number, options: Options): Found {
  const text = findAll(sentence.text, options.quoted).reduce(
    (shown, { start, text: { length } }) => shown.slice(0, start) + ' '.repeat(length) + shown.slice(start + length),
    sentence.text,
  )
  const years = findAll(text, options.year)
  const named = years.find(({ groups }) => Number(groups[0]) === year)
  // A sentence that also names a later year may set the two against each other.
  if (!named || years.some(({ groups }) => Number(groups[0]) > year) || matchesAny(text, [options.unless])) return []
  const before = text.slice(0, named.start)
  const after = text.slice(named.start + named.text.length)
  const isBehind = matchesAny(`${sentence.item ?? ''}\n${before}`, [options.behind])
  if (before.trim().length > LONGEST_HEAD || !(matchesAny(after, [options.plans]) || (isBehind && matchesAny(after, [options.follows]))))
    return []
  const start = sentence.start + named.start
  return failAt(placeOfSpan(sentence, sentence.text, start, start + named.text.length), {
    subject: `plan/${after.slice(0, 16)}`,
    evidence: { year, next: year + 1, quote: quoteWords(sentence.text.slice(named.start), 40) },
  })
}
