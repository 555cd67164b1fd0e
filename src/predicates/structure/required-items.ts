import { z } from 'zod'
import type { Outcome } from '../../model/outcome.ts'
import { partName, placeOfPart } from '../place-of-span.ts'
import { definePredicate } from '../predicate.ts'
import { bodyOfPart } from '../text-lines.ts'

const fold = (text: string): string => text.replace(/\s/g, '')

/** Items that the chosen local profile wants in a part, told by any of their words (ST-011). */
export const requiredItems = definePredicate({
  name: 'required-items',
  options: z.strictObject({}),
  evidence: ['item', 'profile', 'part', 'problem'],
  codes: ['item-missing'],
  run: ({ report, profile }) => {
    if (!profile) return [{ kind: 'unknown', reason: { code: 'no-profile' } }]
    const outcomes = profile.requiredItems.flatMap(({ part, title, words }): Outcome[] => {
      const text = fold(
        bodyOfPart(report, part)
          .map((passage) => passage.text)
          .join('\n'),
      )
      if (!text || words.some((word) => text.includes(fold(word)))) return []
      return [
        {
          kind: 'fail',
          subject: `item/${part}/${title}`,
          evidence: {
            item: title,
            profile: profile.title,
            part: partName(part as 6),
            problem: { code: 'item-missing' },
          },
          places: [placeOfPart(report, part as 6)],
        },
      ]
    })
    return outcomes.length ? outcomes : [{ kind: 'pass' }]
  },
})
