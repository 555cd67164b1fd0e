import { z } from 'zod'
import type { AnnualReport } from '../../model/annual-report.ts'
import type { Repair } from '../../model/finding.ts'
import type { FoundPlace } from '../../model/outcome.ts'
import { Basis, Severity } from '../../model/rule.ts'
import { groupBy } from '../../language/group-by.ts'
import { remember } from '../../language/remember.ts'
import { maskDigits, quoteWords } from '../quote-words.ts'
import { AnyPart, placeAround } from '../place.ts'
import { definePredicate, failAt, type Failure, unknown } from '../predicate.ts'
import { findAll, matchesAny, mayMatch, Pattern } from '../safe-pattern.ts'
import { allLines, bodyLines, cellLines, joinLines, sentencesOf, type Sentence, type TextLine } from '../text-lines.ts'

const Words = z.strictObject({
  /** What must not stand there. */
  match: Pattern,
  /** What it should be, where that is one thing; `$1` is the first bracket of the pattern. */
  right: z.string().optional(),
  /** Fine where the same sentence matches one of these. */
  unless: z.array(Pattern).default([]),
  /** Only where the same sentence matches one of these. */
  when: z.array(Pattern).default([]),
  /** Words for {what}. */
  what: z.string().default(''),
  severity: Severity.optional(),
  /** What these words rest on, where it is not what the rule as a whole rests on. */
  basis: z.array(Basis).min(1).optional(),
  /** `right` may be put in its place by a click: a wording, never a number. */
  repair: z.boolean().default(true),
})
const Options = z.strictObject({
  words: z.array(Words).min(1),
  parts: z.array(AnyPart).optional(),
  /** `body`: title and paragraphs; `cells`: cells of tables; `all`: both, page headers and footers, notes as well. */
  where: z.enum(['body', 'cells', 'all']).default('body'),
  /** Judge exceptions by the sentence or by the whole paragraph. */
  within: z.enum(['sentence', 'paragraph']).default('sentence'),
  fromYear: z.number().int().optional(),
  /** Fine everywhere (names in quotation marks, conversion leavings …). */
  unless: z.array(Pattern).default([]),
})
type Options = z.infer<typeof Options>

/** Places shown of one finding. */
const MOST_PLACES = 10

interface Hit {
  readonly words: z.infer<typeof Words>
  readonly sentence: Sentence
  readonly text: string
  readonly start: number
  readonly right: string
}

/** Words that must not be in the text, with their exceptions. */
export const textAbsent = definePredicate({
  name: 'text-absent',
  options: Options,
  evidence: ['written', 'right', 'what', 'sentence', 'count'],
  run: ({ report }, options) => {
    if (options.fromYear && report.year !== null && report.year < options.fromYear) return []
    const lines = linesFor(report, options)
    const text = joinLines(lines)
    const words = options.words.filter(({ match }) => mayMatch(text, match))
    const hits = words.length ? lines.flatMap((line) => withoutOverlaps(hitsIn(line, { ...options, words }))) : []
    // Without a year only what stands there is left open.
    if (options.fromYear && report.year === null) return hits.length ? [unknown('no-year')] : []
    return [...groupBy(hits, subjectOf)].map(([subject, group]) => failureOf(subject, group))
  },
})

function linesFor(report: AnnualReport, options: Options): readonly TextLine[] {
  const lines = options.where === 'all' ? allLines(report) : options.where === 'cells' ? cellLines(report) : bodyLines(report)
  return options.parts ? lines.filter((line) => line.part !== null && options.parts?.includes(line.part)) : lines
}

function hitsIn(line: TextLine, options: Options): Hit[] {
  if (!options.words.some((words) => matchesAny(line.text, [words.match]))) return []
  const pieces = options.within === 'sentence' ? sentencesOf(line) : [{ ...line, start: 0, line }]
  return pieces.flatMap((sentence) =>
    options.words.flatMap((words) => {
      if (words.when.length && !matchesAny(sentence.text, words.when)) return []
      if (matchesAny(sentence.text, [...words.unless, ...options.unless])) return []
      return findAll(sentence.text, words.match).map((found): Hit => ({
        words,
        sentence,
        text: found.text,
        start: sentence.start + found.start,
        right: (words.right ?? '').replace(/\$(\d)/g, (_, number: string) => found.groups[Number(number) - 1] ?? ''),
      }))
    }),
  )
}

/** What two patterns found of one thing at one place is said once, by the longer. */
function withoutOverlaps(hits: readonly Hit[]): Hit[] {
  const reached = new Map<string, number>()
  return hits
    .toSorted((a, b) => a.start - b.start || b.text.length - a.text.length)
    .filter(({ words, start, text }) => {
      const end = start + text.length
      if (end <= (reached.get(words.what) ?? -1)) return false
      reached.set(words.what, end)
      return true
    })
}

const subjectOf = ({ words, text }: Hit): string => `${words.what}/${text.replace(/\s/g, '')}`

function failureOf(subject: string, hits: readonly [Hit, ...Hit[]]): Failure {
  const [{ words, text, right, sentence }] = hits
  const repairs = words.right !== undefined && words.repair ? hits.flatMap(repairOf) : []
  return failAt(hits.slice(0, MOST_PLACES).map(placeOf), {
    subject,
    evidence: { written: maskDigits(text.trim()), right, what: words.what, sentence: quoteOf(sentence), count: hits.length },
    ...(words.severity ? { severity: words.severity } : {}),
    ...(words.basis ? { basis: words.basis } : {}),
    ...(repairs.length ? { repairs } : {}),
  })
}

const quoteOf = remember((sentence: Sentence) => quoteWords(sentence.text))

const repairOf = ({ sentence, start, text, right }: Hit): Repair[] =>
  sentence.anchor ? [{ anchor: sentence.anchor, start, end: start + text.length, before: text, after: right }] : []

function placeOf({ sentence, start, text }: Hit): FoundPlace {
  const at = start - sentence.start
  return placeAround(sentence, at, at + text.length, 15)
}
