import { z } from 'zod'
import type { AnnualReport, Claim } from '../../model/annual-report.ts'
import { placeOfClaim } from '../claims.ts'
import { groupBy } from '../group-by.ts'
import { definePredicate, failAt, type Found } from '../predicate.ts'
import { matchesAny, Pattern } from '../safe-pattern.ts'

const Options = z.strictObject({
  /** Beginnings of the measures compared. */
  measures: z.array(z.string()).min(1),
  /** Only claims whose own words say that they are the whole. */
  saying: Pattern.optional(),
  /** What measures are called, by their beginnings. */
  names: z.record(z.string(), z.string()),
})
type Options = z.infer<typeof Options>

/** The same thing counted in two places with two numbers. */
export const measuresAgree = definePredicate({
  name: 'measures-agree',
  options: Options,
  evidence: ['name', 'level', 'first', 'second'],
  codes: ['of-level'],
  run: ({ report }, options) => {
    const compared = report.claims.filter((claim) => isCompared(claim, options))
    const groups = groupBy(compared, ({ measure }) => measure)
    return [...groups.values()].flatMap((claims) => disagreementOf(report, claims, options))
  },
})

function isCompared({ time, topic, negated, measure, span }: Claim, { measures, saying }: Options): boolean {
  if (time !== 'this' || topic !== null || negated || !measures.some((start) => measure.startsWith(start))) return false
  return !saying || matchesAny(span.text.replace(/\s/g, ''), [saying])
}

function disagreementOf(report: AnnualReport, claims: readonly [Claim, ...Claim[]], { names }: Options): Found {
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
