import { z } from 'zod'
import type { AnnualReport, Claim } from '../../model/annual-report.ts'
import { placeOfClaim } from '../claims.ts'
import { groupBy } from '../../language/group-by.ts'
import { quoteWords } from '../quote-words.ts'
import { placeOfSpan } from '../place.ts'
import { definePredicate, failAt, type Failure, type Found } from '../predicate.ts'
import { findAll, matchesAny, Pattern } from '../safe-pattern.ts'
import { bodyLines, type Sentence, sentencesIn } from '../text-lines.ts'

const MeasureOptions = z.strictObject({
  /** Beginnings of the measures compared. */
  measures: z.array(z.string()).min(1),
  /** Only claims whose own words say that they are the whole. */
  saying: Pattern.optional(),
  /** What measures are called, by their beginnings. */
  names: z.record(z.string(), z.string()),
})
type MeasureOptions = z.infer<typeof MeasureOptions>

/** The same thing counted in two places with two numbers. */
export const measuresAgree = definePredicate({
  name: 'measures-agree',
  options: MeasureOptions,
  evidence: ['name', 'level', 'first', 'second'],
  codes: ['of-level'],
  run: ({ report }, options) => {
    const compared = report.claims.filter((claim) => isCompared(claim, options))
    const groups = groupBy(compared, ({ measure }) => measure)
    return [...groups.values()].flatMap((claims) => disagreementOf(report, claims, options))
  },
})

/** A clause of which words were not understood may count a part (“共发布21条财政预决算信息”). */
function isCompared({ time, topic, negated, measure, span, unread }: Claim, { measures, saying }: MeasureOptions): boolean {
  if (time !== 'this' || topic !== null || negated || unread?.length || !measures.some((start) => measure.startsWith(start))) return false
  return !saying || matchesAny(span.text.replace(/\s/g, ''), [saying])
}

function disagreementOf(report: AnnualReport, claims: readonly [Claim, ...Claim[]], { names }: MeasureOptions): Found {
  const [first] = claims
  const second = claims.find(({ quantity }) => quantity.low > first.quantity.high || quantity.high < first.quantity.low)
  // Two numbers of one sentence are told apart by words that we may not know.
  if (!second || isSameSentence(first, second)) return []
  const name = Object.entries(names).find(([start]) => first.measure.startsWith(start))?.[1] ?? ''
  const level = first.measure.split('/')[2]
  return failAt([placeOfClaim(report, first), placeOfClaim(report, second)], {
    subject: first.measure,
    evidence: {
      name: level ? { code: 'of-level', with: { level, name } } : name,
      first: first.quantity.value,
      second: second.quantity.value,
    },
  })
}

const isSameSentence = (one: Claim, other: Claim): boolean =>
  one.sentence.anchor === other.sentence.anchor && one.sentence.start === other.sentence.start

const NumberOptions = z.strictObject({
  /** A unit whose number is left out: 收到政府信息公开申请件. */
  gaps: z.array(Pattern).min(1),
  /** An item without number and unit is a gap where a sibling in the sentence has its number: 废止…0件，现行有效的规范性文件。 */
  siblings: z.strictObject({ counted: Pattern, bare: Pattern }),
  /** Words that say how many without a figure: nothing is left out. */
  vague: Pattern,
})
type NumberOptions = z.infer<typeof NumberOptions>

/** A number that was never filled in. */
export const numbersGiven = definePredicate({
  name: 'numbers-given',
  options: NumberOptions,
  evidence: ['quote'],
  run: ({ report }, options) => {
    const lines = bodyLines(report).filter(({ part }) => part !== 0 && part !== 7)
    return sentencesIn(lines).flatMap((sentence) => faultIn(sentence, options))
  },
})

function faultIn(sentence: Sentence, { gaps, siblings, vague }: NumberOptions): Failure[] {
  const { text } = sentence
  const gap =
    gaps.map((pattern) => findAll(text, pattern)[0]).find((found) => found && !matchesAny(found.text, [vague])) ??
    (matchesAny(text, [siblings.counted]) ? findAll(text, siblings.bare)[0] : undefined)
  if (!gap) return []
  const start = sentence.start + gap.start
  return [
    failAt(placeOfSpan(sentence, text, start, start + gap.text.length), { subject: gap.text, evidence: { quote: quoteWords(gap.text) } }),
  ]
}
