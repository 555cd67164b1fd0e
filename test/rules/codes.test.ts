import { expect, it } from 'vitest'
import { z } from 'zod'
import { auditCatalogue } from '../../src/check/audit-catalogue.ts'
import { createChecker } from '../../src/check/check-report.ts'
import { Rule } from '../../src/model/rule.ts'
import { definePredicate } from '../../src/predicates/predicate.ts'
import { reference } from '../support/reference.ts'
import { sampleReport, say } from './catalogue-fixture.ts'

/** Finds a defect in every report and says why by a code. */
const alwaysWrong = definePredicate({
  name: 'always-wrong',
  options: z.strictObject({}),
  evidence: ['problem', 'count', 'base'],
  codes: ['no-share'],
  run: () => [
    {
      kind: 'fail',
      subject: 'share',
      evidence: { count: 7, problem: { code: 'no-share', with: { base: 18 } } },
      places: [],
    },
  ],
})

const rule = (says: Record<string, string>): Rule =>
  Rule.parse({
    id: 'LOCAL-001',
    name: 'share',
    title: '占比',
    severity: 'error',
    basis: [{ document: '口径' }],
    checks: [{ predicate: 'always-wrong' }],
    message: '占比不对：{problem}',
    why: '占比由件数得来。',
    fix: '核对件数。',
    says,
    cases: [
      { name: '对', expect: 'pass' },
      { name: '错', expect: 'fail' },
    ],
  })

it('fills the sentence of a code with its own values and those of the finding', () => {
  const checker = createChecker([rule({ 'no-share': '以{base}件为总数，{count}件得不到' })], [alwaysWrong], say, reference)
  expect(checker.check({ report: sampleReport({}) }).findings[0]?.message).toBe('占比不对：以18件为总数，7件得不到')
})

it('refuses a code without a sentence, a sentence without a code, and a placeholder that nothing fills', () => {
  const audit = (says: Record<string, string>): string =>
    auditCatalogue({ rules: [rule(says)], predicates: [alwaysWrong], reference })
      .map(({ say, with: values }) => `${say} ${Object.values(values ?? {}).join(' ')}`)
      .join('\n')
  expect(audit({ 'no-share': '{base}' })).toBe('')
  expect(audit({})).toBe('code-unsaid no-share')
  expect(audit({ 'no-share': '{base}', other: '' })).toBe('code-unknown other')
  expect(audit({ 'no-share': '{whole}' })).toContain('{whole}')
})
