import { z } from 'zod'
import { countWork } from './count-work.ts'
import { nearestStretch } from './nearest-stretch.ts'
import { compilePattern, expandParts, type Parts, PatternSource } from './pattern.ts'

/** Phrases up to this length are near many others: they need an anchor. */
const SHORT = 6
/** From this length on two characters may be wrong. */
const LONG = 10
/** Characters on either side that an anchor may look at. */
const AROUND = 12
/** A text with more near misses of one phrase is no report: the rest is not looked at. */
const MOST_PLACES = 200
/** At either end of a phrase without an anchor, so many characters stay whole. */
const WHOLE_ENDS = 2

/** A name or phrase that is written in one way only: an entry of a file of rules/lexicon/. */
export const FixedPhrase = z
  .strictObject({
    say: z.string().regex(/^\p{Unified_Ideograph}{3,40}$/u),
    /** An office has confirmed that it is written so. */
    confirmed: z.boolean().optional(),
    /** First and last year of the reports that it is looked for in. */
    validFrom: z.number().int().optional(),
    validUntil: z.number().int().optional(),
    /** Where a near miss is one: a pattern over the words around, the near miss itself between `<` and `>`. */
    anchor: PatternSource.optional(),
    /** Other phrases that are right although they are near. */
    also: z.array(z.string().min(3)).default([]),
    cases: z
      .strictObject({
        takes: z.array(z.strictObject({ say: z.string(), finds: z.string() })).default([]),
        leaves: z.array(z.string()).default([]),
      })
      .default({ takes: [], leaves: [] }),
  })
  .refine(({ say, anchor, confirmed }) => say.length >= SHORT || anchor !== undefined || confirmed, { path: ['anchor'] })
export type FixedPhrase = z.infer<typeof FixedPhrase>

/** A stretch of a text that is nearly, but not quite, a fixed phrase. */
export interface NearMiss {
  readonly start: number
  readonly end: number
  readonly written: string
  readonly phrase: FixedPhrase
}

/** Finds the near misses of fixed phrases in a text without blanks. Linear in the length of the text. */
export type NearMissFinder = (text: string, isValid?: (phrase: FixedPhrase) => boolean) => NearMiss[]

interface FileOfPhrases {
  readonly phrases: readonly FixedPhrase[]
  /** Word lists that its anchors may use. */
  readonly words: Parts
}

/** Phrases of several files are one list: an office confirms a shipped one, or gives it other years, in a file of its own. */
function mergePhrases(files: readonly FileOfPhrases[]): readonly FixedPhrase[] {
  const merged = new Map<string, FixedPhrase>()
  for (const { phrases, words } of files)
    for (const phrase of phrases) {
      const known = merged.get(phrase.say)
      const anchor = phrase.anchor === undefined ? known?.anchor : expandParts([phrase.anchor].flat(), words)
      const also = [...(known?.also ?? []), ...phrase.also]
      merged.set(phrase.say, { ...known, ...phrase, also, ...(anchor === undefined ? {} : { anchor }) })
    }
  return [...merged.values()]
}

/** @param files in the order in which they count: what a later one says of a phrase goes before */
export function compilePhrases(files: readonly FileOfPhrases[]): NearMissFinder {
  const phrases = mergePhrases(files)
  const known = phrases.map((phrase) => ({ phrase, anchor: phrase.anchor === undefined ? null : compilePattern(phrase.anchor) }))
  const right = [...new Set(phrases.flatMap(({ say, also }) => [say, ...also]))]
  return (text, isValid = () => true) => {
    const found = known
      .filter(({ phrase }) => isValid(phrase))
      .flatMap(({ phrase, anchor }) =>
        stretchesNear(text, phrase).filter(
          (miss) => isAnchored(text, miss, anchor) && !isOther(text, miss, right) && !isCutShort(text, miss),
        ),
      )
    return withoutOverlaps(found)
  }
}

/** With at most n edits one of n + 1 pieces of a phrase is whole: only around those is the text compared. */
function stretchesNear(text: string, phrase: FixedPhrase): NearMiss[] {
  const { say } = phrase
  const most = say.length < LONG ? 1 : 2
  const size = Math.ceil(say.length / (most + 1))
  const found = new Map<string, NearMiss>()
  for (let offset = 0; offset < say.length; offset += size) {
    const piece = say.slice(offset, offset + size)
    countWork(text.length)
    for (let at = text.indexOf(piece); at >= 0; at = text.indexOf(piece, at + 1)) {
      if (text.startsWith(say, at - offset)) continue
      const miss = nearAt(text, phrase, { at, offset, size: piece.length, most })
      if (miss) found.set(`${miss.start}/${miss.end}`, miss)
      if (found.size >= MOST_PLACES) return [...found.values()]
    }
  }
  return [...found.values()]
}

const NOT_HAN = /\P{Unified_Ideograph}/u

interface Piece {
  readonly at: number
  readonly offset: number
  readonly size: number
  readonly most: number
}

function nearAt(text: string, phrase: FixedPhrase, { at, offset, size, most }: Piece): NearMiss | null {
  const { say } = phrase
  const before = text.slice(Math.max(0, at - offset - most), at)
  const from = at - [...before].toReversed().join('').split(NOT_HAN, 1)[0]!.length
  const behind = text.slice(at + size, at + say.length - offset + most).split(NOT_HAN, 1)[0] ?? ''
  const near = nearestStretch(text.slice(from, at + size) + behind, say, most)
  if (!near || near.edits === 0) return null
  const start = from + near.start
  const end = from + near.end - (near.edits < WHOLE_ENDS ? 0 : strayEnd(text.slice(start, from + near.end), say))
  return { start, end, written: text.slice(start, end), phrase }
}

/** Where a phrase lost its end, what follows it was taken for that end: so many characters are not the phrase's. */
const strayEnd = (written: string, say: string): number =>
  written.length === say.length && written.at(-1) !== say.at(-1) && written.at(-2) !== say.at(-2) ? WHOLE_ENDS : 0

function isAnchored(text: string, { start, end, written, phrase: { say } }: NearMiss, anchor: RegExp | null): boolean {
  if (!anchor) return written.startsWith(say.slice(0, WHOLE_ENDS)) && written.endsWith(say.slice(-WHOLE_ENDS))
  return anchor.test(`${text.slice(Math.max(0, start - AROUND), start)}<${written}>${text.slice(end, end + AROUND)}`)
}

/** Whether another right phrase stands there, wholly or in part. What is part of the phrase itself proves nothing. */
function isOther(text: string, { start, end, phrase: { say } }: NearMiss, right: readonly string[]): boolean {
  countWork(right.length)
  return right.some(
    (other) => !say.includes(other) && text.slice(Math.max(0, start - other.length + 1), end + other.length - 1).includes(other),
  )
}

/** A long phrase whose end stands a little further on has words put in, as the names of its parts have. */
function isCutShort(text: string, { end, written, phrase: { say } }: NearMiss): boolean {
  const last = say.slice(-WHOLE_ENDS)
  if (say.length < LONG || written.endsWith(last)) return false
  return (text.slice(end, end + AROUND).split(NOT_HAN, 1)[0] ?? '').includes(last)
}

/** Of phrases that are part of each other, the longest stands for all. */
function withoutOverlaps(found: readonly NearMiss[]): NearMiss[] {
  const kept: NearMiss[] = []
  for (const miss of found.toSorted((a, b) => b.phrase.say.length - a.phrase.say.length || a.start - b.start))
    if (!kept.some(({ start, end }) => miss.start < end && start < miss.end)) kept.push(miss)
  return kept.toSorted((a, b) => a.start - b.start)
}
