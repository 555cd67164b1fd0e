import { describe, expect, it } from 'vitest'
import { foldWidth, withoutBlanks, withoutUnseen } from '../../src/language/fold-characters.ts'
import { squeeze, squeezeText } from '../../src/language/squeeze-text.ts'

describe('folding', () => {
  it('turns letters, digits and punctuation to half width', () => expect(foldWidth('Ａ１，（公开）。')).toBe('A1,(公开)。'))
  it('drops blanks of any width', () => expect(withoutBlanks(' 公\u3000开\u00a0\n年\u200b报')).toBe('公开年\u200b报'))
  it('drops invisible characters', () => expect(withoutUnseen('公\u200b开\u00ad年\u2060 报\ufeff')).toBe('公开年报'))
  it('folds and drops together', () => expect(squeeze('２０２４ 年\u200b度')).toBe('2024年度'))
})

describe('a squeezed text', () => {
  it('keeps the original positions of its characters', () => {
    const squeezed = squeezeText('p1', '共 收到\u3000１ ０ 件')
    expect(squeezed.text).toBe('共收到10件')
    expect(squeezed.span(3, 5)).toEqual({ anchor: 'p1', start: 5, end: 8, text: '１ ０' })
    expect(squeezed.span(6, 6)).toEqual({ anchor: 'p1', start: 10, end: 10, text: '' })
  })
})
