import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { bareText, normaliseQuestion } from '../../src/answer/normalise-question.ts'
import { answerer, knowledge, rules, supervisor } from './sample-answerer.ts'

/** Questions that are not learnt from: `ID [ID…]|question`, the entries that a reviewer would accept; OUT is none of ours. */
const folder = join(import.meta.dirname, 'unseen')
const lists = readdirSync(folder).map((name) => ({
  name,
  questions: readFileSync(join(folder, name), 'utf8')
    .trim()
    .split('\n')
    .map((line) => {
      const [ids = '', question = ''] = line.split('|')
      return { ids: ids.split(' '), question }
    }),
}))
const bare = (text: string): string => bareText(normaliseQuestion(knowledge.lexicon, text))
const known = new Set([...rules, ...knowledge.topics, ...Object.values(knowledge.asked)].flatMap(({ questions }) => questions.map(bare)))
/** Two people may write the same sentence. */
const SAME = 6

describe.each(lists)('unseen questions: $name', ({ questions }) => {
  it('are in no data file', () => expect(questions.filter(({ question }) => known.has(bare(question))).length).toBeLessThanOrEqual(SAME))

  it('find a right entry or are rightly refused in 95 of 100 cases', () => {
    const missed = questions.filter(({ ids, question }) => {
      const { kind, route } = answerer.answer(question, supervisor)
      return ids.includes('OUT') ? kind !== 'refusal' : !route.some((id) => ids.includes(id))
    })
    expect(
      missed.length / questions.length,
      missed.map(({ ids, question }) => `${question} → ${ids.join(' ')}`).join('\n'),
    ).toBeLessThanOrEqual(0.05)
  })
})
