import { z } from 'zod'
import { NUMERALS } from '../../language/chinese-numerals.ts'
import type { Code, Said } from '../../model/outcome.ts'
import { placeAround, placeOfSpan } from '../place.ts'
import { definePredicate, failAt, type Failure, type Found } from '../predicate.ts'
import { quoteWords, wordsAround } from '../quote-words.ts'
import { matchesAny, Pattern } from '../safe-pattern.ts'
import { bodyLines, joinLines, linesOfParts, type TextLine } from '../text-lines.ts'

const PAIRS = [
  ['（', '）'],
  ['“', '”'],
  ['《', '》'],
  ['【', '】'],
] as const
type Pair = (typeof PAIRS)[number]
/** 1） and 一） number an item; they close nothing. */
const ITEM_NUMBERS = new RegExp(`(^|[。；\\s])[\\d${NUMERALS}]{1,3}）`, 'g')
/** Findings a pair. */
const MOST = 3

interface Line {
  readonly line: TextLine
  readonly text: string
}

/** Brackets and quotation marks that are opened are closed again, in the paragraph and in the whole text. */
export const marksBalanced = definePredicate({
  name: 'marks-balanced',
  options: z.strictObject({}),
  evidence: ['written', 'what', 'sentence', 'mark', 'other'],
  codes: ['mark-alone', 'open-quote-alone', 'close-quote-alone'],
  run: ({ report }) => {
    const all = fold(joinLines(bodyLines(report)))
    if (PAIRS.every((pair) => isBalanced(all, pair))) return []
    const lines = bodyLines(report).map((line) => ({ line, text: fold(line.text).replace(ITEM_NUMBERS, '$1') }))
    const whole = lines.map(({ text }) => text).join('')
    // Where the numbers agree over the whole text, a quotation only runs over paragraphs.
    return PAIRS.filter((pair) => !isBalanced(whole, pair)).flatMap((pair) => faultsOf(lines, pair))
  },
})

const faultsOf = (lines: readonly Line[], pair: Pair): Failure[] =>
  lines
    .filter(({ text }) => !isBalanced(text, pair))
    .slice(0, MOST)
    .map(({ line, text }) => {
      const at = Math.max(0, fold(line.text).indexOf(pair[0]))
      const sentence = wordsAround(line.text, at, at + 20, 10)
      return failAt(placeOfSpan(line, sentence), {
        subject: `marks/${pair[0]}/${sentence.replace(/[\s\d]/g, '').slice(0, 20)}`,
        evidence: { written: sentence, what: problemOf(text, pair), sentence },
      })
    })

/** A quotation mark between quotation marks is not to be read: it is named. */
function problemOf(text: string, [open, close]: Pair): Code {
  const isOpen = count(text, open) > count(text, close)
  if (open === '“') return { code: isOpen ? 'open-quote-alone' : 'close-quote-alone' }
  return { code: 'mark-alone', with: isOpen ? { mark: open, other: close } : { mark: close, other: open } }
}

const fold = (text: string): string => text.replaceAll('(', '（').replaceAll(')', '）')
const count = (text: string, char: string): number => text.split(char).length - 1
const isBalanced = (text: string, [open, close]: Pair): boolean => count(text, open) === count(text, close)

/** Separators of a list, in half and full width. */
const SEPARATORS: Readonly<Record<string, string>> = { '、': '、', '；': '；', '，': '，', ';': '；', ',': '，' }
/** Fewer are no list of the parts. */
const FEWEST = 4

/** The list of the six parts in the preamble uses one kind of separator. */
export const listSeparators = definePredicate({
  name: 'list-separators',
  options: z.strictObject({
    /** Words that lead in the last item: the stop in front of them is a sentence's, not the list's. */
    and: Pattern,
  }),
  evidence: ['written', 'what', 'sentence', 'mark', 'first', 'second'],
  codes: ['mixed-separators', 'mark', 'both'],
  run: ({ report }, { and }) => {
    const names = report.form.sections.map(({ heading }) => heading)
    const [found] = linesOfParts(report, [0]).flatMap((line) => mixedIn(line, names, and))
    return found ? [found] : []
  },
})

function mixedIn(line: TextLine, names: readonly string[], and: RegExp): Found {
  const text = line.text.replace(/\s/g, '')
  const used = names.flatMap((name) => {
    const at = text.indexOf(name)
    const mark = at < 0 ? undefined : SEPARATORS[text.charAt(at + name.length)]
    return mark && !matchesAny(text.slice(at + name.length + 1), [and]) ? [mark] : []
  })
  const kinds = [...new Set(used)]
  if (used.length < FEWEST || kinds.length < 2) return []
  const list = line.text.slice(Math.max(0, line.text.indexOf(names[0] ?? '')))
  return failAt(placeOfSpan(line, list), {
    subject: 'list-separators',
    evidence: { written: bothOf(kinds), what: { code: 'mixed-separators' }, sentence: quoteWords(list, 50) },
  })
}

/** “、”和“；”, as the rule words it. */
const bothOf = (marks: readonly string[]): Said =>
  marks.map((mark): Said => ({ code: 'mark', with: { mark } })).reduce((first, second) => ({ code: 'both', with: { first, second } }))

/** Full-width marks by the half-width ones that stand in their place. */
const FULL_WIDTH: Readonly<Record<string, string>> = { ',': '，', ';': '；', '?': '？', '!': '！' }
/** A half-width mark with Chinese words on both sides; figures, letters and addresses keep theirs. */
const HALF_WIDTH = /(?<=[\p{Unified_Ideograph}”》）])[,;?!](?=[\p{Unified_Ideograph}“《（])/gu

/** Half-width marks in Chinese sentences: a slip where the rest is full width; a text full of them was converted (WD-010). */
export const halfWidthMarks = definePredicate({
  name: 'half-width-marks',
  options: z.strictObject({
    /** More than this are the conversion's, not the drafter's. */
    atMost: z.number().int().default(6),
  }),
  evidence: ['written', 'what', 'sentence', 'mark', 'other', 'count'],
  codes: ['half-width'],
  run: ({ report }, { atMost }) => {
    const hits = bodyLines(report).flatMap((line) =>
      [...line.text.matchAll(HALF_WIDTH)].map((match) => ({ line, start: match.index, mark: match[0] })),
    )
    const [first] = hits
    if (!first || hits.length > atMost) return []
    const { line, start, mark } = first
    return failAt(
      hits.map((hit) => placeAround(hit.line, hit.start, hit.start + 1, 12)),
      {
        subject: 'half-width',
        evidence: {
          written: mark,
          what: { code: 'half-width', with: { mark, other: FULL_WIDTH[mark] ?? mark } },
          sentence: wordsAround(line.text, start, start + 1, 12),
          count: hits.length,
        },
        repairs: hits.map((hit) => ({
          anchor: hit.line.anchor,
          start: hit.start,
          end: hit.start + 1,
          before: hit.mark,
          after: FULL_WIDTH[hit.mark] ?? hit.mark,
        })),
      },
    )
  },
})
