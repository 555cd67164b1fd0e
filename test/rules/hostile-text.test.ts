import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createChecker } from '../../src/check/check-report.ts'
import { Rule } from '../../src/model/rule.ts'
import { allPredicates } from '../../src/predicates/all-predicates.ts'
import type { Predicate } from '../../src/predicates/predicate.ts'
import { Pattern, matchesAny } from '../../src/predicates/safe-pattern.ts'
import { requiredWords } from '../../src/predicates/required-words.ts'
import { reference } from '../support/reference.ts'
import { catalogue, sampleReport, say } from './catalogue-fixture.ts'

const MILLION = 1_000_000
const texts = {
  'a million blanks': ' '.repeat(MILLION),
  'a million digits': '1'.repeat(MILLION),
  'a million brackets': '（'.repeat(MILLION),
  'the same word over and over': '申请'.repeat(MILLION / 2),
  'numbers with marks': '1件、'.repeat(MILLION / 3),
  'one character over and over': '某'.repeat(MILLION),
  // Each mark is its own finding: grouping them by copying would take minutes.
  'list marks over and over': '、'.repeat(MILLION / 4),
}

// A pattern that backtracks would run for hours on these; the test's own time limit is the assertion.
describe('text that makes a pattern backtrack', () => {
  it.each(Object.entries(texts))('%s', (_name, text) => {
    const report = sampleReport({})
    const passage = { anchor: 'p999', text, part: 1 as const }
    const document = { ...report.document, blocks: [...report.document.blocks, { kind: 'paragraph' as const, id: 'p999', text }] }
    expect(catalogue.check({ report: { ...report, document, passages: [...report.passages, passage] } }).rules).toBeGreaterThan(80)
  })
})

describe('patterns in rule files', () => {
  it.each(['a+', '.*', '(?:ab{0,3}){0,4}', 'x{2,}', 'y{0,200}', '(a|b'])('are refused: %s', (source) => {
    expect(Pattern.safeParse(source).success).toBe(false)
  })

  it.each(['未.{0,8}收取', '[+*]{1,3}', '第?711\\s{0,2}号', '1\\.2'])('accepts %s', (source) => {
    expect(Pattern.safeParse(source).success).toBe(true)
  })

  it('find a match after the first slice of a long line', () => {
    expect(matchesAny('。'.repeat(30_000) + '请填写', [Pattern.parse('请填写')])).toBe(true)
  })

  it('yield the words that a match must contain', () => {
    expect(requiredWords('(未|没有).{0,8}收取')).toEqual(['收取'])
    expect(requiredWords('预期(?=不补正)|勾嵇')).toEqual(['预期', '勾嵇'])
    expect(requiredWords('[，、]。?')).toBeNull()
    expect(requiredWords('府?信息公开')).toEqual(['信息公开'])
  })
})

it('runs the other rules if one predicate throws', () => {
  const broken: Predicate = {
    name: 'broken',
    options: z.strictObject({}),
    evidence: [],
    run: () => {
      throw new Error('on purpose')
    },
  }
  const rule = Rule.parse({
    id: 'OF-001',
    name: 'broken',
    title: '坏规则',
    severity: 'error',
    basis: [{ document: '本单位' }],
    checks: [{ predicate: 'broken' }],
    message: '',
    why: '',
    fix: '',
    cases: [{ name: '无', expect: 'pass' }],
  })
  const { findings, unknown } = createChecker([rule, ...catalogue.rules], [broken, ...allPredicates], say, reference).check({
    report: sampleReport({ omit: ['part5'] }),
  })
  expect(unknown).toContainEqual({ rule: 'OF-001', title: '坏规则', reason: 'rule-broken', code: 'rule-broken' })
  expect(findings.map((finding) => finding.rule)).toContain('ST-001')
})
