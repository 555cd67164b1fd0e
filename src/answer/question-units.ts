import { createFolder, createSegmenter } from './fold-words.ts'
import type { Lexicon } from '../language/lexicon.ts'
import type { Vocabulary } from './knowledge.ts'
import { bareText, normaliseQuestion } from './normalise-question.ts'
import { createReadings } from './pinyin-readings.ts'
import type { QuestionIndex } from './question-index.ts'
import { keysWithPairs, placeOf, UNKNOWN } from './unit-keys.ts'

/** A question's units by their place in the index; UNKNOWN for a unit that no phrasing has. */
interface Units {
  /** Words of one meaning are one word. */
  readonly words: readonly number[]
  /** Characters and pairs of neighbours. */
  readonly characters: readonly number[]
}

export interface UnitReader {
  read(question: string): Units
  /** Syllables and pairs of a question typed in pinyin, and the terms recognised in it; null if it is not pinyin. */
  readPinyin(question: string): { readonly syllables: readonly number[]; readonly mended: string } | null
  /** The question with our own terms where a word sounds like one of them (列平横). */
  mend(question: string): string
}

/** Only three single Latin letters are syllables; the others stand for themselves. */
const SYLLABLE = /^([aeo]|[a-z]{2,})$/

/** Reads a question the way the index's phrasings were read. */
export function createUnitReader(
  vocabulary: Vocabulary,
  lexicon: Lexicon,
  { words, characters, syllables, readings }: QuestionIndex,
): UnitReader {
  const fold = createFolder(vocabulary, lexicon)
  const segment = createSegmenter(vocabulary)
  const sounds = createReadings(
    vocabulary,
    readings,
    syllables.names.filter((name) => SYLLABLE.test(name)),
  )
  const wordPlaces = new Map(words.names.map((name, at) => [name, at]))
  const syllablePlaces = new Map(syllables.names.map((name, at) => [name, at]))
  return {
    read(question) {
      const bare = bareText(normaliseQuestion(lexicon, question))
      return {
        words: [...new Set(segment([fold(bare)])[0])].map((word) => wordPlaces.get(word) ?? UNKNOWN),
        characters: keysWithPairs(Array.from(bare, (character) => character.codePointAt(0) as number)).map((key) =>
          placeOf(characters.keys, key),
        ),
      }
    },
    readPinyin(question) {
      const cut = sounds.cut(normaliseQuestion(lexicon, question))
      if (!cut) return null
      const keys = keysWithPairs(cut.map((syllable) => syllablePlaces.get(syllable) ?? UNKNOWN))
      return { syllables: keys.map((key) => placeOf(syllables.keys, key)), mended: sounds.mend(cut, 2) }
    },
    // Too many words sound like a word of two characters.
    mend: (question) => {
      const normal = normaliseQuestion(lexicon, question)
      return vocabulary.asWritten.some((word) => normal.includes(word)) ? normal : sounds.mend([...normal], 3)
    },
  }
}
