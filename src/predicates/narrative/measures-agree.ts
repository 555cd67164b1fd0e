import { z } from 'zod'
import type { Claim } from '../../model/annual-report.ts'
import type { Outcome } from '../../model/outcome.ts'
import { placeOfClaim } from '../narrative-table/claims-agree.ts'
import { definePredicate } from '../predicate.ts'
import { quoteWords } from '../quote-words.ts'
import { Pattern, matchesAny } from '../safe-pattern.ts'

/** The same thing counted in two places with two numbers. */
export const measuresAgree = definePredicate({
  name: 'measures-agree',
  options: z.strictObject({
    /** Beginnings of the measures compared. */
    measures: z.array(z.string()).min(1),
    /** Only claims whose own words say that they are the whole. */
    saying: Pattern.optional(),
    names: z.record(z.string(), z.string()),
  }),
  evidence: ['name', 'first', 'second', 'quote', 'other'],
  run: ({ report }, { measures, saying, names }): Outcome[] => {
    const groups = new Map<string, Claim[]>()
    for (const claim of report.claims) {
      if (claim.time !== 'this' || claim.topic !== null || claim.negated || !measures.some((start) => claim.measure.startsWith(start)))
        continue
      if (saying && !matchesAny(claim.span.text.replace(/\s/g, ''), [saying])) continue
      groups.set(claim.measure, [...(groups.get(claim.measure) ?? []), claim])
    }
    const outcomes = [...groups].flatMap(([measure, claims]): Outcome[] => {
      const first = claims[0] as Claim
      const other = claims.find((claim) => claim.quantity.low > first.quantity.high || claim.quantity.high < first.quantity.low)
      // Two numbers of one sentence are told apart by words that we may not know.
      if (!other || (other.sentence.anchor === first.sentence.anchor && other.sentence.start === first.sentence.start)) return []
      const name = Object.entries(names).find(([start]) => measure.startsWith(start))?.[1] ?? ''
      const level = measure.split('/')[2] ?? ''
      return [
        {
          kind: 'fail',
          subject: measure,
          evidence: {
            name: `${level ? `${level}级` : ''}${name}`,
            first: first.quantity.value,
            second: other.quantity.value,
            quote: quoteWords(first.span.text, -30),
            other: quoteWords(other.span.text, -30),
          },
          places: [placeOfClaim(report, first), placeOfClaim(report, other)],
        },
      ]
    })
    return outcomes.length ? outcomes : [{ kind: 'pass' }]
  },
})
