import { expect, it } from 'vitest'
import { contextOfCase } from '../../src/check/run-cases.ts'
import { loadCatalogue } from '../../src/host/load-catalogue.ts'
import type { Said } from '../../src/model/outcome.ts'
import { optionsOf } from '../../src/model/rule.ts'
import { allPredicates } from '../../src/predicates/all-predicates.ts'
import { catalogue } from './catalogue-fixture.ts'

const rules = loadCatalogue('rules').rules.filter(({ says }) => Object.keys(says).length)

/** Codes within a value, at any depth. */
function codesIn(value: Said): string[] {
  if (typeof value !== 'object') return []
  if (!('code' in value)) return value.flatMap(codesIn)
  return [value.code, ...Object.values(value.with ?? {}).flatMap(codesIn)]
}

it.each(rules.map((rule) => [rule.id, rule] as const))('%s uses each of its sentences in a case', (_id, rule) => {
  const said = new Set(
    rule.cases
      .map(({ given }) => ({ ...contextOfCase(given, catalogue), reference: catalogue.reference }))
      .flatMap((context) =>
        rule.checks.flatMap((check) => {
          const found = allPredicates.find(({ name }) => name === check.predicate)
          return found?.run(context, found.options.parse(optionsOf(check))) ?? []
        }),
      )
      .flatMap((outcome) => (outcome.kind === 'fail' ? Object.values(outcome.evidence).flatMap(codesIn) : [])),
  )
  expect(Object.keys(rule.says).filter((code) => !said.has(code))).toEqual([])
})
