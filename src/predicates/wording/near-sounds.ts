import { z } from 'zod'
import { countWork } from '../../language/count-work.ts'
import { remember } from '../../language/remember.ts'
import { placeAround } from '../place.ts'
import { definePredicate, failAt, type Failure } from '../predicate.ts'
import { bodyLines, type TextLine, squeezedText } from '../text-lines.ts'

const FEWEST = 3

const Options = z.strictObject({
  /** Set phrases of the field, in which one character may be mistyped; of three characters the middle one is not looked at. */
  phrases: z.array(z.string().regex(/^\p{Unified_Ideograph}{3,20}$/u)).min(1),
  /** Characters that are typed alike, or look alike: a group a line. */
  alike: z.array(z.string().regex(/^\p{Unified_Ideograph}{2,80}$/u)).min(1),
  /** Stretches that are right although they are near: whatever holds one of them is left alone. */
  right: z.array(z.string().min(2)).default([]),
})
type Options = z.infer<typeof Options>

interface Anchored {
  readonly phrase: string
  /** Where the pair stands in the phrase. */
  readonly offset: number
}
interface Finder {
  /** Marks the hashes of all pairs: most places of a text are passed over without looking further. */
  readonly marks: Uint8Array
  readonly anchors: ReadonlyMap<number, readonly Anchored[]>
  readonly groups: ReadonlyMap<string, ReadonlySet<number>>
}

const HIGH = 0x1_00_00
const MARKS = 0xff_ff
const hashAt = (text: string, at: number): number => (text.charCodeAt(at) * 31 + text.charCodeAt(at + 1)) & MARKS
const pairAt = (text: string, at: number): number => text.charCodeAt(at) * HIGH + text.charCodeAt(at + 1)

const finderOf = remember(({ phrases, alike }: Options): Finder => {
  const anchors = new Map<number, Anchored[]>()
  const marks = new Uint8Array(MARKS + 1)
  for (const phrase of phrases)
    for (const offset of new Set([0, phrase.length - 2])) {
      const pair = pairAt(phrase, offset)
      anchors.set(pair, [...(anchors.get(pair) ?? []), { phrase, offset }])
      marks[hashAt(phrase, offset)] = 1
    }
  const groups = new Map<string, Set<number>>()
  for (const [index, group] of alike.entries()) for (const char of group) groups.set(char, (groups.get(char) ?? new Set()).add(index))
  return { marks, anchors, groups }
})

/**
 * A set phrase with one character that sounds or looks like its own (WD-018): 促落时 for 促落实. The two characters at
 * either end of a phrase lead to it, so that a text is gone through once.
 */
export const nearSounds = definePredicate({
  name: 'near-sounds',
  options: Options,
  evidence: ['written', 'right'],
  run: ({ report }, options) => bodyLines(report).flatMap((line) => slipsIn(line, options)),
})

function slipsIn(line: TextLine, options: Options): Failure[] {
  const { marks, anchors, groups } = finderOf(options)
  const squeezed = squeezedText(line)
  const { text } = squeezed
  countWork(text.length)
  const found = new Map<number, Failure>()
  for (let at = 0; at + 1 < text.length; at++) {
    if (marks[hashAt(text, at)] === 0) continue
    for (const { phrase, offset } of anchors.get(pairAt(text, at)) ?? []) {
      const start = at - offset
      const wrong = wrongIn(text, start, phrase, groups)
      if (wrong === null || found.has(wrong) || isRight(text, start, phrase, options)) continue
      const { start: from, end } = squeezed.span(start, start + phrase.length)
      const written = text.slice(start, start + phrase.length)
      found.set(wrong, failAt(placeAround(line, from, end, 8), { subject: `slip/${written}`, evidence: { written, right: phrase } }))
    }
  }
  return [...found.values()]
}

/** Where the one character stands that is not the phrase's and is typed like it; null where there is none, or more. */
function wrongIn(text: string, start: number, phrase: string, groups: Finder['groups']): number | null {
  if (start < 0 || start + phrase.length > text.length) return null
  let wrong = -1
  for (let index = 0; index < phrase.length; index++) {
    if (phrase.charCodeAt(index) === text.charCodeAt(start + index)) continue
    if (wrong >= 0) return null
    wrong = index
  }
  return wrong >= 0 && areAlike(groups, phrase.charAt(wrong), text.charAt(start + wrong)) ? start + wrong : null
}

function areAlike(groups: Finder['groups'], one: string, other: string): boolean {
  const others = groups.get(other)
  return others !== undefined && [...(groups.get(one) ?? [])].some((group) => others.has(group))
}

/** Whether the stretch, with what stands around it, is a phrase of its own. */
function isRight(text: string, start: number, phrase: string, { phrases, right }: Options): boolean {
  const around = text.slice(Math.max(0, start - FEWEST), start + phrase.length + FEWEST)
  const written = text.slice(start, start + phrase.length)
  return phrases.includes(written) || right.some((words) => around.includes(words))
}
