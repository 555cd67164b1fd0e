import { z } from 'zod'
import { placeAround } from '../place.ts'
import { definePredicate, failAt, unknown } from '../predicate.ts'
import { findAll, matchesAny, Pattern } from '../safe-pattern.ts'
import { bodyLines } from '../text-lines.ts'
import { unquotedLines } from './unquoted-lines.ts'

const Options = z.strictObject({
  congresses: z
    .array(
      z.strictObject({
        /** Its spirit spoken of; and what names a later congress, or its central committee, anywhere. */
        match: Pattern,
        later: Pattern,
        name: z.string(),
        next: z.string(),
        /** First and last year of the reports in which the later one goes without saying. */
        validFrom: z.number().int(),
        validUntil: z.number().int().optional(),
      }),
    )
    .min(1),
})

/** Only a congress of the party that a later one has followed is named (PL-003). Source: RULES-2.md, N2. */
export const congressCurrent = definePredicate({
  name: 'congress-current',
  options: Options,
  evidence: ['written', 'name', 'next'],
  run: ({ report }, { congresses }) => {
    const { year } = report
    return congresses.flatMap(({ match, later, name, next, validFrom, validUntil = Infinity }) => {
      if (year !== null && (year < validFrom || year > validUntil)) return []
      const found = unquotedLines(report).flatMap((one) => findAll(one.text, match).map((hit) => ({ ...one, ...hit })))
      const [first] = found
      if (!first || bodyLines(report).some(({ text }) => matchesAny(text, [later]))) return []
      if (year === null) return unknown('no-year')
      const places = found.map(({ line, span, start, text }) => {
        const { start: from, end: to } = span(start, start + text.length)
        return placeAround(line, from, to, 15)
      })
      return failAt(places, { subject: `congress/${name}`, evidence: { written: first.text, name, next } })
    })
  },
})
