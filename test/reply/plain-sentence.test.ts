import { Liquid } from 'liquidjs'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { escapeMarkup } from '../../src/reply/markup.ts'
import { fillPlainSentence, readPlainSentence } from '../../src/reply/plain-sentence.ts'

const engine = new Liquid({ outputEscape: escapeMarkup, strictVariables: true, ownPropertyOnly: true })
const word = fc.string({ unit: fc.constantFrom('甲', '，', ' ', '*', '`', '\\', '⟦', '{', '}', 'a', '1'), maxLength: 6 })
const slot = fc.constantFrom('{{ a }}', '{{b}}', '{{ c1 }}')

it('fills in a sentence as Liquid does, whatever stands in the values', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          word.filter((text) => !/[{}]/.test(text)),
          slot,
        ),
        { maxLength: 8 },
      ),
      fc.record({
        a: fc.oneof(word, fc.string({ unit: 'binary' })),
        b: fc.oneof(word, fc.integer()),
        c1: fc.oneof(word, fc.double({ noNaN: true })),
      }),
      (parts, values) => {
        const text = parts.join('')
        const plain = readPlainSentence(text)
        expect(plain && fillPlainSentence(plain, values)).toBe(engine.parseAndRenderSync(text, values))
      },
    ),
  )
})

it.each(['{% if a %}甲{% endif %}', '{{ a | join: "、" }}', '{{ a.size }}', '{{ a[0] }}', '{{- a -}}', '{{ "甲" }}'])(
  'leaves %s to Liquid',
  (text) => {
    expect(readPlainSentence(text)).toBeNull()
  },
)

it.each([[{}], [{ a: null }], [{ a: ['甲'] }], [Object.create({ a: '甲' }) as object]])(
  'leaves %j, which holds no text, to Liquid',
  (values) => {
    expect(fillPlainSentence(readPlainSentence('{{ a }}')!, values as Record<string, unknown>)).toBeNull()
  },
)
