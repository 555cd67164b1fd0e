import type { Measure } from '../../form/measure.ts'
import { compilePattern } from '../../language/pattern.ts'
import type { Lexicon } from '../../language/lexicon.ts'
import type { Claim } from '../../model/annual-report.ts'
import type { Sentence } from './split-sentences.ts'

const ZERO = { low: 0, high: 0, value: 0, exact: true } as const

/** How a text denies that there was any of a measure. */
export interface Denial {
  readonly measure: string
  readonly match: RegExp
  readonly limits: RegExp | null
}

/** The denials that the measures know. Throws a PatternError for a pattern that the guard refuses. */
export function compileDenials(lexicon: Lexicon, measures: readonly Measure[]): Denial[] {
  const parts = lexicon.parts('claims/none')
  return measures.flatMap(({ measure, denied }) =>
    denied
      ? [{ measure, match: compilePattern(denied.match, parts), limits: denied.limits ? compilePattern(denied.limits, parts) : null }]
      : [],
  )
}

/** What a sentence says there was none of, as claims of 0. A denial with a limit to it is left out. */
export const readNone = (lexicon: Lexicon, denials: readonly Denial[], sentence: Sentence): Claim[] =>
  [...sentence.text.matchAll(/[^,;。]+/g)].flatMap(({ 0: text, index: at }) => {
    // A plan or a demand denies nothing (“确保不发生行政复议”, “力争无…”).
    if (lexicon.pattern('claims/none/no-denial').test(text)) return []
    return denials.flatMap(({ measure, match, limits }): Claim[] => {
      const found = match.exec(text)
      if (!found || limits?.test(text.slice(found.index).replace(lexicon.all('claims/none/own-reason'), ''))) return []
      const start = sentence.start + at + found.index
      return [
        {
          id: `${sentence.squeezed.anchor}:${start}:${measure}`,
          measure,
          quantity: ZERO,
          unit: null,
          time: lexicon.pattern('claims/none/last-year').test(text) ? 'last' : 'this',
          topic: null,
          within: null,
          negated: true,
          span: sentence.squeezed.span(start, start + found[0].length),
          sentence: sentence.squeezed.span(sentence.start, sentence.end),
          part: sentence.part,
        },
      ]
    })
  })
