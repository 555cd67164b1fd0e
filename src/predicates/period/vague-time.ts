import { z } from 'zod'
import type { Outcome } from '../../model/outcome.ts'
import { maskDigits } from '../mask-digits.ts'
import { placeOfSpan } from '../place-of-span.ts'
import { definePredicate } from '../predicate.ts'
import { quoteWords, wordsAround } from '../quote-words.ts'
import { bodyLines, sentencesOf } from '../text-lines.ts'

/** “截至目前” and the like in front of a number, where the period should be said. */
export const vagueTime = definePredicate({
  name: 'vague-time',
  options: z.strictObject({ words: z.array(z.string()).min(1) }),
  evidence: ['word', 'quote'],
  run: ({ report }, { words }): Outcome[] => {
    const outcomes = bodyLines(report).flatMap((line) =>
      line.part === 0 || line.part === 7
        ? []
        : sentencesOf(line).flatMap((sentence): Outcome[] => {
            const word = words.find((candidate) => sentence.text.includes(candidate))
            if (!word) return []
            const at = sentence.text.indexOf(word)
            if (!/\d/.test(sentence.text.slice(at, at + 60))) return []
            return [
              {
                kind: 'fail',
                subject: `${word}/${sentence.text.slice(at + word.length, at + word.length + 10)}`,
                evidence: { word, quote: quoteWords(maskDigits(sentence.text).slice(at), 40) },
                places: [
                  placeOfSpan(
                    line,
                    wordsAround(sentence.text, at, at + word.length, 25),
                    sentence.start + at,
                    sentence.start + at + word.length,
                  ),
                ],
              },
            ]
          }),
    )
    return outcomes.length ? outcomes : [{ kind: 'pass' }]
  },
})
