import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readNumber, writeDigits, writeNumber } from '../../src/language/chinese-numerals.ts'

describe('reading numbers', () => {
  it.each([
    ['〇', 0],
    ['零', 0],
    ['十', 10],
    ['十一', 11],
    ['三十五', 35],
    ['两百', 200],
    ['一百零八', 108],
    ['一千二百', 1_200],
    ['二〇二四', 2_024],
    ['二○二四', 2_024],
    ['壹拾贰', 12],
    ['貳佰', 200],
    ['一万二千', 12_000],
    ['万', 0],
    ['35', 35],
    ['1,200', 1_200],
  ])('%s is %i', (text, value) => expect(readNumber(text)).toBe(value))

  it.each(['', '件', '三件', '1.5', '2十', '第三'])('“%s” is no number', (text) => expect(readNumber(text)).toBeNull())

  it('reads back whatever is written', () => {
    const styles = fc.record({
      digits: fc.constantFrom('ordinary' as const, 'legal' as const, 'legal-traditional' as const),
      zero: fc.constantFrom('零' as const, '〇' as const),
      leadingOne: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.nat({ max: 9_999 }), styles, (value, style) => {
        expect(readNumber(writeNumber(value, style) ?? '')).toBe(value)
        expect(readNumber(writeDigits(value))).toBe(value)
      }),
    )
  })
})

describe('writing numbers', () => {
  it.each([
    [0, '零'],
    [5, '五'],
    [10, '十'],
    [19, '十九'],
    [20, '二十'],
    [105, '一百零五'],
    [110, '一百一十'],
    [1_005, '一千零五'],
    [9_999, '九千九百九十九'],
  ])('%i is %s', (value, text) => expect(writeNumber(value)).toBe(text))

  it('writes no number outside the range of lists', () =>
    expect([writeNumber(-1), writeNumber(10_000), writeNumber(1.5)]).toEqual([null, null, null]))

  it('writes 一十 if the style requires it', () => {
    expect(writeNumber(12, { digits: 'legal', zero: '零', leadingOne: true })).toBe('壹拾贰')
    expect(writeNumber(12, { digits: 'legal', zero: '零', leadingOne: false })).toBe('拾贰')
  })

  it('writes digit by digit', () => expect(writeDigits(2_024)).toBe('二〇二四'))
})
