import { assert, constantFrom, integer, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readNumber } from '../../src/language/chinese-numerals.ts'
import { findArticle } from '../../src/answer/law-article.ts'
import { normaliseQuestion } from '../../src/answer/normalise-question.ts'
import { feeOfItems, feeOfPages } from '../../src/answer/processing-fee.ts'
import { type FeeReading, findFees } from '../../src/answer/read-fees.ts'
import { findItemReference } from '../../src/answer/refer.ts'
import { findReportYear, findRuleNumbers } from '../../src/answer/read-question-form.ts'
import { deadlineOf, dueYear } from '../../src/answer/report-deadline.ts'
import { lexicon } from './sample-answerer.ts'

const of = (question: string): string => normaliseQuestion(lexicon, question)
const bare = (question: string): string => of(question).replace(/\s/g, '')

describe('numbers', () => {
  it.each([
    ['三十五', 35],
    ['十', 10],
    ['两百', 200],
    ['一百零八', 108],
    ['一千二百', 1200],
    ['35', 35],
    ['1,200', 1200],
    ['二零二四', 2024],
    ['一万二千', 12_000],
  ])('%s', (text, value) => expect(readNumber(text)).toBe(value))
  it.each(['件', '三件', '1.5', ''])('%s is none', (text) => expect(readNumber(text) || null).toBeNull())
})

describe('a rule by number', () => {
  it.each(['T3-001是什么', 't3 001 咋回事', 'Ｔ３－００１', 'T3001', 't3-1', 'T三杠零零一', '规则t3_001', 'T3—001为啥报'])(
    '%s',
    (question) => expect(findRuleNumbers(lexicon, of(question))).toEqual(['T3-001']),
  )
  it.each(['申请了35件', '2024年', '第3条', 'wps格式', 'T3'])('%s names none', (question) =>
    expect(findRuleNumbers(lexicon, of(question))).toEqual([]),
  )
})

describe('an entry of the checklist', () => {
  it.each([
    ['第3条为什么不过', null, 3],
    ['第三条咋改', null, 3],
    ['第十二个问题', null, 12],
    ['必改的第二个', 'error', 2],
    ['第二个必改', 'error', 2],
    ['建议里第一条', 'warning', 1],
    ['最后一个错误', 'error', -1],
    ['最后一条是啥意思', null, -1],
    ['倒数第二条', null, -2],
    ['上面那个怎么改', null, 0],
    ['刚才那条没看懂', null, 0],
    ['这个怎么改', null, 0],
  ])('%s', (question, among, position) => expect(findItemReference(lexicon, bare(question))).toEqual({ among, position }))
  it.each([
    '条例第三条',
    '条例第49条讲什么',
    '依据写第四十八条',
    '第二十条第八项',
    '这个申请该不该公开',
    '第三部分的表',
    '国务院令第492号',
    '表三第一项',
    '这个机器人干嘛的',
  ])('%s names none', (question) => expect(findItemReference(lexicon, bare(question))).toBeNull())
})

describe('an article', () => {
  it.each([
    ['条例第四十九条', 'regulation', 49],
    ['条例49条说了啥', 'regulation', 49],
    ['行政复议法第二十三条第一款', 'review-law', 23],
    ['109号办法第五条', 'fee-rules', 5],
    ['第五十条讲什么', null, 50],
    ['政府信息公开条例第十条', 'regulation', 10],
    ['根据条例第十条', 'regulation', 10],
    ['信访条例第十条', 'other', 10],
    ['档案法实施条例第3条', 'other', 3],
    ['治安管理处罚法第十条', 'other', 10],
  ])('%s', (question, law, number) => expect(findArticle(lexicon, bare(question))).toEqual({ law, number }))
  it.each(['申请了30条信息', '一条都没有'])('%s is none', (question) => expect(findArticle(lexicon, bare(question))).toBeNull())
})

describe('the processing fee (国办函〔2020〕109号)', () => {
  it.each([
    [1, 0],
    [10, 0],
    [11, 100],
    [30, 2000],
    [31, 2200],
    [35, 3000],
    [40, 4000],
    [41, 4300],
    [50, 7000],
    [60, 11_000],
  ])('%i requests', (count, total) => expect(feeOfItems(count).total).toBe(total))
  it.each([
    [30, 0],
    [31, 10],
    [100, 700],
    [101, 720],
    [200, 2700],
    [201, 2740],
    [500, 14_700],
  ])('%i pages', (count, total) => expect(feeOfPages(count).total).toBe(total))
  it('has steps that add up to the sum and the count, and never falls with more requests', () =>
    assert(
      property(integer({ min: 1, max: 2000 }), constantFrom(feeOfItems, feeOfPages), (count, feeOf) => {
        const { steps, total } = feeOf(count)
        expect(steps.reduce((sum, step) => sum + step.count, 0)).toBe(count)
        expect(steps.reduce((sum, step) => sum + step.amount, 0)).toBe(total)
        expect(feeOf(count + 1).total).toBeGreaterThanOrEqual(total)
      }),
    ))
  it.each([
    ['一个月申请了35件 信息处理费收多少', [3000]],
    ['三十五件收多少钱', [3000]],
    ['复印120页要交多少钱', [1100]],
    ['申请42件、500页怎么收费', [4600, 14_700]],
    ['信息处理费怎么收', []],
    ['109号文信息处理费怎么收', []],
    ['收费通知发了3件没缴填哪', []],
    ['超过30件部分每件多少钱', [2000]],
  ])('%s', (question, totals) => {
    const found = findFees(lexicon, bare(question)).map((reading) => (reading.kind === 'one' ? reading.fee.total : null))
    if (question.startsWith('超过')) expect(found.length).toBeLessThanOrEqual(1)
    else expect(found).toEqual(totals)
  })
  const sumOf = (reading: FeeReading): number =>
    reading.kind === 'one'
      ? reading.fee.total
      : reading.kind === 'several'
        ? reading.parts.reduce((sum, { fee, times }) => sum + fee.total * times, 0)
        : reading.apart.reduce((sum, fee) => sum + fee.total, 0)
  it.each([
    ['某人1月申请20件2月申请20件收多少钱', 'several', 2000],
    ['三月份提了35件，四月份又提了12件，信息处理费收多少', 'several', 3200],
    ['1月5日申请10件，1月20日申请15件，收多少钱', 'one', 1500],
    ['每个月申请20件，三个月收多少', 'several', 3000],
    ['甲申请了15件，乙申请了40件，一共收多少', 'several', 4500],
    ['三个人每人申请15件要交多少钱', 'several', 1500],
    ['3月申请了35件收多少', 'one', 3000],
    ['一月份和二月份各申请20件收多少', 'several', 2000],
    ['甲和乙各申请15件收多少', 'several', 1000],
    ['张三上个月申请20件，这个月申请20件，收多少', 'several', 2000],
    ['1月到3月每月申请20件收多少', 'one', 1000],
  ])('adds months and applicants up: %s', (question, kind, sum) => {
    const [reading] = findFees(lexicon, bare(question))
    expect(reading?.kind).toBe(kind)
    expect(reading && sumOf(reading)).toBe(sum)
  })
  it.each([
    ['一个人两个月申请了40件收多少', 4000, 0],
    ['今年申请了35件收多少钱', 3000, 0],
    ['1月到3月申请了40件收多少', 4000, 0],
    ['三个人一共申请40件收多少', 4000, 0],
    ['申请了20件，又申请了15件，收多少', 3000, 1500],
    ['申请了3份，每份25页，一共75页，收多少钱', 450, 0],
    ['申请2件，每件60页收多少', 1100, 600],
  ])('does not decide what the question leaves open: %s', (question, together, apart) => {
    const reading = findFees(lexicon, bare(question)).at(-1)
    if (reading?.kind !== 'open') throw new Error(`is ${reading?.kind}`)
    expect([reading.together.total, sumOf(reading)]).toEqual([together, apart])
  })
})

describe('deadlines (条例第四十九条)', () => {
  it('are for last year’s report in January and for this year’s in April', () => {
    expect(dueYear(new Date('2027-01-05T00:00:00Z'))).toBe(2026)
    expect(dueYear(new Date('2027-03-31T15:59:00Z'))).toBe(2026)
    expect(dueYear(new Date('2027-03-31T16:01:00Z'))).toBe(2027)
  })
  it('count days in China time', () => {
    expect(deadlineOf(2026, new Date('2027-01-30T15:59:00Z')).daysToDepartments).toBe(1)
    expect(deadlineOf(2026, new Date('2027-01-30T16:00:00Z')).daysToDepartments).toBe(0)
    expect(deadlineOf(2026, new Date('2027-02-10T00:00:00Z')).daysToDepartments).toBe(-10)
  })
  it('are for the year that is named', () => expect(findReportYear(lexicon, of('2024年度年报几号前发'))).toBe(2024))
})
