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

/** What speaks for each entry; arrays by the entry's place. */
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

export interface EvidenceReader {
  /** Rules and topics, by their place. */
  readonly ids: readonly string[]
  read(question: string): Evidence
  /** Of a question typed in pinyin: nearness by syllables, and signs of the terms heard; null where it is none. */
  readPinyin(question: string): { readonly near: Float64Array; readonly signs: Float64Array } | null
}

/** What stands behind a title or a sentence of an answer counts so much less than a question where units are counted. */
const OWN_WORDS = 0.6

/** @param index made from the same knowledge (index-questions.ts) */
// Long: its readers are made once and shared by what it returns.
export function createEvidenceReader(knowledge: RouterKnowledge, index: QuestionIndex): EvidenceReader {
  const { lexicon } = knowledge
  const phrasings = collectPhrasings(knowledge)
  const ids = [...new Set(phrasings.map(({ id }) => id))]
  const place = new Map(ids.map((id, at) => [id, at]))
  const entries = phrasings.map(({ id }) => place.get(id) as number)
  const weights = phrasings.map(({ weight }) => weight)
  const counted = weights.map((weight) => (weight < 1 ? OWN_WORDS * weight : 1))
  const foreign = phrasings.map(({ id }) => id.startsWith('OUT/'))
  const units = createUnitReader(knowledge.vocabulary, lexicon, index)
  const compareWords = createComparison(index.words, phrasings.length)
  const compareCharacters = createComparison(index.characters, phrasings.length)
  let compareSyllables: ReturnType<typeof createComparison> | undefined
  const likelyWords = createLikelihood(index.words, counted, entries, ids.length)
  const likelyCharacters = createLikelihood(index.characters, counted, entries, ids.length)
  const scope = createScopeEvidence([index.words, index.characters], foreign, weights)
  const signs = createSignReader(ids, knowledge.asked)
  const nearest = (scores: Float64Array): Float64Array => nearestOfEntries(scores, weights, entries, ids.length)
  return {
    ids,
    read(question) {
      // Normalising folds the width away: a word says it instead.
      const mended = units.mend([question, ...(/[０-９]/.test(question) ? lexicon.words('questions/manner/full-width') : [])].join(' '))
      const { words, characters } = units.read(mended)
      const [byWords, byCharacters] = [compareWords(words), compareCharacters(characters)]
      const both = new Float64Array(phrasings.length)
      for (let at = 0; at < both.length; at++) both[at] = ((byWords[at] as number) + (byCharacters[at] as number)) / 2
      return {
        near: nearest(both),
        words: nearest(byWords),
        characters: nearest(byCharacters),
        signs: signs(mended),
        likelyWords: likelyWords(words),
        likelyCharacters: likelyCharacters(characters),
        ours: scope([words, characters]),
      }
    },
    readPinyin(question) {
      const heard = units.readPinyin(question)
      if (!heard) return null
      compareSyllables ??= createComparison(index.syllables, phrasings.length)
      return { near: nearest(compareSyllables(heard.syllables)), signs: signs(heard.mended) }
    },
  }
}
