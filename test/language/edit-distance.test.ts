import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { editDistance, likeness, pairLikeness } from '../../src/language/edit-distance.ts'

describe('edit distance', () => {
  it.each([
    ['政府信息公开条例', '政府信息公开条例', 0],
    ['政府信息公开条例', '政务信息公开条例', 1],
    ['政府信息公开条例', '政府信息公开的条例', 1],
    ['主动公开', '公开主动', 4],
    ['', '公开', 2],
  ])('from %s to %s takes %i edits', (a, b, edits) => {
    expect(editDistance(a, b, 9)).toBe(edits)
    expect(editDistance(b, a, 9)).toBe(edits)
  })

  it('is Infinity above the limit and for long texts', () => {
    expect(editDistance('主动公开', '公开主动', 3)).toBe(Infinity)
    expect(editDistance('甲'.repeat(81), `${'甲'.repeat(80)}乙`, 9)).toBe(Infinity)
  })

  it('agrees with the definition on all short texts', () => {
    const text = fc.string({ unit: fc.constantFrom(...'政府信息公开'), maxLength: 8 })
    fc.assert(
      fc.property(text, text, fc.nat({ max: 8 }), (a, b, most) => {
        const edits = slowly(a, b)
        expect(editDistance(a, b, most)).toBe(edits <= most ? edits : Infinity)
      }),
    )
  })
})

function slowly(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length
  const same = a[0] === b[0] ? 0 : 1
  let least = same + slowly(a.slice(1), b.slice(1))
  if (same === 1) least = Math.min(least, 1 + slowly(a.slice(1), b), 1 + slowly(a, b.slice(1)))
  return least
}

describe('likeness', () => {
  it('is 1 for the same text and 0 for texts without a common character', () => {
    expect([likeness('水利局', '水利局'), likeness('水利局', '教体委')]).toEqual([1, 0])
    expect([pairLikeness('水利局', '水利局'), pairLikeness('水利局', '教体委')]).toEqual([1, 0])
  })

  it('weighs a common beginning more than a common end', () =>
    expect(likeness('水利事务局', '水利服务局')).toBeGreaterThan(likeness('事务水利局', '服务水利局')))

  it('counts common pairs of characters', () => expect(pairLikeness('水利局', '水利委')).toBe(0.5))
})
