import type { PhrasingSource } from './phrasings.ts'

/** Fewer phrasings than this do not tell an entry from its neighbours. */
const FEWEST = 6

/** What is wrong with what is asked about an entry. */
export interface QuestionProblem {
  readonly id: string
  /** The phrasing or the id that is wrong; the entry's own id where there are too few phrasings. */
  readonly text: string
  /** Sentence `cli.question-problem.<code>`. */
  readonly code: 'too-few' | 'twice' | 'no-such-entry'
  /** Values for the sentence. */
  readonly with: Readonly<Record<string, string | number>>
}

/** Too few phrasings, phrasings of two entries that are not on one matter, and entries that are named but are not there. */
export function auditQuestions({ rules, topics, asked }: PhrasingSource): QuestionProblem[] {
  const topicOf = new Map(topics.map((topic) => [topic.id, topic]))
  const ids = new Set([...rules.map(({ id }) => id), ...topicOf.keys()])
  const linked = (one: string, other: string): boolean =>
    topicOf.get(one)?.rules.includes(other) === true || topicOf.get(other)?.rules.includes(one) === true
  const problems: QuestionProblem[] = []
  const owners = new Map<string, string>()
  for (const { id, questions } of [...topics, ...rules]) {
    const all = [...questions, ...(asked[id]?.questions ?? [])]
    if (all.length < FEWEST) problems.push({ id, text: id, code: 'too-few', with: { count: all.length, fewest: FEWEST } })
    for (const text of all) {
      const owner = owners.get(text) ?? id
      if (owner !== id && !linked(owner, id)) problems.push({ id, text, code: 'twice', with: { text, other: owner } })
      owners.set(text, owner)
    }
  }
  for (const { id, rules: own, next } of topics)
    for (const text of [...own, ...next]) if (!ids.has(text)) problems.push({ id, text, code: 'no-such-entry', with: { text } })
  return problems
}
