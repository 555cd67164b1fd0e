import { z } from 'zod'
import type { Outcome } from '../../model/outcome.ts'
import { placeOfSpan } from '../place-of-span.ts'
import { definePredicate } from '../predicate.ts'
import { wordsAround } from '../quote-words.ts'
import { bodyLines, joinLines, type TextLine } from '../text-lines.ts'

const Options = z.strictObject({
  /** Characters that are never doubled, but for `before`+double and double+`after` (目的的, 为了了解). */
  characters: z
    .array(z.strictObject({ char: z.string().length(1), before: z.string().default(''), after: z.string().default('') }))
    .default([]),
  /** Words that may stand twice when the second begins a longer word (工作工作人员). */
  compounds: z.record(z.string(), z.array(z.string())).default({}),
  /** Words that are said twice. */
  legal: z.array(z.string()).default([]),
  /** So many hits are the conversion's, not the drafter's. */
  atMost: z.number().int().default(8),
})
type Options = z.infer<typeof Options>

/** A web page's own trail and buttons, copied along with the text. */
const pageFrame = /当前位置|首页|字号|打印本页/
const longest = 10
const isHan = (code: number): boolean => code >= 0x4e00 && code <= 0x9fa5

/** Characters and words written twice: 的的, 审核审核, 满意率满意率. */
export const wordsRepeated = definePredicate({
  name: 'words-repeated',
  options: Options,
  evidence: ['written', 'right', 'what', 'sentence', 'count'],
  run: ({ report }, options) => {
    const lines = bodyLines(report)
    const whole = joinLines(lines)
    const characters = options.characters.filter(({ char }) => whole.includes(char + char))
    const hits = lines.filter((line) => !pageFrame.test(line.text)).flatMap((line) => hitsIn(line, { ...options, characters }))
    if (hits.length > options.atMost) return [{ kind: 'unknown', reason: { code: 'text-doubled' } }]
    return hits.length ? hits : [{ kind: 'pass' }]
  },
})

function hitsIn(line: TextLine, options: Options): Outcome[] {
  const text = line.text.slice(0, 20_000)
  const outcomes: Outcome[] = []
  for (const { char, before, after } of options.characters) {
    for (let at = text.indexOf(char + char); at >= 0; at = text.indexOf(char + char, at + 2))
      if (!(before && before.includes(text[at - 1] ?? '\0')) && !(after && after.includes(text[at + 2] ?? '\0')) && text[at + 2] !== char)
        outcomes.push(fail(line, at, char))
  }
  for (const { start, word } of repeatsIn(text)) {
    const next = text.slice(start + word.length * 2, start + word.length * 2 + 8)
    // 一件一件, 逐条逐条, 越来越: said so on purpose.
    if (options.legal.includes(word) || /^[一二两三几逐层步]/.test(word) || new Set(word).size === 1) continue
    if (options.compounds[word]?.some((rest) => next.startsWith(rest))) continue
    outcomes.push(fail(line, start, word))
  }
  return outcomes
}

const lastSeen = new Int32Array(0x10000)
let clock = 0

/**
 * Stretches of two to ten Chinese characters directly followed by themselves, in one pass: while a text repeats, every
 * character was last seen the same distance ago.
 */
function repeatsIn(text: string): { start: number; word: string }[] {
  const found: { start: number; word: string }[] = []
  // The table is never cleared: what an earlier text left in it lies before the clock.
  if (clock > 2_000_000_000) lastSeen.fill((clock = 0))
  let [distance, run] = [0, 0]
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    const last = (lastSeen[code] ?? 0) - 1 - clock
    lastSeen[code] = clock + at + 1
    const ago = last >= 0 && isHan(code) ? at - last : 0
    if (ago < 2 || ago > longest) run = 0
    else run = ago === distance ? run + 1 : 1
    distance = ago
    if (run === 0 || run < distance) continue
    found.push({ start: at - 2 * distance + 1, word: text.slice(at - distance + 1, at + 1) })
    run = 0
  }
  clock += text.length + longest + 1
  return found
}

function fail(line: TextLine, start: number, word: string): Outcome {
  const sentence = wordsAround(line.text, start, start + word.length * 2, 10)
  return {
    kind: 'fail',
    subject: `twice/${word}`,
    evidence: { written: word + word, right: word, what: `“${word}”写了两遍`, sentence, count: 1 },
    places: [placeOfSpan(line, sentence, start, start + word.length * 2)],
    repairs: [{ anchor: line.anchor, start, end: start + word.length * 2, before: word + word, after: word }],
  }
}
