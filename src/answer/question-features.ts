import { createFolder, createSegmenter } from './fold-words.ts'
import type { Lexicon } from './knowledge.ts'
import { bareText, normaliseQuestion } from './normalise-question.ts'
import { createReadings } from './pinyin-readings.ts'

/** What texts are compared by: words of one meaning folded, characters and pairs of them, syllables and pairs of them. */
export const CHANNELS = ['words', 'characters', 'syllables'] as const
export type Channel = (typeof CHANNELS)[number]

/** Numbers of the units of a text, each once; -1 is a unit that no known text has. */
export type Units = Readonly<Record<Channel, readonly number[]>>

export interface FeatureReader {
  /** Units of the texts given at the start, in their order. */
  readonly texts: readonly Units[]
  /** How many units each channel has. */
  readonly sizes: Readonly<Record<Channel, number>>
  read(question: string): Units
  /** Units of a question typed in pinyin (only syllables); null where it is none. */
  readPinyin(question: string): Units | null
}

/** Reads all known texts once and keeps their units as numbers. */
export function createFeatureReader(lexicon: Lexicon, texts: readonly string[]): FeatureReader {
  const fold = createFolder(lexicon)
  const segment = createSegmenter(lexicon)
  const bare = texts.map((text) => bareText(normaliseQuestion(text)))
  const readings = createReadings(lexicon, bare.join(''))
  const numbers = { words: new Map<string, number>(), characters: new Map<string, number>(), syllables: new Map<string, number>() }
  const number = (channel: Channel, units: readonly string[], learning: boolean): number[] => {
    const known = numbers[channel]
    const found = units.map((unit) => {
      const at = known.get(unit)
      if (at !== undefined || !learning) return at ?? -1
      known.set(unit, known.size)
      return known.size - 1
    })
    return found.filter((unit, at) => unit === -1 || found.indexOf(unit) === at)
  }
  const readAll = (all: readonly string[], learning: boolean): Units[] => {
    const words = segment(all.map(fold))
    return all.map((text, at) => ({
      words: number('words', words[at] as string[], learning),
      characters: number('characters', withPairs([...text]), learning),
      syllables: number('syllables', withPairs(readings.syllables(text)), learning),
    }))
  }
  const learnt = readAll(bare, true)
  return {
    texts: learnt,
    sizes: { words: numbers.words.size, characters: numbers.characters.size, syllables: numbers.syllables.size },
    read: (question) => readAll([bareText(normaliseQuestion(question))], false)[0] as Units,
    readPinyin(question) {
      const cut = readings.cut(normaliseQuestion(question))
      return cut && { words: [], characters: [], syllables: number('syllables', withPairs(cut), false) }
    },
  }
}

function withPairs(units: readonly string[]): string[] {
  const found = [...units]
  for (let at = 1; at < units.length; at++) found.push(`${units[at - 1]} ${units[at]}`)
  return found
}
