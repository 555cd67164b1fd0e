import { z } from 'zod'
import { withoutBlanks } from '../../language/fold-characters.ts'
import { partName, placeOfPart } from '../place-of-span.ts'
import { definePredicate, failAt, type Found, unknown } from '../predicate.ts'
import { bodyOfPart, joinLines } from '../text-lines.ts'

/** Items that the chosen local profile wants in a part, told by any of their words (ST-011). */
export const requiredItems = definePredicate({
  name: 'required-items',
  options: z.strictObject({}),
  evidence: ['item', 'profile', 'part', 'problem'],
  codes: ['item-missing'],
  run: ({ report, profile }) => {
    if (!profile) return [unknown('no-profile')]
    const outcomes = profile.requiredItems.flatMap(({ part, title, words }): Found => {
      const text = withoutBlanks(joinLines(bodyOfPart(report, part)))
      if (!text || words.some((word) => text.includes(withoutBlanks(word)))) return []
      return failAt(placeOfPart(report, part), {
        subject: `item/${part}/${title}`,
        evidence: { item: title, profile: profile.title, part: partName(part), problem: { code: 'item-missing' } },
      })
    })
    return outcomes
  },
})
