import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readNumbers } from '../../../src/report/claims/read-numbers.ts'
import { reference } from '../../support/reference.ts'

const read = (text: string) => readNumbers(reference.lexicon, text)
const whole = fc.integer({ min: 0, max: 9_999_999 })

describe('the numbers of a sentence', () => {
  it('are read back with their unit and place', () => {
    fc.assert(
      fc.property(whole, fc.constantFrom('件', '条', '场', '人次', '元'), fc.boolean(), (value, unit, grouped) => {
        const digits = grouped ? value.toLocaleString('en') : String(value)
        const [number, ...more] = read(`全年共有${digits}${unit},其中`)
        expect(more).toEqual([])
        expect(number).toMatchObject({ unit, percent: false, start: 4, end: 4 + digits.length + unit.length })
        expect(number?.quantity).toEqual({ low: value, high: value, value, exact: true })
      }),
    )
  })

  it('have bounds around the stated value, for any words of exactness', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9999 }),
        fc.constantFrom('', '近', '约', '超过', '不足', '至少'),
        fc.constantFrom('', '万', '千'),
        fc.constantFrom('', '余', '多'),
        fc.constantFrom('', '左右', '以上', '以内'),
        (digits, about, scale, more, around) => {
          const { quantity } = read(`发布信息${about}${digits}${scale}${more}条${around}`)[0] ?? {}
          expect(quantity?.low).toBeLessThanOrEqual(quantity?.value ?? 0)
          expect(quantity?.high).toBeGreaterThanOrEqual(quantity?.value ?? 0)
          expect(quantity?.exact).toBe(`${about}${scale}${more}${around}` === '')
        },
      ),
    )
  })

  it.each([
    ['1.2万条', 11_500, 12_500],
    ['300余条', 300, 600],
    ['近300条', 240, 300],
    ['约300条', 270, 330],
  ])('give for %s a range from %d to %d', (say, low, high) => {
    const quantity = read(`发布${say}`)[0]?.quantity
    expect([quantity?.low, quantity?.high].map((bound) => Math.round(bound ?? 0))).toEqual([low, high])
  })

  it.each(['2024年12月31日', '国务院令第711号', '国办函〔2020〕109号', '电话0794-8231100', '12345', '13800138000', '第3条', '1.主动公开'])(
    'are none in %s',
    (say) => {
      expect(read(say)).toEqual([])
    },
  )
})
