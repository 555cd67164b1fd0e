import { expect, it } from 'vitest'
import { answerer, drafter, knowledge, rules, sampleChecklist } from './sample-answerer.ts'

it('offers after a rule what belongs to it, not the next number', async () => {
  const { next } = await answerer.answer('HI-001 是什么意思', drafter)
  expect(next.map(({ label }) => label)).toEqual(
    ['政府汇总报告怎么编', 'HI-002 下级报告不全，无法比对', 'T3-001 表三列平衡'].map((label) =>
      expect.stringContaining(label.replace(/^[A-Z0-9]+-\d+ /, '')),
    ),
  )
})

it('answers each question offered after a rule with the rule or topic of the button', async () => {
  for (const { id } of rules.filter((rule) => /^(?:HI|NI|CY)-/.test(rule.id))) {
    const { next } = await answerer.answer(`${id} 是什么意思`, drafter)
    expect(next.length, id).toBe(3)
    for (const { question } of next)
      expect((await answerer.answer(question, drafter)).kind, `${id}: ${question}`).toMatch(/^(?:rule|topic)$/)
  }
})

it('offers the next entry and what belongs to this one', async () => {
  const { next } = await answerer.answer('第1条什么意思', { ...drafter, checklist: sampleChecklist() })
  expect(next[0]?.label).toBe(knowledge.topics.find(({ id }) => id === 'TABLE3/balance')?.title)
  expect(next[1]?.label).toContain('标题NT-004')
  expect(next.length).toBe(3)
})
