import { z } from 'zod'
import { maskDigits } from '../mask-digits.ts'
import { placeOfSpan } from '../place-of-span.ts'
import { definePredicate, failAt, type Failure } from '../predicate.ts'
import { findAll, matchesAny, Pattern } from '../safe-pattern.ts'
import { bodyLines, sentencesIn, type Sentence } from '../text-lines.ts'

const Options = z.strictObject({
  /** A unit whose number is left out: 收到政府信息公开申请件. */
  gaps: z.array(Pattern).min(1),
  /** An item without number and unit is a gap where a sibling in the sentence has its number: 废止…0件，现行有效的规范性文件。 */
  siblings: z.strictObject({ counted: Pattern, bare: Pattern }),
  /** Words that say how many without a figure: nothing is left out. */
  vague: Pattern,
})
type Options = z.infer<typeof Options>

/** A number that was never filled in. */
export const numbersGiven = definePredicate({
  name: 'numbers-given',
  options: Options,
  evidence: ['quote'],
  run: ({ report }, options) => {
    const lines = bodyLines(report).filter(({ part }) => part !== 0 && part !== 7)
    return sentencesIn(lines).flatMap((sentence) => faultIn(sentence, options))
  },
})

function faultIn(sentence: Sentence, { gaps, siblings, vague }: Options): Failure[] {
  const { text } = sentence
  const gap =
    gaps.map((pattern) => findAll(text, pattern)[0]).find((found) => found && !matchesAny(found.text, [vague])) ??
    (matchesAny(text, [siblings.counted]) ? findAll(text, siblings.bare)[0] : undefined)
  if (!gap) return []
  const start = sentence.start + gap.start
  return [
    failAt(placeOfSpan(sentence, text, start, start + gap.text.length), { subject: gap.text, evidence: { quote: maskDigits(gap.text) } }),
  ]
}
