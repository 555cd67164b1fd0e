import { z } from 'zod'
import { maskDigits } from '../mask-digits.ts'
import { placeAround } from '../place-of-span.ts'
import { definePredicate, failAt, type Found } from '../predicate.ts'
import { quoteWords } from '../quote-words.ts'
import { bodyLines, sentencesOf, type Sentence } from '../text-lines.ts'

/** “截至目前” and the like in front of a number, where the period should be said (TP-008). */
export const vagueTime = definePredicate({
  name: 'vague-time',
  options: z.strictObject({ words: z.array(z.string()).min(1) }),
  evidence: ['word', 'quote'],
  run: ({ report }, { words }) => {
    const sentences = bodyLines(report).flatMap((line) => (line.part === 0 || line.part === 7 ? [] : sentencesOf(line)))
    return sentences.flatMap((sentence) => judge(sentence, words))
  },
})

function judge(sentence: Sentence, words: readonly string[]): Found {
  const { text } = sentence
  const word = words.find((candidate) => text.includes(candidate))
  if (!word) return []
  const at = text.indexOf(word)
  const end = at + word.length
  if (!/\d/.test(text.slice(at, at + 60))) return []
  return failAt(placeAround(sentence, at, end, 25), {
    subject: `${word}/${text.slice(end, end + 10)}`,
    evidence: { word, quote: quoteWords(maskDigits(text).slice(at), 40) },
  })
}
