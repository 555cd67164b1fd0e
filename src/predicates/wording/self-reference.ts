import { z } from 'zod'
import { placeOfSpan } from '../place-of-span.ts'
import { definePredicate } from '../predicate.ts'
import { wordsAround } from '../quote-words.ts'
import { findAll, Pattern } from '../safe-pattern.ts'
import { bodyLines } from '../text-lines.ts'

const Options = z.strictObject({
  /** For agencies whose name matches, words by which they would not call themselves. */
  kinds: z.array(z.strictObject({ name: Pattern, not: Pattern, unless: z.array(z.string()).default([]) })).min(1),
})

/** 我局 in the report of a street, 我镇 in that of a bureau: left over from another's text. */
export const selfReference = definePredicate({
  name: 'self-reference',
  options: Options,
  evidence: ['own', 'other', 'place'],
  run: ({ report }, { kinds }) => {
    const own = report.title?.agency ?? report.agency.name
    if (!own) return [{ kind: 'unknown', reason: { code: 'no-agency' } }]
    const kind = kinds.find((candidate) => findAll(own, candidate.name).length > 0)
    if (!kind) return [{ kind: 'pass' }]
    for (const line of bodyLines(report))
      for (const found of findAll(line.text, kind.not)) {
        if (kind.unless.some((words) => line.text.includes(words))) continue
        return [
          {
            kind: 'fail',
            subject: `self/${found.text}`,
            severity: 'notice',
            evidence: { own, other: found.text, place: '正文自称' },
            places: [
              placeOfSpan(
                line,
                wordsAround(line.text, found.start, found.start + found.text.length, 14),
                found.start,
                found.start + found.text.length,
              ),
            ],
          },
        ]
      }
    return [{ kind: 'pass' }]
  },
})
