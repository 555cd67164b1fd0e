import { z } from 'zod'
import { readNumber, writeNumber } from '../../language/chinese-numerals.ts'
import { countWork } from '../../language/count-work.ts'
import { listNumber } from '../../language/list-number.ts'
import { compilePattern, problemOf } from '../../language/pattern.ts'
import { remember } from '../../language/remember.ts'
import type { Passage } from '../../model/annual-report.ts'
import type { Code } from '../../model/outcome.ts'
import { maskDigits } from '../quote-words.ts'
import { AnyPart, partName, placeOfSpan } from '../place.ts'
import { definePredicate, failAt, type Failure } from '../predicate.ts'
import { Pattern } from '../safe-pattern.ts'
import { bodyOfPart } from '../text-lines.ts'

/** Longer paragraphs are looked at up to here. */
const LONGEST = 20_000
/** Numbers said to be missing, and characters quoted from a mark on. */
const [MOST_MISSING, QUOTED] = [3, 24]

const Level = z.strictObject({
  /** Its first number. */
  name: z.string(),
  /** A number of the level in the text; the first group is the numeral. */
  mark: Pattern,
  /** What is also read as the number `{number}`, run into the text before it by the conversion. */
  runIn: z.string().refine((source) => problemOf(source.replaceAll('{number}', '1')) === null),
  /** Whether a list of the level may stand within an item of the same level. */
  nests: z.boolean().default(false),
})
type Level = z.infer<typeof Level>

interface Mark {
  readonly level: Level
  readonly number: number
  readonly numeral: string
  readonly text: string
  readonly start: number
  readonly passage: Passage
}
interface Run {
  readonly last: Mark
  /** What the last number should have been: once that is put right, a number that follows it is right too. */
  readonly wanted: number
  readonly starts: number
  /** The number it began with. */
  readonly first: number
  /** Whether the list began with the first mark of its passage, and no other began there. */
  readonly isApart: boolean
}
interface Break {
  readonly before: Mark
  readonly mark: Mark
}

/** Numbers at every level follow each other: （一）（二）, 1. 2., （1）（2）, 一是 二是, ① ②. Each new block starts again at one. */
export const numberingSequence = definePredicate({
  name: 'numbering-sequence',
  options: z.strictObject({
    parts: z.array(AnyPart).min(1),
    /** From the outermost in. */
    levels: z.array(Level).min(1),
  }),
  evidence: ['part', 'before', 'found', 'wanted', 'missing', 'problem'],
  codes: ['gap', 'repeat', 'back'],
  run: ({ report }, { parts, levels }) => {
    const heads = new Set(report.sections.filter(({ part }) => part === null).map(({ span }) => span.anchor))
    return parts.flatMap((part) => {
      const body = bodyOfPart(report, part)
      const placeOf = new Map(body.map((passage, index) => [passage, index]))
      return breaksIn(body, levels, heads)
        .filter(({ before, mark }) => !standsBetween(body, placeOf, before, mark))
        .map((found) => failureOf(part, found))
    })
  },
})

function breaksIn(body: readonly Passage[], levels: readonly Level[], heads: ReadonlySet<string>): Break[] {
  const runs = new Map<Level, Run>()
  return body.flatMap((passage) => {
    if (heads.has(passage.anchor)) runs.clear()
    return marksIn(passage, levels).flatMap((mark) => {
      const before = brokenAfter(runs, mark)
      for (const inner of levels.slice(levels.indexOf(mark.level) + 1)) runs.delete(inner)
      return before ? [{ before, mark }] : []
    })
  })
}

function marksIn(passage: Passage, levels: readonly Level[]): Mark[] {
  const text = passage.text.slice(0, LONGEST)
  return levels
    .flatMap((level) =>
      [...text.matchAll(level.mark)].map((match): Mark => {
        const numeral = match[1] ?? ''
        // ① is 1 in half width.
        return { level, numeral, number: readNumber(numeral.normalize('NFKC')) ?? 0, text: match[0], start: match.index, passage }
      }),
    )
    .toSorted((one, other) => one.start - other.start)
}

/** The mark that this one should follow and does not. */
function brokenAfter(runs: Map<Level, Run>, mark: Mark): Mark | null {
  const run = runs.get(mark.level)
  const isStart = !run || mark.number === 1
  const follows = isStart || mark.number === run.last.number + 1 || mark.number === run.wanted + 1
  // Behind a second item that was put in front of the first comes the third.
  const isBehind = run?.first === 2 && run.last.number === 2 && mark.number === 1
  const wanted = isBehind ? 2 : follows ? mark.number : run.last.number + 1
  const goesOn = run?.last.passage === mark.passage
  const isApart = goesOn ? run.isApart && !isStart : isStart
  runs.set(mark.level, { last: mark, wanted, starts: (run?.starts ?? 0) + (isStart ? 1 : 0), first: run?.first ?? mark.number, isApart })
  if (follows) return null
  // 一是 within 一是: nothing sure can be said of the outer list, but for a list that has its paragraph to itself.
  return mark.level.nests && run.starts > 1 && !isApart ? null : run.last
}

/** Whether the next number is there after all, run into the text between two marks. */
function standsBetween(body: readonly Passage[], placeOf: ReadonlyMap<Passage, number>, before: Mark, mark: Mark): boolean {
  if (mark.number <= before.number + 1) return false
  const passages = body.slice(placeOf.get(before.passage), (placeOf.get(mark.passage) ?? 0) + 1)
  countWork(passages.length)
  const text = passages
    .map((passage) =>
      passage.text.slice(passage === before.passage ? before.start + 1 : 0, passage === mark.passage ? mark.start : undefined),
    )
    .join('')
  return compilePattern(mark.level.runIn, { number: [numeralLike(mark, before.number + 1)] }).test(text)
}

const maskedText = remember(({ text }: Passage) => maskDigits(text))

function failureOf(part: z.infer<typeof AnyPart>, { before, mark }: Break): Failure {
  const wanted = before.number + 1
  const quoteOf = ({ passage, start }: Mark): string => maskedText(passage).slice(start, start + QUOTED)
  const places = [
    placeOfSpan(before.passage, quoteOf(before)),
    placeOfSpan(mark.passage, quoteOf(mark), mark.start, mark.start + mark.text.length),
  ]
  return failAt(places, {
    subject: `numbering/${part}/${mark.level.name}/${before.number}-${mark.number}`,
    evidence: {
      part: partName(part),
      before: before.text,
      found: mark.text,
      wanted: writeLike(mark, wanted),
      problem: breakOf(before, mark, wanted),
    },
  })
}

function breakOf(before: Mark, mark: Mark, wanted: number): Code {
  const words = { before: before.text, found: mark.text }
  if (mark.number === wanted - 1) return { code: 'repeat', with: words }
  if (mark.number < wanted) return { code: 'back', with: words }
  const missing = Array.from({ length: Math.min(MOST_MISSING, mark.number - wanted) }, (_, index) => `“${writeLike(mark, wanted + index)}”`)
  return { code: 'gap', with: { ...words, missing } }
}

/** A number of the mark's level, written as the mark is. */
const writeLike = (mark: Mark, number: number): string => mark.text.replace(mark.numeral, numeralLike(mark, number))

function numeralLike({ numeral }: Mark, number: number): string {
  if (/\d/.test(numeral)) return String(number)
  const isCircled = /\d/.test(numeral.normalize('NFKC'))
  return (isCircled ? listNumber(number, 'decimalEnclosedCircle') : writeNumber(number)) ?? String(number)
}
