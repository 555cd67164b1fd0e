import { z } from 'zod'
import { groupBy } from '../../language/group-by.ts'
import { placeAround } from '../place.ts'
import { definePredicate, failAt, type Failure, unknown } from '../predicate.ts'
import { wordsAround } from '../quote-words.ts'
import { matchesAny, Pattern } from '../safe-pattern.ts'
import { bodyLines, joinLines, type TextLine } from '../text-lines.ts'

const Options = z.strictObject({
  /** Characters that are never doubled, but for `before`+double and double+`after` (目的的, 为了了解). */
  characters: z
    .array(z.strictObject({ char: z.string().length(1), before: z.string().default(''), after: z.string().default('') }))
    .default([]),
  /** Words that may stand twice when the second begins a longer word (工作工作人员). */
  compounds: z.record(z.string(), z.array(z.string())).default({}),
  /** Words that are said twice on purpose, and characters that begin such words (一件一件, 逐条逐条). */
  legal: z.array(z.string()).default([]),
  legalStarts: z.string().default(''),
  /** A web page's own trail and buttons, copied along with the text. */
  pageFrame: z.array(Pattern).default([]),
  /** So many hits are the conversion's, not the drafter's. */
  atMost: z.number().int().default(8),
})
type Options = z.infer<typeof Options>

/** Longer paragraphs are looked at up to here. */
const LONGEST_LINE = 20_000
/** A trail or a row of buttons says so at its beginning; further on the text speaks of a page. */
const LONGEST_FRAME = 40
const LONGEST_WORD = 10
const HAN = /\p{Unified_Ideograph}/u

/** Characters and words written twice: 的的, 审核审核, 满意率满意率. */
export const wordsRepeated = definePredicate({
  name: 'words-repeated',
  options: Options,
  evidence: ['written', 'right', 'what', 'sentence'],
  codes: ['twice'],
  run: ({ report }, options) => {
    const lines = bodyLines(report)
    const whole = joinLines(lines)
    const characters = options.characters.filter(({ char }) => whole.includes(char + char))
    const hits = lines
      .filter((line) => !matchesAny(line.text.slice(0, LONGEST_FRAME), options.pageFrame))
      .flatMap((line) => hitsIn(line, { ...options, characters }))
    // Only the few that are said are worded: a text of nothing but repeats has thousands.
    if (hits.length > options.atMost) return [unknown('text-doubled')]
    return [...groupBy(hits, ({ word }) => word)].map(([word, group]) => failureOf(word, group))
  },
})

function hitsIn(line: TextLine, options: Options): Hit[] {
  const text = line.text.slice(0, LONGEST_LINE)
  const words = repeatsIn(text).filter((found) => isWrong(text, found, options))
  return [...doublesIn(text, options), ...words].map((repeat) => ({ ...repeat, line }))
}

interface Repeat {
  readonly start: number
  readonly word: string
}
interface Hit extends Repeat {
  readonly line: TextLine
}

const doublesIn = (text: string, { characters }: Options): Repeat[] =>
  characters.flatMap(({ char, before, after }) => {
    const found: Repeat[] = []
    for (let at = text.indexOf(char + char); at >= 0; at = text.indexOf(char + char, at + 2)) {
      const next = text[at + 2] ?? '\0'
      if (!before.includes(text[at - 1] ?? '\0') && !after.includes(next) && next !== char) found.push({ start: at, word: char })
    }
    return found
  })

function isWrong(text: string, { start, word }: Repeat, { legal, legalStarts, compounds }: Options): boolean {
  if (new Set(word).size === 1 || legal.includes(word) || legalStarts.includes(word.charAt(0))) return false
  const next = text.slice(start + word.length * 2, start + word.length * 2 + 8)
  return !compounds[word]?.some((rest) => next.startsWith(rest))
}

/**
 * Stretches of two to ten Chinese characters directly followed by themselves, in one pass: while a text repeats, every
 * character was last seen the same distance ago.
 */
function repeatsIn(text: string): Repeat[] {
  const found: Repeat[] = []
  const lastSeen = new Map<string, number>()
  let [distance, run] = [0, 0]
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at)
    const ago = at - (lastSeen.get(char) ?? at)
    lastSeen.set(char, at)
    if (ago < 2 || ago > LONGEST_WORD || !HAN.test(char)) run = 0
    else run = ago === distance ? run + 1 : 1
    distance = ago
    if (run === 0 || run < distance) continue
    found.push({ start: at - 2 * distance + 1, word: text.slice(at - distance + 1, at + 1) })
    run = 0
  }
  return found
}

/** A word may be doubled at several places: each is shown. */
function failureOf(word: string, hits: readonly [Hit, ...Hit[]]): Failure {
  const places = hits.map(({ line, start }) => placeAround(line, start, start + word.length * 2, 10))
  const [{ line, start }] = hits
  return failAt(places, {
    subject: `twice/${word}`,
    evidence: {
      written: word + word,
      right: word,
      what: { code: 'twice' },
      sentence: wordsAround(line.text, start, start + word.length * 2, 10),
    },
    repairs: hits.map(({ line: { anchor }, start: at }) => ({
      anchor,
      start: at,
      end: at + word.length * 2,
      before: word + word,
      after: word,
    })),
  })
}
