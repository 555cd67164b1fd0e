import { z } from 'zod'
import { placeOfSpan } from '../place-of-span.ts'
import { definePredicate, failAt, type Failure } from '../predicate.ts'
import { matchesAny, Pattern } from '../safe-pattern.ts'
import { allLines, type TextLine } from '../text-lines.ts'
import { foldFigures, hideMobile } from './private-numbers.ts'

const MOBILE = /(?<![A-Za-z0-9.])1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![A-Za-z0-9])/g

const Options = z.strictObject({
  /** A sentence with one of these words in front of the number gives the office's own contact. */
  ownContact: z.array(Pattern).min(1),
  /** Words that make it a person's whatever else is said. */
  person: z.array(Pattern).default([]),
  /** Words right in front of a number in groups; without them its figures are those of a flattened table. */
  beforeGroups: Pattern,
})
type Options = z.infer<typeof Options>

/** Mobile numbers outside the office's own contact details; shown masked (PS-002). */
export const mobileNumbers = definePredicate({
  name: 'mobile-numbers',
  options: Options,
  evidence: ['masked'],
  run: ({ report }, options) => allLines(report).flatMap((line) => numbersIn(line, options)),
})

function numbersIn(line: TextLine, { ownContact, person, beforeGroups }: Options): Failure[] {
  const text = foldFigures(line.text)
  return [...text.matchAll(MOBILE)].flatMap(({ 0: number, index }): Failure[] => {
    const before = text.slice(Math.max(0, index - 120), index)
    if (number.includes(' ') && !matchesAny(before.slice(-12), [beforeGroups])) return []
    const sentence = before.slice(before.lastIndexOf('。') + 1)
    if (matchesAny(sentence, ownContact) && !matchesAny(sentence, person)) return []
    const masked = hideMobile(number.replace(/[ -]/g, ''))
    return [failAt(placeOfSpan(line, masked, index, index + number.length), { subject: `mobile/${masked}`, evidence: { masked } })]
  })
}
