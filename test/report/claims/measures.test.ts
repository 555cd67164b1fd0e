import { describe, expect, it } from 'vitest'
import { readReferenceFiles } from '../../../src/host/load-reference.ts'
import { testWords } from '../../../src/host/test-words.ts'
import type { Claim } from '../../../src/model/annual-report.ts'
import { createStatementReader } from '../../../src/report/claims/read-statements.ts'
import { catalogue } from '../../rules/catalogue-fixture.ts'
import { reference } from '../../support/reference.ts'

const read = createStatementReader(reference)
const { measures } = readReferenceFiles('rules')
const cases = Object.values(measures).flatMap(({ measure, cases: all }) =>
  all.map((one) => ({ ...one, measure: one.as ?? measure, claims: claimsOf(one.say, one.about, one.year) })),
)

function claimsOf(say: string, about?: string, year = 2024): readonly Claim[] {
  return read([{ anchor: 'p1', part: 1, text: say, ...(about === undefined ? {} : { item: about }) }], year, '临川市安平区水利局').claims
}

const isWhole = ({ time, topic, negated }: Claim): boolean => time === 'this' && topic === null && !negated
const wholes = (say: string, about?: string): string[] =>
  claimsOf(say, about)
    .filter(isWhole)
    .map(({ measure, quantity }) => `${measure} ${quantity.value}`)

describe('measures and their words', () => {
  it('pass their own cases', () => {
    const { faults, cases: count } = testWords('rules')
    expect(faults).toEqual([])
    expect(count).toBeGreaterThan(400)
  })

  it.each(cases)('of $measure count a number of “$say” once', ({ say, measure, counts, claims }) => {
    for (const [value, how] of Object.entries(counts)) {
      const ids = claims.filter((claim) => claim.measure === measure && claim.quantity.value === Number(value)).map(({ id }) => id)
      const others = claims.filter((claim) => ids.includes(claim.id) && claim.measure !== measure)
      expect(ids.length, how).toBeGreaterThan(0)
      if (!say.includes('各')) expect(others).toEqual([])
    }
  })

  it('are used by the rules', () => {
    const known = new Set(Object.values(measures).map(({ measure }) => measure))
    const named = (id: string): boolean =>
      [...known].some((name) => new RegExp(`^${name.replace(/\+/g, '\\+').replace(/\{[a-z]+\}/g, '[^/]*')}$`).test(id))
    const asked = catalogue.rules.flatMap(({ checks }) => checks.flatMap((check) => ('measure' in check ? [String(check['measure'])] : [])))
    expect(asked.length).toBeGreaterThan(40)
    expect(asked.filter((id) => !named(id))).toEqual([])
  })
})

describe('a number in the text', () => {
  it.each([
    ['收到区政府办转来的政府信息公开申请2件，直接收到3件，共5件', ['requests/new 5']],
    ['2024年，我局共收到政府信息公开申请12件，其中网上6件', ['requests/new 12']],
    ['收到申请5件、人大代表建议3件', ['requests/new 5', 'motions/suggestion// 3']],
    ['新制发规章1件，行政规范性文件2件', ['rules/issued 1', 'normative/issued 2']],
    ['因政府信息公开发生的行政复议、行政诉讼分别为1件和2件', ['review/reconsideration 1', 'review/litigation 2']],
    ['政府信息公开行政复议、行政诉讼各1件', ['review/reconsideration 1', 'review/litigation 1']],
    ['无法提供（没有现成信息）2件，收到政府信息公开申请2件', ['requests/new 2']],
  ])('counts in “%s”: %j', (say, expected) => {
    expect(wholes(say)).toEqual(expected)
  })

  it.each([
    ['passed on by another office', '收到区政府办转来的政府信息公开申请2件'],
    ['of a stretch of the year', '截至6月底，共收到政府信息公开申请3件'],
    ['of other years together', '近三年累计收到政府信息公开申请35件'],
    ['of last year', '2023年收到政府信息公开申请9件'],
    ['of a plan', '计划制发行政规范性文件3件'],
    ['by one channel', '通过信函收到政府信息公开申请3件'],
    ['about one topic', '收到涉及征地的政府信息公开申请3件'],
    ['of another agency', '市住建局收到政府信息公开申请7件'],
    ['of the whole region', '全市共收到政府信息公开申请70件'],
    ['of something else', '收到群众投诉3件，收到热线工单4件'],
    ['that is a change', '政府信息公开申请较上年增加3件'],
  ])('is no total in %s', (_what, say) => {
    expect(wholes(say)).toEqual([])
  })

  it('belongs to last year for the rest of a sentence about last year', () => {
    expect(wholes('2023年收到政府信息公开申请9件，办结9件；2024年收到政府信息公开申请12件，办结12件')).toEqual([
      'requests/new 12',
      'requests/handled 12',
    ])
  })

  it('is not of another office if the agency names itself', () => {
    expect(wholes('安平区水利局共收到政府信息公开申请7件')).toEqual(['requests/new 7'])
  })
})

describe('the certainty of a number', () => {
  const certainty = (say: string): unknown => claimsOf(say).map((claim) => [claim.certainty, claim.unread])

  it('is exact if every word of the clause is known', () => {
    expect(certainty('2024年，我局共收到政府信息公开申请12件')).toEqual([['exact', []]])
  })

  it('is near if a word is unknown, and names the word', () => {
    expect(certainty('2024年，我局共收到嘎嘎呜政府信息公开申请12件')).toEqual([['near', ['嘎嘎呜']]])
  })

  it('is inferred if the thing counted is said elsewhere', () => {
    expect(certainty('收到政府信息公开申请12件，办结11件')).toEqual([
      ['exact', []],
      ['inferred', []],
    ])
  })
})
