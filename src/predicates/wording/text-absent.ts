import { z } from 'zod'
import type { Repair } from '../../model/finding.ts'
import type { CheckContext, Outcome } from '../../model/outcome.ts'
import { Severity } from '../../model/rule.ts'
import { maskDigits } from '../mask-digits.ts'
import { placeOfSpan } from '../place-of-span.ts'
import { definePredicate } from '../predicate.ts'
import { quoteWords, wordsAround } from '../quote-words.ts'
import { findAll, matchesAny, mayMatch, Pattern } from '../safe-pattern.ts'
import { allLines, bodyLines, joinLines, sentencesOf, type Sentence, type TextLine } from '../text-lines.ts'

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
  /** `right` may be put in its place by a click: a wording, never a number. */
  repair: z.boolean().default(true),
})
const Options = z.strictObject({
  words: z.array(Words).min(1),
  parts: z.array(z.number().int().min(0).max(7)).optional(),
  /** `body`: title and paragraphs; `all`: cells of tables, page headers and footers, notes as well. */
  where: z.enum(['body', 'all']).default('body'),
  /** Judge exceptions by the sentence or by the whole paragraph. */
  within: z.enum(['sentence', 'paragraph']).default('sentence'),
  fromYear: z.number().int().optional(),
  /** Fine everywhere (names in quotation marks, conversion leavings …). */
  unless: z.array(Pattern).default([]),
  /** More findings than this are one, with all places. */
  atMost: z.number().int().default(5),
})
type Options = z.infer<typeof Options>
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
  run: (context, options) => {
    const { report } = context
    if (options.fromYear && report.year === null) return [{ kind: 'unknown', reason: { code: 'no-year' } }]
    if (options.fromYear && (report.year ?? 0) < options.fromYear) return [{ kind: 'pass' }]
    const lines = linesFor(context, options)
    const text = joinLines(lines)
    const words = options.words.filter(({ match }) => mayMatch(text, match))
    const hits = words.length ? lines.flatMap((line) => withoutOverlaps(hitsIn(line, { ...options, words }))) : []
    if (!hits.length) return [{ kind: 'pass' }]
    return [...groupHits(hits).values()].map(failHits)
  },
})

function linesFor({ report }: CheckContext, options: Options): readonly TextLine[] {
  const lines = options.where === 'all' ? allLines(report) : bodyLines(report)
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

function groupHits(hits: readonly Hit[]): Map<string, Hit[]> {
  const groups = new Map<string, Hit[]>()
  for (const hit of hits) {
    const key = `${hit.words.what}/${hit.text.replace(/\s/g, '')}`
    const group = groups.get(key)
    if (group) group.push(hit)
    else groups.set(key, [hit])
  }
  return groups
}

function failHits(hits: readonly Hit[]): Outcome {
  const first = hits[0] as Hit
  const repairs = first.words.right !== undefined && first.words.repair ? hits.flatMap(repairOf) : []
  return {
    kind: 'fail',
    subject: `${first.words.what}/${first.text.replace(/\s/g, '')}`,
    evidence: {
      written: maskDigits(first.text.trim()),
      right: first.right,
      what: first.words.what,
      sentence: quoteWords(first.sentence.text, 60),
      count: hits.length,
    },
    places: hits.slice(0, 10).map((hit) => placeOfSpan(hit.sentence, aroundOf(hit), hit.start, hit.start + hit.text.length)),
    ...(first.words.severity ? { severity: first.words.severity } : {}),
    ...(repairs.length ? { repairs } : {}),
  }
}

function repairOf(hit: Hit): Repair[] {
  return hit.sentence.anchor
    ? [{ anchor: hit.sentence.anchor, start: hit.start, end: hit.start + hit.text.length, before: hit.text, after: hit.right }]
    : []
}

/** The words with a little of what stands around them, so that a person finds them. */
function aroundOf(hit: Hit): string {
  const at = hit.start - hit.sentence.start
  return wordsAround(hit.sentence.text, at, at + hit.text.length, 15)
}
