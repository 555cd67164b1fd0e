import { expect, it } from 'vitest'
import { contextOfCase } from '../../src/check/run-cases.ts'
import { sampleDocument } from '../../src/check/sample-document.ts'
import { SamplePatch } from '../../src/check/sample-patch.ts'
import { loadCatalogue } from '../../src/host/load-catalogue.ts'
import type { Finding } from '../../src/model/finding.ts'
import { catalogue, checkSample } from './catalogue-fixture.ts'
import { readReport, reference } from '../support/reference.ts'

const { rules } = loadCatalogue('rules')

/** Problems of the text of a finding. */
const FAULTS: readonly (readonly [string, RegExp])[] = [
  ['two stops together', /[。；，、：][。；，、：]/],
  ['quotation marks within quotation marks', /“[^”]*“/],
  ['two quotation marks together, or nothing between them', /““|””|“”|‘’/],
  ['a placeholder', /\{[A-Za-z]\w*\}/],
  ['a value of the program', /undefined|NaN|\[object|\bnull\b/],
  ['two blanks', / {2}/],
  ['a stop at an end that goes on', /^[，。；、：]|[，；、：]$/],
]

function faultsOf({ rule, message, why, fix, actual, expected, where, consequences }: Finding): string[] {
  const places = where.flatMap(({ label, quote }) => [label, ...(quote === undefined ? [] : [`“${quote.replace(/[“”]/g, '')}”`])])
  const texts = [message, why, fix, actual, expected, ...places, ...consequences.map((one) => one.message)].filter((text) => text !== null)
  return [
    ...texts.flatMap((text) => [
      ...FAULTS.filter(([, pattern]) => pattern.test(text)).map(([name]) => `${rule} ${name}: ${text}`),
      ...(text.trim() ? [] : [`${rule} says nothing`]),
    ]),
    ...(message.length > 160 ? [`${rule} long: ${message}`] : []),
    ...(actual !== null && actual === expected ? [`${rule} is what it should be: ${actual}`] : []),
  ]
}

it.each(rules.map((rule) => [rule.id, rule] as const))('%s reads well in all of its cases', (_id, rule) => {
  const found = rule.cases.flatMap(({ given }) => catalogue.check(contextOfCase(given, catalogue)).findings)
  // WD-010 quotes doubled punctuation.
  expect(found.flatMap(faultsOf).filter((fault) => !/^WD-010 (?:two stops|a stop)/.test(fault))).toEqual([])
})

it('uses inner marks for a quotation within a quotation, and drops the final stop of a quotation', () => {
  const { findings } = checkSample({ says: '2023年，我局坚持“以公开为常态、不公开为例外”，扎实推进各项工作。' })
  const stale = findings.find(({ rule }) => rule === 'TP-006')
  expect(stale?.message).toBe('“2023年，我局坚持‘以公开为常态、不公开为例外’，扎实推进各项工作”写的是2023年，报告年份是2024年')
  expect(stale?.where[0]?.quote).toBe('2023年，我局坚持“以公开为常态、不公开为例外”')
})

it('shortens the name of the row on the three securities', () => {
  const { findings } = checkSample({ table3: { new_received: 3, denied_security_stability: 3 } })
  expect(findings.find(({ rule }) => rule === 'T3-004')?.message).toContain('“危及‘三安全一稳定’”行')
})

it('shows no empty value', () => {
  const { findings } = checkSample({ omit: ['signature', 'period'] })
  expect(findings.find(({ rule }) => rule === 'WD-012')).toMatchObject({ actual: null, expected: '机关全称和成文日期' })
})

it('names the part of a revision, and a replacement at one place only once', () => {
  const marks = [
    { kind: 'insertion', anchor: 'p6' },
    { kind: 'deletion', anchor: 'p6' },
    { kind: 'insertion', anchor: 'p4' },
  ]
  const report = readReport({ ...sampleDocument(reference, SamplePatch.parse({})), marks: marks as never })
  const found = catalogue.check({ report }).findings.find(({ rule }) => rule === 'PS-005')
  expect(found?.where).toEqual([
    { label: '第一部分（三） 未接受的修订', anchor: 'p6' },
    { label: '第一部分（一） 未接受的修订', anchor: 'p4' },
  ])
  expect(found?.message).toContain('3处')
})

it('names the separators that a list mixes, each in quotation marks', () => {
  const { findings } = checkSample({
    preamble:
      '本报告由总体情况、主动公开政府信息情况；收到和处理政府信息公开申请情况；政府信息公开行政复议、行政诉讼情况；存在的主要问题及改进情况；其他需要报告的事项六个部分组成。统计期限为2024年1月1日至2024年12月31日。',
  })
  expect(findings.find(({ rule }) => rule === 'WD-010')?.actual).toBe('“、”和“；”')
})
