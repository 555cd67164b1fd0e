import { z } from 'zod'
import type { Outcome } from '../../model/outcome.ts'
import { placeOfSpan } from '../place-of-span.ts'
import { definePredicate } from '../predicate.ts'
import { wordsAround } from '../quote-words.ts'
import { bodyLines, joinLines, type TextLine } from '../text-lines.ts'

const pairs = [
  ['（', '）'],
  ['“', '”'],
  ['《', '》'],
  ['【', '】'],
] as const
/** A quotation mark between quotation marks is not to be read. */
const nameOf = (mark: string): string => (mark === '“' ? '左引号' : mark === '”' ? '右引号' : `“${mark}”`)
const fold = (text: string): string => text.replace(/\(/g, '（').replace(/\)/g, '）')
const count = (text: string, char: string): number => text.split(char).length - 1

/** Brackets and quotation marks that are opened are closed again, in the paragraph and in the whole text. */
export const marksBalanced = definePredicate({
  name: 'marks-balanced',
  options: z.strictObject({}),
  evidence: ['written', 'right', 'what', 'sentence', 'count'],
  run: ({ report }) => {
    const all = fold(joinLines(bodyLines(report)))
    if (pairs.every(([open, close]) => count(all, open) === count(all, close))) return [{ kind: 'pass' }]
    const lines = bodyLines(report).map((line) => ({
      line,
      text: fold(line.text).replace(/(^|[。；\s])[\d一二三四五六七八九十]{1,3}）/g, '$1'),
    }))
    const whole = lines.map(({ text }) => text).join('')
    const outcomes = pairs.flatMap(([open, close]): Outcome[] => {
      // Where the numbers agree over the whole text, a quotation only runs over paragraphs.
      if (count(whole, open) === count(whole, close)) return []
      return lines
        .filter(({ text }) => count(text, open) !== count(text, close))
        .slice(0, 3)
        .map(({ line, text }) =>
          fail(
            line,
            count(text, open) > count(text, close)
              ? `${nameOf(open)}没有对应的${nameOf(close)}`
              : `${nameOf(close)}没有对应的${nameOf(open)}`,
            open,
          ),
        )
    })
    return outcomes.length ? outcomes : [{ kind: 'pass' }]
  },
})

function fail(line: TextLine, what: string, mark: string): Outcome {
  const at = Math.max(0, fold(line.text).indexOf(mark))
  const sentence = wordsAround(line.text, at, at + 20, 10)
  return {
    kind: 'fail',
    subject: `marks/${mark}/${sentence.replace(/[\s\d]/g, '').slice(0, 20)}`,
    evidence: { written: sentence, right: '', what, sentence: sentence, count: 1 },
    places: [placeOfSpan(line, sentence)],
  }
}
