import { pinyin } from 'pinyin-pro'
import { createFolder, createSegmenter } from './fold-words.ts'
import type { Lexicon } from '../language/lexicon.ts'
import type { Vocabulary } from './knowledge.ts'
import { bareText, normaliseQuestion } from './normalise-question.ts'
import { collectPhrasings, type PhrasingSource, signOf } from './phrasings.ts'
import { createReadings } from './pinyin-readings.ts'
import type { KeyTable, PostingTable, QuestionIndex } from './question-index.ts'
import { keysWithPairs } from './unit-keys.ts'

/** Reads every known phrasing once, in half a second, when the program is built. */
export function indexQuestions(source: PhrasingSource & { readonly vocabulary: Vocabulary; readonly lexicon: Lexicon }): QuestionIndex {
  const { vocabulary, lexicon } = source
  const phrasings = collectPhrasings(source)
  const fold = createFolder(vocabulary, lexicon)
  const bare = phrasings.map(({ text }) => bareText(normaliseQuestion(lexicon, text)))
  const readings = readCharacters()
  const { syllables } = createReadings(vocabulary, readings, [])
  const spoken = bare.map(syllables)
  const names = [...new Set(spoken.flat())].sort()
  const numbers = numbersOf(names)
  return {
    of: signOf(phrasings, vocabulary),
    words: indexWords(createSegmenter(vocabulary)(bare.map(fold))),
    characters: indexKeys(bare.map((text) => keysWithPairs(Array.from(text, (character) => character.codePointAt(0) as number)))),
    syllables: { names, ...indexKeys(spoken.map((text) => keysWithPairs(text.map((syllable) => numbers.get(syllable) as number)))) },
    readings,
  }
}

function indexWords(texts: readonly (readonly string[])[]): QuestionIndex['words'] {
  const names = [...new Set(texts.flat())].sort()
  const words = texts.map((text) => [...new Set(text)])
  return { names, ...postings(words, names) }
}

function indexKeys(texts: readonly (readonly number[])[]): KeyTable {
  const keys = Float64Array.from(new Set(texts.flat())).sort()
  return { keys, ...postings(texts, keys) }
}

const numbersOf = <Unit>(units: Iterable<Unit>): ReadonlyMap<Unit, number> => new Map(Array.from(units, (unit, at) => [unit, at]))

/** @param known every unit of the texts, in order */
function postings<Unit>(texts: readonly (readonly Unit[])[], known: Iterable<Unit>): PostingTable {
  const numbers = numbersOf(known)
  const { size } = numbers
  const numbered = texts.map((text) => text.map((unit) => numbers.get(unit) as number))
  const starts = new Uint32Array(size + 1)
  for (const text of numbered) for (const unit of text) starts[unit + 1] = (starts[unit + 1] as number) + 1
  for (let unit = 0; unit < size; unit++) starts[unit + 1] = (starts[unit + 1] as number) + (starts[unit] as number)
  const free = starts.slice()
  const phrasings = new Uint32Array(starts[size] as number)
  numbered.forEach((text, at) => {
    for (const unit of text) {
      phrasings[free[unit] as number] = at
      free[unit] = (free[unit] as number) + 1
    }
  })
  return { starts, phrasings }
}

/** CJK Unified Ideographs, without the extensions. */
const [FIRST, LAST] = [0x4e00, 0x9fff]

/** Toneless readings of all Chinese characters in a row, `一yi二er…`; of several readings the commonest. */
const readCharacters = (): string =>
  Array.from({ length: LAST - FIRST + 1 }, (_, at) => {
    const character = String.fromCodePoint(FIRST + at)
    return character + pinyin(character, { toneType: 'none', v: true }).replace(/[^a-z]/g, '')
  }).join('')
