import { describe, expect, it } from 'vitest'
import { indexQuestions } from '../../src/answer/index-questions.ts'
import { candidatesOf, judgeReadings, kindsOf, mannerOf, scopeFeatures } from '../../src/answer/judge-readings.ts'
import { collectPhrasings, signOf } from '../../src/answer/phrasings.ts'
import { createEvidenceReader } from '../../src/answer/read-evidence.ts'
import { READING_WEIGHTS, SCOPE_WEIGHTS } from '../../src/answer/reading-weights.ts'
import { knowledge, rules } from './sample-answerer.ts'

const few = { ...knowledge, rules: rules.slice(0, 12), topics: knowledge.topics.slice(0, 12), asked: {} }
const reader = createEvidenceReader(few, indexQuestions(few))
const kinds = kindsOf(reader.ids, new Set(few.topics.map(({ id }) => id)))

describe('weighing the evidence of a reading', () => {
  it('has a learnt weight for every feature', () => {
    const manner = mannerOf(knowledge.lexicon, '表二里的规章填在哪一格')
    const evidence = reader.read('表二里的规章填在哪一格')
    for (const { features } of candidatesOf(evidence, kinds, manner)) expect(features).toHaveLength(READING_WEIGHTS.length)
    expect(scopeFeatures(evidence, judgeReadings(evidence, reader.ids, kinds, manner), kinds, manner)).toHaveLength(SCOPE_WEIGHTS.length)
    for (const weight of [...READING_WEIGHTS, ...SCOPE_WEIGHTS]) expect(Number.isFinite(weight)).toBe(true)
  })

  it('gives falling shares that add up to 1', () => {
    for (const question of ['', '为什么', '第四部分标题少了字', 'q'.repeat(400), '统计期限没有写 怎么改']) {
      const shares = judgeReadings(reader.read(question), reader.ids, kinds, mannerOf(knowledge.lexicon, question)).map(
        ({ share }) => share,
      )
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1)
      expect(shares).toEqual(shares.toSorted((a, b) => b - a))
    }
  })

  it('changes the hash with a phrasing and with a word', () => {
    const sign = signOf(collectPhrasings(few), few.vocabulary)
    expect(signOf(collectPhrasings(few), few.vocabulary)).toBe(sign)
    const other = { ...few, asked: { [few.topics[0]?.id as string]: { questions: ['换个问法'], signs: [] } } }
    expect(signOf(collectPhrasings(other), few.vocabulary)).not.toBe(sign)
    expect(signOf(collectPhrasings(few), { ...few.vocabulary, terms: [...few.vocabulary.terms, '新词'] })).not.toBe(sign)
  })
})
