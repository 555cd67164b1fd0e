import { z } from 'zod'
import { readNumber } from '../../language/chinese-numerals.ts'
import type { AnnualReport, Passage } from '../../model/annual-report.ts'
import { quoteWords } from '../quote-words.ts'
import { Part, partName, placeName, placeOfSpan } from '../place.ts'
import { definePredicate, failAt } from '../predicate.ts'
import { findAll, Pattern } from '../safe-pattern.ts'
import { bodyOfPart } from '../text-lines.ts'

/** Characters of an item that are quoted. */
const QUOTED = 18

interface Item {
  readonly passage: Passage
  readonly numeral: string
}

/** Items inside a part with the numbers of the parts themselves (“二、主动公开” within part one): the number stands for two things (ST-004). */
export const itemNumerals = definePredicate({
  name: 'item-numerals',
  options: z.strictObject({
    part: Part,
    /** The number at the beginning of an item; the first group is the numeral. */
    mark: Pattern,
    /** How the first item should be numbered. */
    right: z.string(),
    /** One alone may be a line that conversion put there. */
    atLeast: z.number().int().default(2),
  }),
  evidence: ['written', 'wrong', 'right', 'headings', 'part', 'first', 'count'],
  codes: ['numbered-as-parts'],
  run: ({ report }, { part, mark, right, atLeast }) => {
    const used = numeralsOfParts(report)
    const items = bodyOfPart(report, part).flatMap((passage): Item[] => {
      const numeral = findAll(passage.text.slice(0, 60), mark)[0]?.groups[0]
      return numeral ? [{ passage, numeral }] : []
    })
    const [first] = items
    if (!first || items.filter(({ numeral }) => used.has(readNumber(numeral))).length < atLeast) return []
    const written = quoteWords(first.passage.text.trim(), QUOTED)
    return failAt(
      items.map(({ passage }) => placeOfSpan({ anchor: passage.anchor, where: placeName('heading') }, passage.text)),
      {
        subject: `items/${part}`,
        evidence: {
          written,
          wrong: first.numeral,
          right,
          headings: { code: 'numbered-as-parts', with: { part: partName(part), first: written, count: items.length } },
        },
      },
    )
  },
})

/** The numbers in Chinese figures of the official parts behind the first. */
function numeralsOfParts({ sections }: AnnualReport): ReadonlySet<number | null> {
  const numerals = sections.flatMap(({ part, numeral }) => (part !== null && numeral !== null && !/\d/.test(numeral) ? [numeral] : []))
  return new Set(numerals.map(readNumber))
}
