import type { Rule } from '../model/rule.ts'
import type { ExtraQuestions, Lexicon, Topic } from './knowledge.ts'
import { createNearest, type Phrasing } from './nearest-phrasings.ts'
import { normaliseQuestion } from './normalise-question.ts'
import { CHANNELS, createFeatureReader } from './question-features.ts'
import { createScopeJudge } from './scope-judge.ts'
import { createSignReader, type Signs } from './signs.ts'
import { createWhole } from './whole-entries.ts'

export interface Match {
  readonly id: string
  /** From 0; above about 8 it is asked nearly in known words. */
  readonly score: number
}

export interface RouterKnowledge {
  readonly rules: readonly Rule[]
  readonly topics: readonly Topic[]
  readonly extraQuestions: ExtraQuestions
  readonly lexicon: Lexicon
  readonly signs: Signs
}

export interface Router {
  /** Rules and topics that the question may be about, the likeliest first. */
  route(question: string): Match[]
}

/** Shares of the three judges and of the side from which one asks; found by cross-validation (bench/answer). */
const SHARE = { whole: 8, nearest: 5, signs: 4.5, side: 0.5, law: 0.8, spelt: 9 }
/** What stands first because the question is none of ours is at least so sure. */
const SURELY = 6
/** So many readings are told. */
const KEPT = 8
/** What words and characters say of a phrasing's nearness. */
const NEARNESS = { words: 0.5, characters: 0.5 }

const ASKS_WHERE_TO_FILL = /填|归|哪一?[格行列栏类]|算|计|口径|怎么统计|放哪/
const ASKS_FOR_LAW = /依据|哪一?条(规定|的|$|说)|法条|法律规定|第几条|什么规定|条款/
const ASKS_WHY = /为什么|为啥|报|提示|提醒|不过|不通过|怎么改|打回|它说|说我|误报|不一致|对不上/

/** Finds by content which rule or topic a question is about. */
export function createRouter(knowledge: RouterKnowledge): Router {
  const phrasings = collectPhrasings(knowledge)
  const ids = [...new Set(phrasings.map(({ id }) => id))]
  const place = new Map(ids.map((id, at) => [id, at]))
  const entries = phrasings.map(({ id }) => place.get(id) as number)
  const features = createFeatureReader(knowledge.lexicon, phrasings.map(({ text }) => text))
  const whole = createWhole(entries, phrasings.map(({ weight }) => (weight < 1 ? 0.6 * weight : 1)), ids.length, features)
  const comparisons = CHANNELS.map((channel) => ({ documents: features.texts.map((text) => text[channel]), size: features.sizes[channel], share: NEARNESS[channel] }))
  const nearest = createNearest(phrasings, entries, ids.length, comparisons)
  let spelt: ReturnType<typeof createNearest> | undefined
  const nearestSpelt = (): ReturnType<typeof createNearest> => {
    const { texts, size } = features.syllables()
    return (spelt ??= createNearest(phrasings, entries, ids.length, [{ documents: texts, size, share: 1 }]))
  }
  const signs = createSignReader(ids, knowledge.signs)
  const topics = new Set(knowledge.topics.map(({ id }) => id))
  const isForeign = (id: string): boolean => id.startsWith('OUT/')
  const noneOfOurs = createScopeJudge(phrasings.map(({ id }) => isForeign(id)), phrasings.map(({ weight }) => weight), features)
  return {
    route(question) {
      const normal = normaliseQuestion(question)
      const heardIn = features.readPinyin(question)
      if (heardIn) {
        const heard = signs.score(heardIn.mended)
        return rank(ids, nearestSpelt()([heardIn.syllables]).map((score, at) => score * SHARE.spelt + (heard[at] as number) * SHARE.signs)).slice(0, KEPT)
      }
      // Width is folded away in normalising, and so said in a word.
      const mended = features.mend(/[０-９]/.test(question) ? `${question} 全角` : question)
      const units = features.read(mended)
      const [near, sign] = [nearest(CHANNELS.map((channel) => units[channel])), signs.score(mended)]
      const fill = ASKS_WHERE_TO_FILL.test(normal) && !ASKS_WHY.test(normal)
      const law = ASKS_FOR_LAW.test(normal)
      const all = rank(
        ids,
        whole(units).map((score, at) => {
          const id = ids[at] as string
          const side = (fill === topics.has(id) ? SHARE.side : 0) + (law && id.startsWith('LAW/') ? SHARE.law : 0)
          return score * SHARE.whole + (near[at] as number) * SHARE.nearest + (sign[at] as number) * SHARE.signs + side
        }),
      )
      const foreign = all.find(({ id }) => isForeign(id)) ?? { id: 'OUT/general', score: 0 }
      const ours = all.find(({ id }) => !isForeign(id))
      if (!noneOfOurs(units, { ours: ours?.score ?? 0, foreign: foreign.score })) return all.slice(0, KEPT)
      return [{ id: foreign.id, score: Math.max(SURELY, all[0]?.score ?? 0) }, ...all.filter((match) => match !== foreign)].slice(0, KEPT)
    },
  }
}

function rank(ids: readonly string[], scores: Float64Array): Match[] {
  return ids
    .map((id, at) => ({ id, score: scores[at] as number }))
    .sort((a, b) => b.score - a.score || a.id.localeCompare(b.id))
}

function collectPhrasings({ rules, topics, extraQuestions }: RouterKnowledge): Phrasing[] {
  const phrasings: Phrasing[] = []
  const say = (id: string, texts: readonly string[], weight = 1): void => {
    for (const text of new Set(texts)) phrasings.push({ id, text, weight })
  }
  for (const topic of topics) {
    say(topic.id, [...topic.questions, ...(extraQuestions[topic.id] ?? [])])
    if (topic.kind !== 'refusal') say(topic.id, [topic.title], 0.9)
    if (topic.kind === 'topic') say(topic.id, sentences(topic.answer), 0.5)
  }
  for (const rule of rules) {
    say(rule.id, [...rule.questions, ...(extraQuestions[rule.id] ?? [])])
    say(rule.id, [rule.title], 0.9)
    say(rule.id, sentences([rule.why, rule.fix, rule.doubt ?? '', rule.message].join('。').replace(/\{\w+\}/g, '')), 0.5)
  }
  return phrasings
}

function sentences(text: string): string[] {
  return text.split(/[。；\n]/).map((part) => part.replace(/[*`]/g, '').trim()).filter((part) => part.length > 4)
}
