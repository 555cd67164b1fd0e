import { describe, expect, it } from 'vitest'
import { foldDates } from '../../src/language/fold-dates.ts'
import { foldForms } from '../../src/language/fold-glyph.ts'
import { squeezeText } from '../../src/language/squeeze-text.ts'

describe('dates in Chinese numerals', () => {
  it.each([
    ['某局二〇二五年年度报告', '某局2025年年度报告'],
    ['二○二五年度', '2025年度'],
    ['二０二五年', '2025年'],
    ['二零二五年', '2025年'],
    ['2O25年', '2025年'],
    ['二千零二十五年元月一日', '2025年1月1日'],
    ['二〇二五年一月一日起至十二月三十一日止', '2025年1月1日起至12月31日止'],
    ['2025年十月二十日', '2025年10月20日'],
    ['一九九九年', '1999年'],
    ['从元旦算起，到2025年12月31日为止', '从1月1日算起，到2025年12月31日为止'],
    ['2025年元旦至12月31日', '2025年1月1日至12月31日'],
  ])('%s is %s', (written, folded) => {
    expect(foldDates(written)).toBe(folded)
  })

  it.each(['二十五年', '第二十五年', '一月份', '十年来', '一、总体情况', '三月至五月', '2025年1月1日', '元旦、春节期间'])(
    'leaves %s',
    (text) => {
      expect(foldDates(text)).toBe(text)
    },
  )

  it('keeps the place of each character', () => {
    const squeezed = squeezeText('p1', '期限自 二〇二五年 一月一日 起')
    expect(squeezed.text).toBe('期限自2025年1月1日起')
    expect(squeezed.span(3, 12)).toEqual({ anchor: 'p1', start: 4, end: 14, text: '二〇二五年 一月一日' })
    expect(squeezed.span(12, 13).text).toBe('起')
  })
})

describe('other forms of a character', () => {
  it.each([
    ['radicals', '⼀⼆⼈⽇⽉⾏', '一二人日月行'],
    ['radicals of the supplement', '⻓⻔⻚⻋', '长门页车'],
    ['compatibility ideographs', '\uf9e4\uf98e\u{2f800}', '理年丽'],
    ['strokes', '㇐', '一'],
    ['ligatures', 'ﬁ', 'fi'],
    ['vertical forms', '︵一︶', '（一）'],
    ['digits of formulas', '𝟏𝟚𝟯', '123'],
    ['digits of other scripts', '١۲३', '123'],
  ])('%s', (_, from, to) => {
    expect(foldForms(from)).toBe(to)
  })

  it('leaves full width, circled numbers and small digits to those who tell of them', () => {
    expect(foldForms('１①²Ⅱ㎡')).toBe('１①²Ⅱ㎡')
  })
})
