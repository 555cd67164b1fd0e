import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expandWord } from '../../../src/language/word-scan.ts'
import { createStatementReader } from '../../../src/report/claims/read-statements.ts'
import { reference } from '../../support/reference.ts'

const { lexicon } = reference
const read = createStatementReader(reference)

/** Any form of any word of a value. */
function wordOf(feature: string, value: string): fc.Arbitrary<string> {
  const forms = (lexicon.features[feature]?.values[value]?.words ?? []).flatMap(expandWord)
  return fc.constantFrom(...forms.filter((form) => !form.includes('#')))
}

const opening = fc.constantFrom('', '全年', '2024年，', '本年度我局', '2024年，我局')
const sum = fc.constantFrom('', '共', '共计', '总数为', '合计')
const count = fc.integer({ min: 1, max: 99_999 })
const PIECES = ['件', '份', '条', '宗']

/** A frame in words, with the noun before or after the number. */
function phrase(
  act: string,
  thing: string,
  units: readonly string[] = PIECES,
): fc.Arbitrary<{ readonly say: string; readonly value: number }> {
  return fc
    .tuple(
      opening,
      wordOf('act', act),
      fc.constantFrom('', '了'),
      wordOf('thing', thing),
      sum,
      count,
      fc.constantFrom(...units),
      fc.boolean(),
    )
    .map(([open, does, done, what, total, value, piece, behind]) => ({
      say: behind ? `${open}${does}${done}${value}${piece}${what}` : `${open}${does}${done}${what}${total}${value}${piece}`,
      value,
    }))
}

const wholes = (say: string): string[] =>
  read([{ anchor: 'p1', part: 1, text: say }], 2024, null)
    .claims.filter(({ time, topic, negated }) => time === 'this' && topic === null && !negated)
    .map(({ measure, quantity }) => `${measure} ${quantity.value}`)

describe('a frame in any wording', () => {
  it.each<[measure: string, act: string, thing: string, units?: string[]]>([
    ['requests/new', 'receive', 'request'],
    ['requests/handled', 'handle', 'request'],
    ['normative/issued', 'issue', 'normative'],
    ['normative/repealed', 'repeal', 'normative'],
    ['normative/in_force', 'keep', 'normative'],
    ['rules/issued', 'issue', 'rule'],
    ['fee/notices', 'send', 'fee-notice'],
    ['training/sessions', 'hold', 'training', ['次', '场', '期']],
    ['published/total', 'publish-proactively', 'information'],
  ])('reads back as %s', (measure, act, thing, units = PIECES) => {
    fc.assert(
      fc.property(phrase(act, thing, units), ({ say, value }) => {
        expect(wholes(say), say).toEqual([`${measure} ${value}`])
      }),
      { numRuns: 200 },
    )
  })

  it('is a part with any word of a channel or of another source in it', () => {
    const narrowing = fc.oneof(wordOf('channel', 'any'), wordOf('source', 'passed-on'), wordOf('scope', 'topic'), wordOf('period', 'half'))
    fc.assert(
      fc.property(narrowing, wordOf('thing', 'request'), count, (word, what, value) => {
        const say = `共收到${word}的${what}${value}件`
        expect(wholes(say), say).toEqual([])
      }),
      { numRuns: 200 },
    )
  })

  it('is no other measure if another act or thing is beside it', () => {
    fc.assert(
      fc.property(phrase('receive', 'request'), phrase('issue', 'normative'), (first, second) => {
        const say = `${first.say}；${second.say}`
        expect(wholes(say), say).toEqual([`requests/new ${first.value}`, `normative/issued ${second.value}`])
      }),
      { numRuns: 200 },
    )
  })
})
