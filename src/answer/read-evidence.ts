import type { Lexicon } from '../language/lexicon.ts'
import { createLikelihood } from './entry-likelihood.ts'
import type { Vocabulary } from './knowledge.ts'
import { createComparison, nearestOfEntries } from './nearest-phrasings.ts'
import { collectPhrasings, type PhrasingSource } from './phrasings.ts'
import type { QuestionIndex } from './question-index.ts'
import { createUnitReader } from './question-units.ts'
import { createScopeEvidence } from './scope-evidence.ts'
import { createSignReader } from './signs.ts'

export interface RouterKnowledge extends PhrasingSource {
  readonly vocabulary: Vocabulary
  readonly lexicon: Lexicon
}

/** The evidence for each entry; arrays by the entry's place. */
export interface Evidence {
  /** Nearness of its phrasings: by words and characters together, by words, by characters; 0 to 1. */
  readonly near: Float64Array
  readonly words: Float64Array
  readonly characters: Float64Array
  /** 1 where a sign of it is there, else 0. */
  readonly signs: Float64Array
  /** How much likelier the question's words and characters are among its phrasings than among all. */
  readonly likelyWords: Float64Array
  readonly likelyCharacters: Float64Array
  /** How much likelier they are among our questions than among those that are refused. */
  readonly ours: number
}

/** A title or an answer's sentence counts this much less than a question when units are counted. */
const OWN_WORDS = 0.6

/** @param index made from the same knowledge (index-questions.ts) */
// Long: its readers are made once and shared by what it returns.
export function createEvidenceReader(knowledge: RouterKnowledge, index: QuestionIndex) {
  const phrasings = collectPhrasings(knowledge)
  const ids = [...new Set(phrasings.map(({ id }) => id))]
  const place = new Map(ids.map((id, at) => [id, at]))
  const entries = phrasings.map(({ id }) => place.get(id) as number)
  const weights = phrasings.map(({ weight }) => weight)
  const counted = weights.map((weight) => (weight < 1 ? OWN_WORDS * weight : 1))
  const foreign = phrasings.map(({ id }) => id.startsWith('OUT/'))
  const units = createUnitReader(knowledge.vocabulary, knowledge.lexicon, index)
  const compareWords = createComparison(index.words, phrasings.length)
  const compareCharacters = createComparison(index.characters, phrasings.length)
  let compareSyllables: ReturnType<typeof createComparison> | undefined
  const likelyWords = createLikelihood(index.words, counted, entries, ids.length)
  const likelyCharacters = createLikelihood(index.characters, counted, entries, ids.length)
  const scope = createScopeEvidence([index.words, index.characters], foreign, weights)
  const signs = createSignReader(ids, knowledge.asked)
  const nearest = (scores: Float64Array): Float64Array => nearestOfEntries(scores, weights, entries, ids.length)
  return {
    /** Rules and topics, by their place. */
    ids,
    read: (question: string): Evidence => {
      // Normalising removes the width, so a word states it.
      const width = /[０-９]/.test(question) ? knowledge.lexicon.words('questions/manner/full-width') : []
      const mended = units.mend([question, ...width].join(' '))
      const { words, characters } = units.read(mended)
      const [byWords, byCharacters] = [compareWords(words), compareCharacters(characters)]
      return {
        near: nearest(byWords.map((each, at) => (each + (byCharacters[at] ?? 0)) / 2)),
        words: nearest(byWords),
        characters: nearest(byCharacters),
        signs: signs(mended),
        likelyWords: likelyWords(words),
        likelyCharacters: likelyCharacters(characters),
        ours: scope([words, characters]),
      }
    },
    /** Of a question typed in pinyin: nearness by syllables, and signs of the terms heard; null where it is none. */
    readPinyin: (question: string) => {
      const heard = units.readPinyin(question)
      if (!heard) return null
      compareSyllables ??= createComparison(index.syllables, phrasings.length)
      return { near: nearest(compareSyllables(heard.syllables)), signs: signs(heard.mended) }
    },
  }
}
