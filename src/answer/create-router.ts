import { judgeReadings, judgeScope, kindsOf, mannerOf, type Match, scopeFeatures } from './judge-readings.ts'
import { normaliseQuestion } from './normalise-question.ts'
import type { QuestionIndex } from './question-index.ts'
import { createEvidenceReader, type RouterKnowledge } from './read-evidence.ts'

/** What is found about a question. */
export interface Reading {
  /** Rules and topics that it may be about, the likeliest first. */
  readonly matches: readonly Match[]
  /** Nothing known is near. */
  readonly unsure: boolean
  /** Likelihood that it is out of scope. */
  readonly foreign: number
}

/** Below this nearness, and without a sign, a question has nothing in common with the knowledge (bench/answer). */
const COMMON = 0.12
/** From this likelihood a question is out of scope. */
const FOREIGN = 0.2
/** Readings that are kept. */
const KEPT = 8
/** In pinyin: the weight of a sign beside nearness, and how steeply shares fall. */
const SPELT = { signs: 0.5, steepness: 10 }

/** Finds by content which rule or topic a question is about. */
export function createRouter(knowledge: RouterKnowledge, index: QuestionIndex): (question: string) => Reading {
  const reader = createEvidenceReader(knowledge, index)
  const { ids } = reader
  const kinds = kindsOf(ids, new Set(knowledge.topics.map(({ id }) => id)))
  return (question) => {
    const spelt = reader.readPinyin(question)
    if (spelt) return routeSpelt(spelt, ids)
    const evidence = reader.read(question)
    const manner = mannerOf(knowledge.lexicon, normaliseQuestion(knowledge.lexicon, question))
    const matches = judgeReadings(evidence, ids, kinds, manner)
    const foreign = judgeScope(scopeFeatures(evidence, matches, kinds, manner))
    const unsure = foreign < FOREIGN && Math.max(...evidence.near) < COMMON && Math.max(...evidence.signs) === 0
    return { matches: sortedByScope(matches, foreign, ids).slice(0, KEPT), unsure, foreign }
  }
}

/** Refusals stand in front where the question is none of ours, and behind where it is. */
function sortedByScope(matches: readonly Match[], foreign: number, ids: readonly string[]): Match[] {
  const strange = matches.filter(({ id }) => id.startsWith('OUT/'))
  const ours = matches.filter(({ id }) => !id.startsWith('OUT/'))
  if (foreign < FOREIGN) return [...ours, ...strange]
  return [...(strange.length ? strange : ids.includes('OUT/general') ? [{ id: 'OUT/general', share: foreign }] : []), ...ours]
}

function routeSpelt({ near, signs }: { readonly near: Float64Array; readonly signs: Float64Array }, ids: readonly string[]): Reading {
  const values = ids.map((_, at) => (near[at] as number) + SPELT.signs * (signs[at] as number))
  const weights = values.map((value) => Math.exp(SPELT.steepness * value))
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  const matches = ids
    .map((id, at) => ({ id, share: (weights[at] as number) / all }))
    .sort((one, other) => other.share - one.share || one.id.localeCompare(other.id))
  return { matches: matches.slice(0, KEPT), unsure: Math.max(...values) < 0.3, foreign: 0 }
}
