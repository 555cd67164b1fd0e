import { z } from 'zod'
import { placeAround } from '../place-of-span.ts'
import { definePredicate, failAt, unknown } from '../predicate.ts'
import { findAll, matchesAny, Pattern } from '../safe-pattern.ts'
import { bodyLines } from '../text-lines.ts'

/** 我局 in the report of a street, 我镇 in that of a bureau: left over from another's text. */
export const selfReference = definePredicate({
  name: 'self-reference',
  options: z.strictObject({
    /** For agencies whose name matches, words by which they would not call themselves. */
    kinds: z.array(z.strictObject({ name: Pattern, not: Pattern })).min(1),
  }),
  evidence: ['own', 'other', 'place'],
  codes: ['as-self'],
  run: ({ report }, { kinds }) => {
    const own = report.title?.agency ?? report.agency.name
    if (!own) return [unknown('no-agency')]
    const kind = kinds.find(({ name }) => matchesAny(own, [name]))
    if (!kind) return []
    for (const line of bodyLines(report)) {
      const [found] = findAll(line.text, kind.not)
      if (!found) continue
      return failAt(placeAround(line, found.start, found.start + found.text.length, 14), {
        subject: `self/${found.text}`,
        severity: 'notice',
        evidence: { own, other: found.text, place: { code: 'as-self' } },
      })
    }
    return []
  },
})
