import { expect, it } from 'vitest'
import { maskDigits } from '../../src/predicates/quote-words.ts'

it.each([
  '110101199003070118',
  '11010119900307011X',
  '13812345678',
  '138-1234-5678',
  '138 1234 5678',
  '110101 19900307 0118',
  '6222 0212 3456 7890',
  '１３８１２３４５６７８',
])('hides %s', (number) => {
  const shown = maskDigits(`申请人（${number}）`)
  expect(shown).not.toContain(number)
  expect(shown).toContain('***')
})

it.each(['0794-8231100', '12345', '邮编344000', '2024年1月1日至2024年12月31日', '行政许可12308件', '316441.25万元'])(
  'leaves %s',
  (text) => {
    expect(maskDigits(text)).toBe(text)
  },
)
