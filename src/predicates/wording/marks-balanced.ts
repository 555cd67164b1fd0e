import { z } from 'zod'
import { NUMERALS } from '../../language/chinese-numerals.ts'
import type { Code } from '../../model/outcome.ts'
import { placeOfSpan } from '../place-of-span.ts'
import { definePredicate, failAt, type Failure } from '../predicate.ts'
import { wordsAround } from '../quote-words.ts'
import { bodyLines, joinLines, type TextLine } from '../text-lines.ts'

const PAIRS = [
  ['（', '）'],
  ['“', '”'],
  ['《', '》'],
  ['【', '】'],
] as const
type Pair = (typeof PAIRS)[number]
/** 1） and 一） number an item; they close nothing. */
const ITEM_NUMBERS = new RegExp(`(^|[。；\\s])[\\d${NUMERALS}]{1,3}）`, 'g')
/** Findings a pair. */
const MOST = 3

interface Line {
  readonly line: TextLine
  readonly text: string
}

/** Brackets and quotation marks that are opened are closed again, in the paragraph and in the whole text. */
export const marksBalanced = definePredicate({
  name: 'marks-balanced',
  options: z.strictObject({}),
  evidence: ['written', 'what', 'sentence', 'mark', 'other'],
  codes: ['mark-alone', 'open-quote-alone', 'close-quote-alone'],
  run: ({ report }) => {
    const all = fold(joinLines(bodyLines(report)))
    if (PAIRS.every((pair) => isBalanced(all, pair))) return []
    const lines = bodyLines(report).map((line) => ({ line, text: fold(line.text).replace(ITEM_NUMBERS, '$1') }))
    const whole = lines.map(({ text }) => text).join('')
    // Where the numbers agree over the whole text, a quotation only runs over paragraphs.
    return PAIRS.filter((pair) => !isBalanced(whole, pair)).flatMap((pair) => faultsOf(lines, pair))
  },
})

const faultsOf = (lines: readonly Line[], pair: Pair): Failure[] =>
  lines
    .filter(({ text }) => !isBalanced(text, pair))
    .slice(0, MOST)
    .map(({ line, text }) => {
      const at = Math.max(0, fold(line.text).indexOf(pair[0]))
      const sentence = wordsAround(line.text, at, at + 20, 10)
      return failAt(placeOfSpan(line, sentence), {
        subject: `marks/${pair[0]}/${sentence.replace(/[\s\d]/g, '').slice(0, 20)}`,
        evidence: { written: sentence, what: problemOf(text, pair), sentence },
      })
    })

/** A quotation mark between quotation marks is not to be read: it is named. */
function problemOf(text: string, [open, close]: Pair): Code {
  const isOpen = count(text, open) > count(text, close)
  if (open === '“') return { code: isOpen ? 'open-quote-alone' : 'close-quote-alone' }
  return { code: 'mark-alone', with: isOpen ? { mark: open, other: close } : { mark: close, other: open } }
}

const fold = (text: string): string => text.replaceAll('(', '（').replaceAll(')', '）')
const count = (text: string, char: string): number => text.split(char).length - 1
const isBalanced = (text: string, [open, close]: Pair): boolean => count(text, open) === count(text, close)
