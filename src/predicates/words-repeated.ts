import { z } from 'zod'
import type { Outcome } from '../model/outcome.ts'
import { placeOfSpan } from './place-of-span.ts'
import { definePredicate } from './predicate.ts'
import { bodyLines, type TextLine } from './text-lines.ts'

const Options = z.strictObject({
  /** Characters that are never doubled, but for `before`+double and double+`after` (目的的, 为了了解). */
  characters: z.array(z.strictObject({ char: z.string().length(1), before: z.string().default(''), after: z.string().default('') })).default([]),
  /** Words that may stand twice when the second begins a longer word (工作工作人员). */
  compounds: z.record(z.string(), z.array(z.string())).default({}),
  /** Words that are said twice. */
  legal: z.array(z.string()).default([]),
  /** So many hits are the conversion's, not the drafter's. */
  atMost: z.number().int().default(8),
})
type Options = z.infer<typeof Options>

const twice = /([一-龥]{2,10}?)\1/gu

/** Characters and words written twice: 的的, 审核审核, 满意率满意率. */
export const wordsRepeated = definePredicate({
  name: 'words-repeated',
  options: Options,
  evidence: ['written', 'right', 'what', 'sentence', 'count'],
  run: ({ report }, options) => {
    const hits = bodyLines(report).flatMap((line) => hitsIn(line, options))
    if (hits.length > options.atMost) return [{ kind: 'unknown', reason: { code: 'text-doubled' } }]
    return hits.length ? hits : [{ kind: 'pass' }]
  },
})

function hitsIn(line: TextLine, options: Options): Outcome[] {
  const text = line.text.slice(0, 20_000)
  const outcomes: Outcome[] = []
  for (const { char, before, after } of options.characters) {
    for (let at = text.indexOf(char + char); at >= 0; at = text.indexOf(char + char, at + 2))
      if (!(before && before.includes(text[at - 1] ?? '\0')) && !(after && after.includes(text[at + 2] ?? '\0')) && text[at + 2] !== char) outcomes.push(fail(line, at, char))
  }
  for (const match of text.matchAll(twice)) {
    const word = match[1] ?? ''
    const next = text.slice(match.index + match[0].length)
    // 一件一件, 逐条逐条, 越来越: said so on purpose.
    if (options.legal.includes(word) || /^[一二两三几逐层步]/.test(word) || new Set(word).size === 1) continue
    if (options.compounds[word]?.some((rest) => next.startsWith(rest))) continue
    outcomes.push(fail(line, match.index, word))
  }
  return outcomes
}

function fail(line: TextLine, start: number, word: string): Outcome {
  const sentence = line.text.slice(Math.max(0, start - 10), start + word.length * 2 + 10)
  return {
    kind: 'fail', subject: `twice/${word}`, evidence: { written: word + word, right: word, what: `“${word}”写了两遍`, sentence: sentence.trim(), count: 1 },
    places: [placeOfSpan(line, sentence, start, start + word.length * 2)],
    repairs: [{ anchor: line.anchor, start, end: start + word.length * 2, before: word + word, after: word }],
  }
}
