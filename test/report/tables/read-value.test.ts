import { describe, expect, it } from 'vitest'
import { isValueText, readValue } from '../../../src/report/tables/read-value.ts'
import { reference } from '../../support/reference.ts'

const { lexicon } = reference

const read = (text: string, money = false): ReturnType<typeof readValue> => readValue(lexicon, text, 't1.0.0', { money })

describe('readValue', () => {
  it.each([
    ['12308', 12_308],
    ['１２', 12],
    [' 0\u3000', 0],
    ['\u00a00', 0],
    ['12,308', 12_308],
    ['12，308', 12_308],
    ['-3', -3],
    ['−3', -3],
    ['4.5', 4.5],
    ['5件', 5],
    ['1.2万', 12_000],
  ])('%s is %d', (text, value) => {
    expect(read(text)).toMatchObject({ state: 'number', value })
  })

  it.each(['', ' ', '\u3000', '\u00a0\u00a0', '\n', '\u200b'])('takes only blanks for blank (%j)', (text) => {
    expect(read(text)).toEqual({ state: 'blank', anchor: 't1.0.0' })
  })

  it.each(['/', '-', '—', '无', 'O', '〇', '若干', '见附件'])('%s is no number', (text) => {
    expect(read(text)).toEqual({ state: 'not-a-number', text, anchor: 't1.0.0' })
  })

  it('converts amounts to 万元 and keeps the written unit', () => {
    expect(read('43.788万元', true)).toMatchObject({ value: 43.788, unit: '万元' })
    expect(read('70487元', true)).toMatchObject({ value: 7.0487, unit: '元' })
    expect(read('1.5亿元', true)).toMatchObject({ value: 15_000, unit: '亿元' })
    expect(read('251000元')).toMatchObject({ value: 251_000, unit: '元' })
  })

  it('does not decide between two figures in one cell and one spaced figure', () => {
    expect(read('1 0')).toMatchObject({ state: 'unreadable', text: '1 0' })
    expect(read('12 308')).toMatchObject({ state: 'number', value: 12_308 })
  })

  it('takes no text for figures', () => {
    for (const text of ['行政许可', '2024年', '一、', '1.', '0632-6616110', '（一）', '1'.repeat(80)])
      expect(isValueText(lexicon, text)).toBe(false)
    for (const text of ['', '0', '/', '22（其中修订16件）', '7730.28']) expect(isValueText(lexicon, text)).toBe(true)
  })
})
