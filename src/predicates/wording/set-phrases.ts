import { z } from 'zod'
import { compileWords, type ScannedWord, type WordScanner } from '../../language/word-scan.ts'
import { remember } from '../../language/remember.ts'
import { placeAround } from '../place.ts'
import { definePredicate, failAt, type Failure, unknown } from '../predicate.ts'
import { bodyLines, type TextLine } from '../text-lines.ts'

/** Characters at either end of a phrase that are never lost: less would be found inside other words. */
const WHOLE_ENDS = 2

const Options = z.strictObject({
  /** Phrases that are always written whole. A character in brackets may be left out: 行政规范(性)文件. */
  phrases: z.array(z.string().min(5)).min(1),
  /** So many hits are the conversion's, not the drafter's. */
  atMost: z.number().int().default(4),
})
type Options = z.infer<typeof Options>

/** What a damaged phrase should be; null for the phrase itself. */
type Right = { readonly phrase: string; readonly code: 'lost' | 'doubled' } | null

/** Set phrases with one character lost or doubled inside. Free text is never guessed at (WD-006). */
export const setPhrases = definePredicate({
  name: 'set-phrases',
  options: Options,
  evidence: ['written', 'right', 'what'],
  codes: ['lost', 'doubled'],
  run: ({ report }, options) => {
    const scan = scannerOf(options)
    const hits = bodyLines(report).flatMap((line) =>
      scan(line.text).flatMap((word) => (word.meaning ? [failureOf(line, word, word.meaning)] : [])),
    )
    return hits.length > options.atMost ? [unknown('characters-lost')] : hits
  },
})

const scannerOf = remember(({ phrases }: Options): WordScanner<Right> => {
  const words = new Map<string, Right>()
  for (const source of phrases) for (const [damaged, right] of damagedForms(source)) words.set(damaged, right)
  // A phrase of the list is right wherever it stands, also where another with a character less would be the same.
  for (const source of phrases) for (const form of [withAll(source), source.replace(/\(.\)/gu, '')]) words.set(form, null)
  return compileWords(words)
})

const withAll = (source: string): string => source.replace(/[()]/g, '')

function* damagedForms(source: string): Generator<[string, Right]> {
  const chars = [...source.matchAll(/\((.)\)|(.)/gu)].map(([, optional, char]) => ({ char: optional ?? char ?? '', optional: !!optional }))
  const phrase = withAll(source)
  const text = chars.map(({ char }) => char)
  for (const [index, { char, optional }] of chars.entries()) {
    if (index < 1 || index > chars.length - 2) continue
    yield [[...text.slice(0, index), char, ...text.slice(index)].join(''), { phrase, code: 'doubled' }]
    if (optional || index < WHOLE_ENDS || index > chars.length - 1 - WHOLE_ENDS) continue
    yield [[...text.slice(0, index), ...text.slice(index + 1)].join(''), { phrase, code: 'lost' }]
  }
}

function failureOf(line: TextLine, { start, end }: ScannedWord<Right>, { phrase, code }: NonNullable<Right>): Failure {
  const written = line.text.slice(start, end)
  return failAt(placeAround(line, start, end, 12), {
    subject: `phrase/${written}`,
    evidence: { written, right: phrase, what: { code } },
    repairs: line.anchor ? [{ anchor: line.anchor, start, end, before: written, after: phrase }] : [],
  })
}
