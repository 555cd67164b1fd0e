import { z } from 'zod'
import { withoutBlanks } from '../../language/fold-characters.ts'
import type { Span } from '../../model/annual-report.ts'
import { placeName, placeOfSpan } from '../place.ts'
import { definePredicate, failAt } from '../predicate.ts'
import { quoteWords } from '../quote-words.ts'
import { matchesAny, Pattern } from '../safe-pattern.ts'

/**
 * A heading that follows itself (WD-014): of a part, with or without text between, or a numbered line right behind
 * itself. A list of contents repeats all headings, none right behind itself.
 */
export const headingsOnce = definePredicate({
  name: 'headings-once',
  options: z.strictObject({
    /** The number in front of a heading inside a part. */
    mark: Pattern,
  }),
  evidence: ['what', 'sentence', 'written'],
  codes: ['heading-twice'],
  run: ({ report: { sections, passages } }, { mark }) => {
    const heads = sections.flatMap(({ part, span }) => (part === null ? [] : [span]))
    const lines = passages.flatMap(({ anchor, text }): Span[] => [{ anchor, start: 0, end: text.length, text }])
    const twice = [...pairs(heads), ...pairs(lines).filter(([{ text }]) => matchesAny(text.trim(), [mark]))]
    const unique = new Map(twice.map((pair) => [pair[1].anchor, pair]))
    return [...unique.values()].map(([first, second]) => {
      const sentence = quoteWords(first.text.trim(), 40)
      const place = (span: Span) => placeOfSpan({ anchor: span.anchor, where: placeName('heading') }, span.text)
      return failAt([place(first), place(second)], {
        severity: 'warning',
        subject: `heading-twice/${sentence}`,
        evidence: { what: { code: 'heading-twice' }, sentence, written: sentence },
      })
    })
  },
})

/** What is followed by the same words. */
const pairs = (spans: readonly Span[]): (readonly [Span, Span])[] =>
  spans.flatMap((span, at) => {
    const next = spans[at + 1]
    return next && next.anchor !== span.anchor && withoutBlanks(next.text) === withoutBlanks(span.text) ? [[span, next] as const] : []
  })
