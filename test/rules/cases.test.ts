import { expect, describe, it } from 'vitest'
import { createChecker } from '../../src/check/check-report.ts'
import { runCases } from '../../src/check/run-cases.ts'
import { loadCatalogue } from '../../src/host/load-catalogue.ts'
import { allPredicates } from '../../src/predicates/all-predicates.ts'
import { reference } from '../support/reference.ts'
import { say } from './catalogue-fixture.ts'

const { rules } = loadCatalogue('rules')
const checker = createChecker(rules, allPredicates, say, reference)

// Every rule has its own cases; each runs on a report read by the real reader.
describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (_id, rule) => {
  it.each(runCases(rule, checker).map((result) => [rule.cases[result.index]?.name, result] as const))('%s', (_name, result) => {
    expect(result.ok, `came out as ${result.got}`).toBe(true)
  })
})
