import { z } from 'zod'
import { numeralOfPart } from '../../form/part-name.ts'
import { readNumber } from '../../language/chinese-numerals.ts'
import type { Repair } from '../../model/finding.ts'
import type { Section } from '../../model/annual-report.ts'
import { chain, placeName, placeOfSpan } from '../place-of-span.ts'
import { definePredicate, failAt } from '../predicate.ts'

/** The number in front of a level-one heading is that of its part. Headings without any number are left alone (ST-004). */
export const headingNumerals = definePredicate({
  name: 'heading-numerals',
  options: z.strictObject({}),
  evidence: ['written', 'wrong', 'right', 'headings', 'numeral', 'heading'],
  codes: ['should-be'],
  run: ({ report: { sections, form } }) => {
    const seen = new Set<number>()
    // “1.” among headings numbered 一、二、 is an item inside a part that happens to be called like one.
    const numbered = sections.some(({ numeral }) => numeral !== null && !isFigures(numeral))
    const wrong = sections.flatMap((section) => {
      const { part, numeral } = section
      if (part === null || numeral === null || seen.has(part) || (numbered && isFigures(numeral))) return []
      seen.add(part)
      return readNumber(numeral) === part ? [] : [{ ...section, part, numeral, right: numeralOfPart(form, part) }]
    })
    const first = wrong[0]
    if (!first) return []
    const places = wrong.map(({ span }) => placeOfSpan({ anchor: span.anchor, where: placeName('heading') }, span.text))
    return failAt(places, {
      subject: `numeral/${wrong.map(({ part }) => part).join('+')}`,
      evidence: {
        written: `${first.numeral}、${first.heading}`,
        wrong: first.numeral,
        right: first.right,
        headings: chain(
          'also',
          wrong.map(({ numeral, heading, right }) => ({ code: 'should-be', with: { numeral, heading, right } })),
        ),
      },
      repairs: wrong.flatMap(repairOf),
    })
  },
})

const isFigures = (numeral: string): boolean => /^\d+$/.test(numeral)

function repairOf({ span, numeral, right }: Section & { readonly numeral: string; readonly right: string }): Repair[] {
  const start = span.text.indexOf(numeral)
  if (start < 0 || isFigures(numeral)) return []
  const from = span.start + start
  return [{ anchor: span.anchor, start: from, end: from + numeral.length, before: numeral, after: right }]
}
