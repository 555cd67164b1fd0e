import { z } from 'zod'
import { chineseDates } from '../../language/fold-dates.ts'
import type { AnnualReport } from '../../model/annual-report.ts'
import { maskDigits, quoteWords } from '../quote-words.ts'
import { AnyPart, partName, placeAround, placeOfSpan } from '../place.ts'
import { definePredicate, failAt, type Found, unknown } from '../predicate.ts'
import { findAll, matchesAny, Pattern } from '../safe-pattern.ts'
import { bodyLines, type Sentence, sentencesOf, type TextLine } from '../text-lines.ts'

const Options = z.strictObject({
  parts: z.array(AnyPart).default([1, 2, 3, 4, 6]),
  /** A year ($1) that is not the name of something. */
  year: Pattern,
  /** The same with its last two figures alone (23年). */
  short: Pattern.optional(),
  /** Whether the year may stand anywhere in a sentence, not at its head alone. */
  anywhere: z.boolean().default(false),
  /** Whether the name of the report in the preamble is looked at as well. */
  announced: z.boolean().default(false),
  /** The number of an item at the head of a sentence, which does not count as words. */
  lead: Pattern,
  /** What follows a year where the sentence reports that year's work. */
  reports: Pattern,
  /** Words before the year or soon after it for which an earlier year is meant. */
  meant: Pattern,
  /** The same anywhere after it. */
  compares: z.array(Pattern).min(1),
  /** “2023年以来” may be meant; at the head of part one it mostly is last year's opening. */
  since: Pattern,
  /** A heading that names an earlier year ($1) and one of these words: below it that year is meant. */
  heads: z.strictObject({ year: Pattern, words: Pattern }),
})
type Options = z.infer<typeof Options>

/** The longest stretch of words before a year that stands at the head of a sentence. */
const LONGEST_HEAD = 6
/** How soon after a year a word still belongs to it. */
const NEAR = 14
const NAMES_OF_FILES = /《[^》]{0,80}》|〔[^〕]{0,10}〕|“[^”]{0,60}”/gu

/**
 * A sentence of the report year left over from an earlier report (“2023年，我局主动公开信息112条” in 2024's), told by an
 * earlier year at the head of a sentence that reports this year's work. Comparisons, file names, last year's problems
 * and numbers of documents are meant (TP-006).
 */
export const staleYear = definePredicate({
  name: 'stale-year',
  options: Options,
  evidence: ['year', 'found', 'quote'],
  run: ({ report }, options) => {
    const { year } = report
    if (year === null) return [unknown('no-year')]
    const lines = bodyLines(report).filter(
      ({ part, item }) => part !== null && options.parts.includes(part) && !isEarlierHead(item ?? '', year, options),
    )
    const outcomes = lines.flatMap((line) => sentencesOf(line).flatMap((sentence) => staleIn(sentence, line, year, options)))
    return [outcomes, options.announced ? announcedOtherwise(report, year) : []].flat()
  },
})

function staleIn(sentence: Sentence, line: TextLine, year: number, options: Options): Found {
  const text = inFigures(sentence.text).replace(NAMES_OF_FILES, (whole) => ' '.repeat(whole.length))
  // A sentence that also names the report's own year compares.
  if (text.includes(String(year))) return []
  const years = [...findAll(text, options.year), ...(options.short ? findAll(text, options.short) : [])]
  const found = years.find((match) => isLeftOver(text, match, year, options))
  if (!found) return []
  const named = yearNamed(found)
  const after = text.slice(found.start + found.text.length).trimStart()
  const isSince = matchesAny(after, [options.since])
  if (isSince && (named !== year - 1 || line.part !== 1)) return []
  const start = sentence.start + found.start
  return failAt(placeOfSpan(line, sentence.text, start, start + found.text.length), {
    ...(isSince ? { severity: 'notice' } : {}),
    subject: `stale/${named}/${line.part}/${after.slice(0, 10)}`,
    evidence: { year, found: named, quote: quoteWords(sentence.text, 40) },
  })
}

/** Years digit by digit (二〇二三年) in figures; every character keeps its place. */
const inFigures = (text: string): string =>
  chineseDates(text).reduce(
    (shown, { start, end, figures }) => (end - start === figures.length ? shown.slice(0, start) + figures + shown.slice(end) : shown),
    text,
  )

type YearMatch = ReturnType<typeof findAll>[number]

const CENTURY = 2000
const yearNamed = ({ groups }: YearMatch): number => (groups[0]?.length === 2 ? CENTURY : 0) + Number(groups[0])

function isLeftOver(text: string, match: YearMatch, year: number, options: Options): boolean {
  const named = yearNamed(match)
  if (named >= year || named < year - 3) return false
  const before = text.slice(0, match.start).replace(options.lead, '')
  const after = text.slice(match.start + match.text.length).trimStart()
  const isHead = options.anywhere || before.replace(/[\s，,]/g, '').length <= LONGEST_HEAD
  if (!isHead || !matchesAny(after, [options.reports])) return false
  return !matchesAny(before, [options.meant]) && !matchesAny(after.slice(0, NEAR), [options.meant]) && !matchesAny(after, options.compares)
}

/** “编制《某某镇2020年…年度报告》” in the report of another year; a sentence that the period's rules staleIn is left to them. */
function announcedOtherwise({ announced }: AnnualReport, year: number): Found {
  if (!announced || announced.year >= year || announced.year < year - 3) return []
  return failAt(placeOfSpan({ anchor: announced.span.anchor, where: partName(0) }, announced.span.text), {
    subject: `stale/announced/${announced.year}`,
    evidence: { year, found: announced.year, quote: quoteWords(announced.span.text, -40) },
  })
}

/** “（一）2023年问题整改情况”. */
function isEarlierHead(item: string, year: number, { heads }: Options): boolean {
  const named = findAll(item, heads.year)[0]
  return named !== undefined && Number(named.groups[0]) < year && matchesAny(item, [heads.words])
}

/** “截至目前” and the like in front of a number, where the period should be said (TP-008). */
export const vagueTime = definePredicate({
  name: 'vague-time',
  options: z.strictObject({ words: z.array(z.string()).min(1) }),
  evidence: ['word', 'quote'],
  run: ({ report }, { words }) => {
    const sentences = bodyLines(report).flatMap((line) => (line.part === 0 || line.part === 7 ? [] : sentencesOf(line)))
    return sentences.flatMap((sentence) => vagueIn(sentence, words))
  },
})

function vagueIn(sentence: Sentence, words: readonly string[]): Found {
  const { text } = sentence
  const word = words.find((candidate) => text.includes(candidate))
  if (!word) return []
  const at = text.indexOf(word)
  const end = at + word.length
  if (!/\d/.test(text.slice(at, at + 60))) return []
  return failAt(placeAround(sentence, at, end, 25), {
    subject: `${word}/${text.slice(end, end + 10)}`,
    evidence: { word, quote: quoteWords(maskDigits(text).slice(at), 40) },
  })
}
