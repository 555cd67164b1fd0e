import { createFolder, createSegmenter } from './fold-words.ts'
import type { Lexicon } from './knowledge.ts'
import { bareText, normaliseQuestion } from './normalise-question.ts'
import { createReadings } from './pinyin-readings.ts'
import { createUnitNumbers, withPairs } from './unit-numbers.ts'

/** What texts are compared by: words of one meaning folded; characters and pairs of them. */
export const CHANNELS = ['words', 'characters'] as const
export type Channel = (typeof CHANNELS)[number]

/** Numbers of the units of a text, each once; -1 is a unit that no known text has. */
export type Units = Readonly<Record<Channel, readonly number[]>>

export interface FeatureReader {
  /** Units of the texts given at the start, in their order. */
  readonly texts: readonly Units[]
  /** How many units each channel has. */
  readonly sizes: Readonly<Record<Channel, number>>
  read(question: string): Units
  /** Syllables and pairs of them of the texts given at the start; read when first asked for, as few type pinyin. */
  syllables(): { readonly texts: readonly (readonly number[])[]; readonly size: number }
  /** Syllables of a question typed in pinyin, and the terms heard in it; null where it is none. */
  readPinyin(question: string): { readonly syllables: readonly number[]; readonly mended: string } | null
  /** The question with our own terms where a word sounds like one of them (列平横). */
  mend(question: string): string
}

/** Reads all known texts once and keeps their units as numbers. */
export function createFeatureReader(lexicon: Lexicon, texts: readonly string[]): FeatureReader {
  const fold = createFolder(lexicon)
  const segment = createSegmenter(lexicon)
  const bare = texts.map((text) => bareText(normaliseQuestion(text)))
  const readings = createReadings(lexicon, bare.join(''))
  const words = createUnitNumbers<string>()
  const characters = createUnitNumbers<number>()
  const pairs = createUnitNumbers<number>()
  const syllableNumbers = new Map<string, number>()
  const numberOf = (syllable: string): number => {
    const known = syllableNumbers.get(syllable)
    if (known !== undefined) return known
    syllableNumbers.set(syllable, syllableNumbers.size)
    return syllableNumbers.size - 1
  }
  const readAll = (all: readonly string[], learning: boolean): Units[] => {
    const cut = segment(all.map(fold))
    return all.map((text, at) => ({
      words: words.take(cut[at] as string[], learning),
      characters: characters.take(withPairs(Array.from(text, codeOf)), learning),
    }))
  }
  const learnt = readAll(bare, true)
  let spelt: number[][] | undefined
  const spellAll = (): number[][] => (spelt ??= bare.map((text) => pairs.take(withPairs(readings.syllables(text).map(numberOf)), true)))
  return {
    texts: learnt,
    sizes: { words: words.size, characters: characters.size },
    syllables: () => ({ texts: spellAll(), size: pairs.size }),
    read: (question) => readAll([bareText(normaliseQuestion(question))], false)[0] as Units,
    readPinyin(question) {
      const cut = readings.cut(normaliseQuestion(question))
      if (!cut) return null
      spellAll()
      return { syllables: pairs.take(withPairs(cut.map(numberOf)), false), mended: readings.mend(cut, 2) }
    },
    // A word of two characters has too many that sound like it.
    mend: (question) => {
      const normal = normaliseQuestion(question)
      return lexicon.asWritten.some((word) => normal.includes(word)) ? normal : readings.mend([...normal], 3)
    },
  }
}

function codeOf(character: string): number {
  return character.codePointAt(0) as number
}
