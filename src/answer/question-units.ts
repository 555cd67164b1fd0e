import { createFolder, createSegmenter } from './fold-words.ts'
import type { Lexicon } from '../language/lexicon.ts'
import type { Vocabulary } from './knowledge.ts'
import { bareText, normaliseQuestion } from './normalise-question.ts'
import { createReadings } from './pinyin-readings.ts'
import type { QuestionIndex } from './question-index.ts'
import { keysWithPairs, placeOf, UNKNOWN } from './unit-keys.ts'

/** Only three single Latin letters are syllables; the others stand for themselves. */
const SYLLABLE = /^([aeo]|[a-z]{2,})$/

/** Reads a question the way the index's phrasings were read: its units by their place, UNKNOWN where no phrasing has the unit. */
export function createUnitReader(vocabulary: Vocabulary, lexicon: Lexicon, { words, characters, syllables, readings }: QuestionIndex) {
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
    /** Words, those of one meaning as one; characters and pairs of neighbours. */
    read: (question: string) => {
      const bare = bareText(normaliseQuestion(lexicon, question))
      return {
        words: [...new Set(segment([fold(bare)])[0])].map((word) => wordPlaces.get(word) ?? UNKNOWN),
        characters: keysWithPairs(Array.from(bare, (character) => character.codePointAt(0) as number)).map((key) =>
          placeOf(characters.keys, key),
        ),
      }
    },
    /** Syllables and pairs of a question typed in pinyin, and the terms recognised in it; null if it is not pinyin. */
    readPinyin: (question: string) => {
      const cut = sounds.cut(normaliseQuestion(lexicon, question))
      if (!cut) return null
      const keys = keysWithPairs(cut.map((syllable) => syllablePlaces.get(syllable) ?? UNKNOWN))
      return { syllables: keys.map((key) => placeOf(syllables.keys, key)), mended: sounds.mend(cut, 2) }
    },
    /** The question with our own terms where a word sounds like one (列平横); too many sound like a word of two characters. */
    mend: (question: string) => {
      const normal = normaliseQuestion(lexicon, question)
      return vocabulary.asWritten.some((word) => normal.includes(word)) ? normal : sounds.mend([...normal], 3)
    },
  }
}
