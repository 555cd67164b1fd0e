import { z } from 'zod'
import { withoutBlanks } from '../../language/fold-characters.ts'
import type { Lexicon } from '../../language/lexicon.ts'
import type { AnnualReport, Passage } from '../../model/annual-report.ts'
import type { Profile } from '../../model/rule.ts'
import { partName, placeOfPart } from '../place.ts'
import { definePredicate, failAt, type Found, unknown } from '../predicate.ts'
import { bodyOfPart, joinLines, sentencesIn } from '../text-lines.ts'

type Item = Profile['requiredItems'][number]

/** Items that the chosen local profile wants in a part (ST-011). */
export const requiredItems = definePredicate({
  name: 'required-items',
  options: z.strictObject({}),
  evidence: ['item', 'profile', 'part', 'problem'],
  codes: ['item-missing', 'item-uncounted'],
  run: ({ report, profile, reference }) => {
    if (!profile) return [unknown('no-profile')]
    return profile.requiredItems.flatMap((item): Found => {
      const body = bodyOfPart(report, item.part)
      if (!isAsked(item, report) || !withoutBlanks(joinLines(body))) return []
      const code = lacks(item, body, reference.lexicon)
      if (code === null) return []
      const { part, title } = item
      return failAt(placeOfPart(report, part), {
        subject: `item/${part}/${title}`,
        evidence: { item: title, profile: profile.title, part: partName(part), problem: { code } },
      })
    })
  },
})

/** An agency whose kind or name is not known is not asked for what only some have to report. */
function isAsked({ agencies, names }: Item, { agency }: AnnualReport): boolean {
  const name = agency.name === null ? null : withoutBlanks(agency.name)
  if (names && !names.some((one) => name?.endsWith(one))) return false
  return !agencies || agencies.includes(agency.kind)
}

/** What a part lacks of an item: any of its words, or how many beside them; null where nothing. */
function lacks({ words, counted }: Item, body: readonly Passage[], lexicon: Lexicon): 'item-missing' | 'item-uncounted' | null {
  const wanted = words.map(withoutBlanks)
  const has = (text: string): boolean => wanted.some((word) => text.includes(word))
  if (!has(withoutBlanks(joinLines(body)))) return 'item-missing'
  if (!counted) return null
  const count = lexicon.pattern('predicates/items/counted')
  const none = lexicon.pattern('predicates/items/none')
  const isCounted = sentencesIn(body).some(({ text }) => has(withoutBlanks(text)) && (count.test(text) || none.test(text)))
  return isCounted ? null : 'item-uncounted'
}
