import { describe, expect, it } from 'vitest'
import { createWork, withWork } from '../../src/language/count-work.ts'
import { printsOf, sharedTexts } from '../../src/language/text-prints.ts'

/** A text that is like no other: characters chosen by a number. */
const textOf = (seed: number, length: number): string => {
  let state = seed * 2_654_435_761 + 1
  const next = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0)
  return Array.from({ length }, () => String.fromCharCode(0x4e00 + ((next() >>> 8) % 8_000))).join('')
}
const problems = (seed: number, count = 3): string[] => Array.from({ length: count }, (_, index) => textOf(seed * 100 + index, 24))
const unit = (id: string, own: readonly string[], body: readonly string[]) => ({ id, prints: printsOf(own, [...own, ...body]) })

describe('texts that units share', () => {
  it('finds three sentences on problems that are the same, not two', () => {
    const [one, two] = [unit('a', problems(1), [textOf(1, 800)]), unit('b', problems(1), [textOf(2, 800)])]
    expect(sharedTexts([one, two])).toEqual([{ one: 'a', other: 'b', sentences: 3, percent: 0 }])
    expect(sharedTexts([one, unit('b', problems(1, 2), [textOf(2, 800)])])).toEqual([])
  })

  it('finds a text that is mostly another’s, and not one that has a paragraph of it', () => {
    const [shared, own] = [textOf(3, 900), textOf(4, 300)]
    const [found] = sharedTexts([unit('a', [], [shared]), unit('b', [], [shared, own])])
    expect(found).toMatchObject({ one: 'a', other: 'b', sentences: 0 })
    expect(found?.percent).toBeGreaterThan(90)
    expect(sharedTexts([unit('a', [], [textOf(3, 200), textOf(5, 900)]), unit('b', [], [textOf(3, 200), textOf(6, 900)])])).toEqual([])
  })

  it('takes what a third of four units or more share for a model text, and still sees who copied beside it', () => {
    const model = problems(9, 5)
    const four = ['a', 'b', 'c', 'd'].map((id, index) => unit(id, model, [textOf(20 + index, 800)]))
    expect(sharedTexts(four)).toEqual([])
    expect(sharedTexts(four.slice(0, 3))).toHaveLength(3)
    expect(sharedTexts(four.slice(0, 3), 4)).toEqual([])
    expect(sharedTexts([...four.slice(0, 2), unit('e', problems(2), []), unit('f', problems(3), [])])).toHaveLength(1)
    const nine = Array.from({ length: 9 }, (_, index) =>
      unit(String(index), [...model, ...problems(index < 2 ? 50 : 60 + index)], [textOf(30 + index, 800)]),
    )
    expect(sharedTexts(nine)).toEqual([{ one: '0', other: '1', sentences: 3, percent: 0 }])
  })

  it('says nothing of short sentences and texts too short to compare', () => {
    const short = ['一二三四五六七八九十', '甲乙丙丁戊己庚辛壬癸', '子丑寅卯辰巳午未申酉']
    expect(sharedTexts([unit('a', short, []), unit('b', short, [])])).toEqual([])
    expect(sharedTexts([])).toEqual([])
  })

  it('keeps little of a long text, and no words', () => {
    const prints = printsOf(problems(1, 200), [textOf(1, 100_000)])
    expect(prints.sentences.length).toBeLessThanOrEqual(60)
    expect(prints.stretches.length).toBeLessThanOrEqual(160)
    expect(JSON.stringify(prints)).not.toMatch(/\p{Script=Han}/u)
  })

  it('does work in proportion to the units of a superior, also where all have copied or share in small circles', () => {
    const steps = (count: number, circle: number): number => {
      const units = Array.from({ length: count }, (_, index) =>
        unit(String(index), problems(Math.floor(index / circle)), [textOf(Math.floor(index / circle), 400)]),
      )
      const work = createWork()
      withWork(work, () => sharedTexts(units))
      return work.steps
    }
    for (const circle of [1, 2, 20, 1_000_000]) expect(steps(2_000, circle) / steps(500, circle)).toBeLessThan(4.5)
  })
})
