import { countWork } from '../../language/count-work.ts'
import type { WordMeaning } from '../../language/features.ts'
import type { Lexicon } from '../../language/lexicon.ts'
import type { ScannedWord } from '../../language/word-scan.ts'
import type { PartNumber, Passage, SaidNumber, Span } from '../../model/annual-report.ts'
import { squeezeText, type Squeezed } from '../../language/squeeze-text.ts'
import { mayHaveNumbers, readNumbers, type NumberToken } from './read-numbers.ts'

export type Word = ScannedWord<WordMeaning>

/** A sentence of a passage, squeezed, with its numbers; what the readers of claims look at. */
export interface Sentence {
  readonly lexicon: Lexicon
  /** Whether a pattern of the lexicon is found in some words. */
  readonly says: (name: string, words: string) => boolean
  readonly squeezed: Squeezed
  /** Where it begins and ends in the passage's squeezed text. */
  readonly start: number
  readonly end: number
  readonly text: string
  /** Numbers with places within `text`. */
  readonly numbers: readonly NumberToken[]
  /** The known words of the text, in order. Found when first asked for. */
  readonly words: () => readonly Word[]
  readonly part: PartNumber
  /** The heading that it stands under, and that heading's words. */
  readonly item: string
  readonly itemWords: () => readonly Word[]
  /** The two sentences before it in the same passage, the nearer last. */
  readonly before: readonly Sentence[]
}

const LONGEST = 20_000
const MOST_NUMBERS = 120
/**
 * A longer sentence is read in pieces, because every number of it is read with all its words; the longest in a real
 * report has about 400 characters.
 */
const SENTENCE = /[^。!?]{1,4000}[。!?]?/g

/** Splits passages at 。！？ and line ends. Very long ones are cut off: no office writes 20 000 characters in one paragraph. */
export function splitSentences(lexicon: Lexicon, passages: readonly Passage[], agency: string | null): Sentence[] {
  const wordsOf = (text: string): (() => readonly Word[]) => {
    let found: readonly Word[] | null = null
    return () => (found ??= markOwnName(text, agency ?? '', lexicon.scan(text)))
  }
  const says = (name: string, words: string): boolean => lexicon.pattern(name).test(words)
  return passages
    .filter(({ part }) => part !== 7)
    .flatMap((passage) => {
      const squeezed = squeezeText(passage.anchor, passage.text.slice(0, LONGEST))
      const item = passage.item ?? ''
      const itemWords = wordsOf(item)
      const sentences: Sentence[] = []
      for (const match of squeezed.text.matchAll(SENTENCE)) {
        const text = match[0]
        if (text.length < 4) continue
        // A sentence with more numbers than this is a table run into the text, or made to be slow.
        const found = mayHaveNumbers(lexicon, text) ? readNumbers(lexicon, text) : []
        sentences.push({
          lexicon,
          says,
          squeezed,
          start: match.index,
          end: match.index + text.length,
          text,
          numbers: found.length > MOST_NUMBERS ? [] : found,
          words: wordsOf(text),
          part: passage.part,
          item,
          itemWords,
          before: sentences.slice(-2),
        })
      }
      return sentences
    })
}

/** Own names shorter than this may be anything. */
const SHORTEST_NAME = 3
const OWN: WordMeaning = { feature: 'region', value: 'own' }

/** The reporting agency's name, or the end of it (市水利局), is one word that speaks of the agency itself. */
function markOwnName(text: string, agency: string, words: readonly Word[]): readonly Word[] {
  const ending = agency.slice(-SHORTEST_NAME)
  if (ending.length < SHORTEST_NAME || !text.includes(ending)) return words
  const names: Word[] = []
  for (let at = text.indexOf(ending); at >= 0; at = text.indexOf(ending, at + 1)) {
    let length = SHORTEST_NAME
    while (at + SHORTEST_NAME - length > 0 && text[at + SHORTEST_NAME - length - 1] === agency.at(-length - 1)) length++
    names.push({ start: at + SHORTEST_NAME - length, end: at + SHORTEST_NAME, meaning: OWN })
  }
  const taken = new Uint8Array(text.length)
  for (const { start, end } of names) taken.fill(1, start, end)
  countWork(text.length + names.length)
  const others = words.filter(({ start, end }) => !taken.subarray(start, end).includes(1))
  return [...others, ...names].toSorted((a, b) => a.start - b.start)
}

/** A sentence as a finding points at it, with its part. */
export const placeOf = ({ squeezed, start, end, part }: Sentence): { sentence: Span; part: PartNumber } => ({
  sentence: squeezed.span(start, end),
  part,
})

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

/** The number at `index` of a sentence with the words in front that name it. */
export function saidNumber(sentence: Sentence, index: number): SaidNumber {
  const number = sentence.numbers[index]
  if (!number) throw new RangeError(`no number ${index}`)
  const { clause } = leftOf(sentence, index)
  const among = [...clause.matchAll(sentence.lexicon.all('claims/shares/among'))].at(-1)
  const behindAmong = among ? among.index + among[0].length : 0
  const label = clause.slice(Math.max(clause.lastIndexOf('、') + 1, clause.lastIndexOf('(') + 1, behindAmong))
  const from = sentence.start + number.start - Math.min(label.length, 30)
  return { label, quantity: number.quantity, unit: number.unit, span: sentence.squeezed.span(from, sentence.start + number.end) }
}
