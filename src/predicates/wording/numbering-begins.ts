import { z } from 'zod'
import { readNumber, writeNumber } from '../../language/chinese-numerals.ts'
import { onlyHan } from '../../language/fold-characters.ts'
import { compilePattern, problemOf } from '../../language/pattern.ts'
import type { AnnualReport, Passage } from '../../model/annual-report.ts'
import { isConverted } from '../is-converted.ts'
import { AnyPart, partName, placeOfSpan } from '../place.ts'
import { definePredicate, failAt, type Found } from '../predicate.ts'
import { quoteWords } from '../quote-words.ts'
import { findAll, matchesAny, Pattern } from '../safe-pattern.ts'
import { bodyOfPart } from '../text-lines.ts'

/** Characters of a paragraph in which its number is looked for, and more of them before the list than a lead has. */
const [HEAD, LEAD] = [12, 24]
const QUOTED = 24

const Level = z.strictObject({
  /** A number at the beginning of a paragraph; the first group is the numeral. */
  mark: Pattern,
  /** What is also read as the number `{number}` in what stands before. */
  runIn: z.string().refine((source) => problemOf(source.replaceAll('{number}', '1')) === null),
})
type Level = z.infer<typeof Level>

interface Numbered {
  readonly passage: Passage
  readonly numeral: string
  readonly text: string
  readonly number: number
}

/**
 * The outermost list of a part begins with its first item: it does not begin with the second, and the first does not
 * stand behind it (WD-007). Silent where other text of the part may be the first item.
 */
export const numberingBegins = definePredicate({
  name: 'numbering-begins',
  options: z.strictObject({
    parts: z.array(AnyPart).min(1),
    levels: z.array(Level).min(1),
    /** Paragraphs in front of the list that may be its first item all the same. */
    unless: Pattern,
  }),
  evidence: ['part', 'found', 'wanted', 'problem'],
  codes: ['no-first', 'first-behind'],
  run: ({ report }, { parts, levels, unless }) => parts.flatMap((part) => beginningOf(report, part, levels, unless)),
})

function beginningOf(report: AnnualReport, part: z.infer<typeof AnyPart>, levels: readonly Level[], unless: RegExp): Found {
  const body = bodyOfPart(report, part).filter(({ text }) => text.trim() !== '')
  const at = body.findIndex((passage) => levels.some((level) => readMark(passage, level)))
  const begin = body[at]
  const level = begin && levels.find((candidate) => readMark(begin, candidate))
  const first = begin && level && readMark(begin, level)
  if (!first || first.number !== 2) return []
  const before = [headingOf(report, part), ...body.slice(0, at).map(({ text }) => text)]
  if (before.slice(1).some((text) => onlyHan(text).length > LEAD || matchesAny(text, [unless]))) return []
  const one = numeralLike(first, 1)
  if (compilePattern(level.runIn, { number: [one] }).test(before.join('\n'))) return []
  const marks = body.flatMap((passage) => readMark(passage, level) ?? [])
  const behind = marks.find(({ number }) => number === 1)
  // A number that comes twice is of two lists.
  if (behind && new Set(marks.map(({ number }) => number)).size < marks.length) return []
  if (!behind && compilePattern(level.runIn, { number: [one] }).test(body.map(({ text }) => text).join('\n'))) return []
  const places = [first, ...(behind ? [behind] : [])].map(({ passage }) => placeOfSpan(passage, quoteWords(passage.text.trim(), QUOTED)))
  // “2、” is quoted without its stop.
  const found = first.text.replace(/\u3001$/, '')
  const words = { found, wanted: found.replace(first.numeral, one) }
  return failAt(places, {
    ...(isConverted(report.document) && !behind ? { severity: 'notice' as const } : {}),
    subject: `numbering/${part}/begins/${first.text}`,
    evidence: { part: partName(part), ...words, problem: { code: behind ? 'first-behind' : 'no-first', with: words } },
  })
}

const headingOf = ({ sections }: AnnualReport, part: number): string => sections.find((section) => section.part === part)?.span.text ?? ''

function readMark(passage: Passage, { mark }: Level): Numbered | null {
  const [found] = findAll(passage.text.trimStart().slice(0, HEAD), mark)
  const numeral = found?.groups[0] ?? ''
  const number = readNumber(numeral)
  return number === null || !found ? null : { passage, numeral, text: found.text, number }
}

const numeralLike = ({ numeral }: Numbered, number: number): string =>
  /\d/.test(numeral) ? String(number) : (writeNumber(number) ?? String(number))
