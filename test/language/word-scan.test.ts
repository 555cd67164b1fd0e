import { describe, expect, it } from 'vitest'
import { compileWords, expandWord } from '../../src/language/word-scan.ts'

describe('words written with choices', () => {
  it.each([
    ['收到?', ['收', '收到']],
    ['(新|共)?收到', ['收到', '新收到', '共收到']],
    ['结转(下|次)年(度)?', ['结转下年', '结转下年度', '结转次年', '结转次年度']],
  ])('%s stand for every form', (source, forms) => {
    expect(new Set(expandWord(source))).toEqual(new Set(forms))
  })

  it.each(['(收到', '收到)', '(一|二|三|四)(一|二|三|四)(一|二|三|四)(一|二|三|四)(一|二|三|四)(一|二|三|四)'])(
    '%s is refused',
    (source) => {
      expect(() => expandWord(source)).toThrow(RangeError)
    },
  )
})

describe('a text scanned for words', () => {
  const scan = compileWords([
    ['收到', 'receive'],
    ['公开', 'publish'],
    ['政府信息公开申请', 'request'],
    ['####年', 'year'],
    ['12月', 'december'],
    ['##月', 'month'],
  ])
  const words = (text: string): string[] => scan(text).map(({ start, end, meaning }) => `${text.slice(start, end)}:${meaning}`)

  it('yields the longest word at each place, from left to right', () => {
    expect(words('2024年收到政府信息公开申请')).toEqual(['2024年:year', '收到:receive', '政府信息公开申请:request'])
  })

  it('prefers a literal digit to the digit wildcard', () => {
    expect(words('12月，11月')).toEqual(['12月:december', '11月:month'])
  })

  it('refuses one form with two meanings', () => {
    expect(() =>
      compileWords([
        ['收到?', 'a'],
        ['收', 'b'],
      ]),
    ).toThrow(RangeError)
  })

  it('takes linear time', () => {
    expect(scan('政府信息公开申'.repeat(100_000)).length).toBe(100_000)
  })
})
