import { expect, it } from 'vitest'
import { auditCatalogue } from '../../src/check/audit-catalogue.ts'
import { loadCatalogue } from '../../src/host/load-catalogue.ts'
import { allPredicates } from '../../src/predicates/all-predicates.ts'

const { rules, profiles } = loadCatalogue('rules')

it('every rule of the catalogue is sound: predicates, options, placeholders, cases', () => {
  expect(auditCatalogue(rules, allPredicates)).toEqual([])
})

it('holds the 91 rules of the reference', () => {
  const sizes = { ST: 13, TP: 9, TF: 9, T2: 3, T3: 6, T4: 4, NT: 12, NI: 7, CY: 5, HI: 2, WD: 12, CP: 4, PS: 5 }
  const wanted = Object.entries(sizes).flatMap(([group, size]) => Array.from({ length: size }, (_, index) => `${group}-${String(index + 1).padStart(3, '0')}`))
  expect(rules.map((rule) => rule.id).toSorted()).toEqual(wanted.toSorted())
})

it('answers to how people ask: four questions a rule at least, none asked twice', () => {
  expect(rules.filter((rule) => rule.questions.length < 4).map((rule) => rule.id)).toEqual([])
  const all = rules.flatMap((rule) => rule.questions)
  expect(all.filter((question, index) => all.indexOf(question) !== index)).toEqual([])
})

it('lets nobody waive what protects persons and secrets', () => {
  expect(rules.filter((rule) => !rule.waivable).map((rule) => rule.id)).toEqual(['PS-001', 'PS-002', 'PS-003', 'PS-004'])
})

it('profiles speak of rules that there are', () => {
  const ids = new Set(rules.map((rule) => rule.id))
  for (const profile of profiles) expect([...profile.off, ...Object.keys(profile.severity)].filter((id) => !ids.has(id))).toEqual([])
})
