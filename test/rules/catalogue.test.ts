import { expect, it } from 'vitest'
import { auditCatalogue } from '../../src/check/audit-catalogue.ts'
import { loadCatalogue } from '../../src/host/load-catalogue.ts'
import { loadKnowledge } from '../../src/host/load-knowledge.ts'
import type { Rule } from '../../src/model/rule.ts'
import { allPredicates } from '../../src/predicates/all-predicates.ts'
import { reference } from '../support/reference.ts'

const { rules, profiles } = loadCatalogue('rules')
const topics = loadKnowledge('rules').topics
const topicIds = new Set(topics.map(({ id }) => id))
const audit = (all: readonly Rule[]) =>
  auditCatalogue({ rules: all, predicates: allPredicates, reference, wholeCatalogue: true, topics: topicIds })
const bareLaw = reference.lexicon.pattern('check/basis/bare-law')

it('passes the audit: predicates, options, placeholders, cases', () => {
  expect(audit(rules).map(({ rule, say, path, with: values }) => ({ rule: rule?.id, say, path, values }))).toEqual([])
})

it('has the rules of the reference, and those added since', () => {
  const sizes = { ST: 19, TP: 14, TF: 9, T2: 5, T3: 6, T4: 4, NT: 13, NI: 10, CY: 7, HI: 3, WD: 18, CP: 5, PL: 3, PS: 6 }
  const wanted = Object.entries(sizes).flatMap(([group, size]) =>
    Array.from({ length: size }, (_, index) => `${group}-${String(index + 1).padStart(3, '0')}`),
  )
  expect(rules.map((rule) => rule.id).toSorted()).toEqual(wanted.toSorted())
})

it('has at least four questions a rule, none twice', () => {
  expect(rules.filter((rule) => rule.questions.length < 4).map((rule) => rule.id)).toEqual([])
  const all = rules.flatMap((rule) => rule.questions)
  expect(all.filter((question, index) => all.indexOf(question) !== index)).toEqual([])
})

it('leaves it to supervisors to waive rules that protect persons and secrets', () => {
  expect(rules.filter((rule) => rule.waivable === false)).toEqual([])
  expect(rules.filter((rule) => rule.waivable !== true).map((rule) => rule.id)).toEqual(['PS-001', 'PS-002', 'PS-003', 'PS-004'])
})

it('has profiles that name only existing rules', () => {
  const ids = new Set(rules.map((rule) => rule.id))
  for (const profile of profiles) expect([...profile.off, ...Object.keys(profile.severity)].filter((id) => !ids.has(id))).toEqual([])
})

it('links every rule to two or three existing entries', () => {
  expect(rules.filter(({ next }) => next.length < 2 || new Set(next).size !== next.length).map(({ id }) => id)).toEqual([])
  const [first] = rules
  if (!first) throw new Error('no rules')
  for (const id of ['LAW/none', 'ST-099', first.id])
    expect(audit([{ ...first, next: [id] }]), id).toContainEqual(
      expect.objectContaining({ say: 'next-unknown', path: ['next', 0], with: { id } }),
    )
})

it('writes every law in its title marks', () => {
  expect(
    topics.flatMap(({ id, basis }) => basis.filter(({ document }) => bareLaw.test(document)).map(({ document }) => `${id} ${document}`)),
  ).toEqual([])
})
