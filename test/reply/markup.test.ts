import * as fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { cleanLine, escapeMarkup, parseMarkup, parseMarkupBlocks, plainText } from '../../src/reply/markup.ts'
import { createWords } from '../../src/reply/say.ts'

describe('markup', () => {
  it('distinguishes strong text, code and draft words', () => {
    expect(parseMarkup('必改 **3** 见 `T3-001` “⟦公开7件⟧”')).toEqual([
      { text: '必改 ', style: 'plain' },
      { text: '3', style: 'strong' },
      { text: ' 见 ', style: 'plain' },
      { text: 'T3-001', style: 'code' },
      { text: ' “', style: 'plain' },
      { text: '公开7件', style: 'draft' },
      { text: '”', style: 'plain' },
    ])
  })

  it('gives any value back literally, in one span of one style', () => {
    const words = createWords([{ name: 't', content: { a: '前 {{ x }} 后', b: '**{{ x }}**', c: '{{ x | draft }}' } }])
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', minLength: 1 }).filter((text) => cleanLine(text).trim() !== ''),
        (value) => {
          const clean = cleanLine(value)
          expect(words.spans('t.a', { x: value })).toEqual([{ text: `前 ${clean} 后`, style: 'plain' }])
          expect(words.spans('t.b', { x: value })).toEqual([{ text: clean, style: 'strong' }])
          expect(words.spans('t.c', { x: value })).toEqual([{ text: clean, style: 'draft' }])
        },
      ),
    )
  })

  it('does not run Liquid inside a value', () => {
    const words = createWords([{ name: 't', content: { a: '{{ x }}' } }])
    expect(words.plain('t.a', { x: '{{ y }}{% raw %}' })).toBe('{{ y }}{% raw %}')
  })

  it('removes invisible characters and direction marks', () => {
    expect(cleanLine('a\u202Eb\u200Bc\u0000d\u2066e\uFEFFf\nG')).toBe('abcdef G')
    expect(plainText(parseMarkup(escapeMarkup('𠮷\uD800野')))).toBe('𠮷\uFFFD野')
  })

  it('reads paragraphs and lists', () => {
    expect(parseMarkupBlocks('先说\n· 一\n· 二\n\n再说')).toEqual([
      { kind: 'paragraph', spans: [{ text: '先说', style: 'plain' }] },
      { kind: 'list', items: [[{ text: '一', style: 'plain' }], [{ text: '二', style: 'plain' }]] },
      { kind: 'paragraph', spans: [{ text: '再说', style: 'plain' }] },
    ])
  })

  it('says a sentence to its end on a machine that lets the process wait for seconds', () => {
    const words = createWords([{ name: 't', content: { a: '前{{ x }}后' } }])
    let now = 0
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => (now += 3_000))
    try {
      expect(words.plain('t.a', { x: '中' })).toBe('前中后')
    } finally {
      clock.mockRestore()
    }
  })

  it('parses a sentence that was parsed before only when it is said', () => {
    const files = [{ name: 't', content: { a: '{{ x }}', broken: '{{ x' } }]
    const words = createWords(files, { isSound: true })
    expect(words.say('t.a', { x: 1 })).toBe('1')
    expect(words.variables('t.a')).toEqual(['x'])
    expect(words.keys()).toEqual(['t.a', 't.broken'])
    expect(() => words.say('t.broken', { x: 1 })).toThrow(/t\.broken/)
  })

  it('throws on a missing key, value or filter', () => {
    const words = createWords([{ name: 't', content: { a: '{{ x }}', deep: { b: '在' } } }])
    expect(words.plain('t.deep.b')).toBe('在')
    expect(() => words.say('t.a')).toThrow(/t\.a.*x/)
    expect(() => words.say('t.nothing')).toThrow(/t\.nothing/)
    expect(() => createWords([{ name: 't', content: { a: '{{ x' } }])).toThrow(/t\.a/)
    expect(() => createWords([{ name: 't', content: { a: '{{ x | nofilter }}' } }]).say('t.a', { x: 1 })).toThrow()
  })
})
