import type { Rule } from '../model/rule.ts'
import type { AskedOf, Vocabulary, Topic } from './knowledge.ts'

/** One way of asking for a rule or topic, or a sentence of its own. */
export interface Phrasing {
  /** Of the rule or topic. */
  readonly id: string
  readonly text: string
  /** 1 for a question; less for the entry's own words. */
  readonly weight: number
}

export interface PhrasingSource {
  readonly rules: readonly Rule[]
  readonly topics: readonly Topic[]
  readonly asked: AskedOf
}

/** Every known way of asking, those of one entry together. */
export function collectPhrasings({ rules, topics, asked }: PhrasingSource): Phrasing[] {
  const phrasings: Phrasing[] = []
  const say = (id: string, texts: readonly string[], weight = 1): void => {
    for (const text of new Set(texts)) phrasings.push({ id, text, weight })
  }
  for (const topic of topics) {
    say(topic.id, [...topic.questions, ...(asked[topic.id]?.questions ?? [])])
    if (topic.kind !== 'refusal') say(topic.id, [topic.title], 0.9)
    if (topic.kind === 'topic') say(topic.id, sentences(topic.answer), 0.5)
  }
  for (const rule of rules) {
    say(rule.id, [...rule.questions, ...(asked[rule.id]?.questions ?? [])])
    say(rule.id, [rule.title], 0.9)
    say(rule.id, sentences([rule.why, rule.fix, rule.doubt ?? '', rule.message].join('。').replace(/\{\w+\}/g, '')), 0.5)
  }
  return phrasings
}

const sentences = (text: string): string[] =>
  text
    .split(/[。；\n]/)
    .map((part) => part.replace(/[*`]/g, '').trim())
    .filter((part) => part.length > 4)

/** Hash of phrasings and vocabulary (cyrb53, two rounds of 32 bits): tells whether an index fits them. */
export function signOf(phrasings: readonly Phrasing[], vocabulary: Vocabulary): string {
  const text = JSON.stringify([phrasings, vocabulary])
  let [one, two] = [0xdeadbeef, 0x41c6ce57]
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    one = Math.imul(one ^ code, 2654435761)
    two = Math.imul(two ^ code, 1597334677)
  }
  one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(two ^ (two >>> 13), 3266489909)
  two = Math.imul(two ^ (two >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909)
  return `${text.length}-${(two >>> 0).toString(16)}${(one >>> 0).toString(16)}`
}
