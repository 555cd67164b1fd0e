import type { PartNumber, Passage } from '../../model/annual-report.ts'
import { squeezeText, type Squeezed } from '../../language/squeeze-text.ts'
import { readNumbers, type NumberToken } from './read-numbers.ts'

/** A sentence of a passage, squeezed, with its numbers; what the readers of claims look at. */
export interface Sentence {
  readonly squeezed: Squeezed
  /** Where it begins and ends in the passage's squeezed text. */
  readonly start: number
  readonly end: number
  readonly text: string
  /** Numbers with places within `text`. */
  readonly numbers: readonly NumberToken[]
  readonly part: PartNumber
  readonly item: string
  /** The two sentences before it in the same passage: what “其中” and “申请” go back to. */
  readonly before: string
}

const longest = 20_000
const mostNumbers = 120

/** Splits passages at 。！？ and line ends. Very long ones are cut off: no office writes 20 000 characters in one paragraph. */
export function splitSentences(passages: readonly Passage[]): Sentence[] {
  return passages.flatMap((passage) => {
    const squeezed = squeezeText(passage.anchor, passage.text.slice(0, longest))
    const sentences: Sentence[] = []
    for (const match of squeezed.text.matchAll(/[^。!?]+[。!?]?/g)) {
      const text = match[0]
      if (text.length < 4) continue
      const before = sentences
        .slice(-2)
        .map((sentence) => sentence.text)
        .join('')
      // A sentence with more numbers than this is a table run into the text, or made to be slow.
      const found = /[\d]/.test(text) ? readNumbers(text) : []
      const numbers = found.length > mostNumbers ? [] : found
      sentences.push({
        squeezed,
        start: match.index,
        end: match.index + text.length,
        text,
        numbers,
        part: passage.part,
        item: passage.item ?? '',
        before,
      })
    }
    return sentences
  })
}

/** What stands left of a number back to the number before it (not more than 60 characters), and its own clause. */
export function leftOf(sentence: Sentence, index: number): { left: string; clause: string } {
  const number = sentence.numbers[index]
  const from = index > 0 ? (sentence.numbers[index - 1]?.end ?? 0) : 0
  const left = sentence.text.slice(Math.max(from, (number?.start ?? 0) - 60), number?.start ?? 0)
  const stop = Math.max(left.lastIndexOf(','), left.lastIndexOf(';'), left.lastIndexOf(':'))
  return { left, clause: left.slice(stop + 1) }
}

/** What stands right of a number's unit up to the next stop or number. */
export function rightOf(sentence: Sentence, index: number): string {
  const number = sentence.numbers[index]
  const to = sentence.numbers[index + 1]?.start ?? sentence.text.length
  const right = sentence.text.slice(number?.end ?? 0, Math.min(to, (number?.end ?? 0) + 40))
  const stop = right.search(/[,;。:!?]/)
  return stop < 0 ? right : right.slice(0, stop)
}
