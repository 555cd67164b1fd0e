import { createFolder, createSegmenter } from './fold-words.ts'
import type { Lexicon } from '../language/lexicon.ts'
import type { Vocabulary } from './knowledge.ts'
import { bareText, normaliseQuestion } from './normalise-question.ts'
import { collectPhrasings, type PhrasingSource, signOf } from './phrasings.ts'
import { createReadings } from './pinyin-readings.ts'
import type { KeyTable, PostingTable, QuestionIndex } from './question-index.ts'
import { readCharacters } from './read-characters.ts'
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
  const numbers = new Map(names.map((name, at) => [name, at]))
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
  const numbers = new Map(names.map((name, at) => [name, at]))
  return {
    names,
    ...postings(
      texts.map((text) => [...new Set(text)].map((word) => numbers.get(word) as number)),
      names.length,
    ),
  }
}

function indexKeys(texts: readonly (readonly number[])[]): KeyTable {
  const keys = Float64Array.from(new Set(texts.flat())).sort()
  const numbers = new Map(Array.from(keys, (key, at) => [key, at]))
  return {
    keys,
    ...postings(
      texts.map((text) => text.map((key) => numbers.get(key) as number)),
      keys.length,
    ),
  }
}

function postings(texts: readonly (readonly number[])[], size: number): PostingTable {
  const starts = new Uint32Array(size + 1)
  for (const text of texts) for (const unit of text) starts[unit + 1] = (starts[unit + 1] as number) + 1
  for (let unit = 0; unit < size; unit++) starts[unit + 1] = (starts[unit + 1] as number) + (starts[unit] as number)
  const free = starts.slice()
  const phrasings = new Uint32Array(starts[size] as number)
  texts.forEach((text, at) => {
    for (const unit of text) {
      phrasings[free[unit] as number] = at
      free[unit] = (free[unit] as number) + 1
    }
  })
  return { starts, phrasings }
}
