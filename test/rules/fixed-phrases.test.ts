import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { createChecker } from '../../src/check/check-report.ts'
import { createWork, withWork } from '../../src/language/count-work.ts'
import { loadCatalogue } from '../../src/host/load-catalogue.ts'
import { loadReference } from '../../src/host/load-reference.ts'
import { testWords } from '../../src/host/test-words.ts'
import type { Finding } from '../../src/model/finding.ts'
import { allPredicates } from '../../src/predicates/all-predicates.ts'
import { reference } from '../support/reference.ts'
import { sampleReport, say } from './catalogue-fixture.ts'

const own = mkdtempSync(join(tmpdir(), 'nianbao-phrases-'))
afterAll(() => rmSync(own, { recursive: true, force: true }))
const rules = loadCatalogue('rules').rules.filter(({ id }) => id === 'PL-001')

function confirm(phrases: string): void {
  mkdirSync(join(own, 'lexicon/political'), { recursive: true })
  writeFileSync(join(own, 'lexicon/political/own.yaml'), `about: 本单位确认的固定提法\nphrases:\n${phrases}`)
}

/** What PL-001 finds with the office's own words. */
function findingsIn(text: string): readonly Finding[] {
  const checker = createChecker(rules, allPredicates, say, loadReference('rules', own))
  return checker.check({ report: sampleReport({ says: [text] }) }).findings
}

describe('fixed phrases', () => {
  beforeEach(() => confirm('  - { say: 两个维护, confirmed: true }\n'))

  it('are an error only where the office has confirmed them', () => {
    const found = findingsIn('增强“四个意思”，做到“两个维持”。')
    expect(found.map(({ severity, actual }) => [severity, actual]).toSorted()).toEqual([
      ['error', '两个维持'],
      ['warning', '四个意思'],
    ])
  })

  it('keep what the shipped list says of them', () => {
    expect(findingsIn('从两个维度做好两个管护单位的工作。')).toEqual([])
  })

  it('take phrases of an office, in the years that it gives', () => {
    confirm('  - { say: 安平精神代代相传, confirmed: true, validFrom: 2024 }\n  - { say: 安平水利五年规划, validUntil: 2023 }\n')
    expect(findingsIn('弘扬安平精神代带相传，落实安平水力五年规划。').map(({ severity, actual }) => [severity, actual])).toEqual([
      ['error', '安平精神代带相传'],
    ])
  })

  it('offers to put right what is clear', () => {
    const [found] = findingsIn('做到“两个\n维持”。')
    expect(found?.repairs?.map(({ before, after }) => [before, after])).toEqual([['两个\n维持', '两个维护']])
  })

  it('runs the cases of a file of phrases', () => {
    confirm('  - { say: 安平精神代代相传, cases: { takes: [{ say: 安平精神代代相传, finds: 安平精神 }], leaves: [安平精神代带相传] } }\n')
    expect(testWords('rules', own).faults.map(({ code, line }) => [code, line])).toHaveLength(2)
  })

  it('refuses a short phrase without anchor', () => {
    confirm('  - { say: 三个必须 }\n')
    expect(() => loadReference('rules', own)).toThrow(/own\.yaml/)
  })
})

it('takes steps in proportion to the text, whatever it repeats', () => {
  for (const piece of ['新时代中国特', '做到两个维持', '习近平', '两个', '以人民为', '习近平新时代特色社会主义思想']) {
    const [once = 0, twice = 0] = [10_000, 20_000].map((size) => {
      const work = createWork()
      withWork(work, () => reference.lexicon.nearMisses(piece.repeat(size / piece.length)))
      return work.steps
    })
    expect(twice, piece).toBeLessThan(once * 2.1)
  }
})
