import { countWork } from '../language/count-work.ts'
import { halfWidth, privateNumbersIn } from './privacy/private-numbers.ts'

/**
 * Hides the middle of every number that may be a person's, grouped or not. As long as before, so that what is cut out
 * of the result stands where it stood: mask first, then cut, or a number cut in two is none any more.
 */
export function maskDigits(text: string): string {
  countWork(text.length)
  const found = privateNumbersIn(text)
  if (!found.length) return text
  const chars = text.split('')
  for (const { start, end } of found) {
    const at = digitsBetween(chars, start, end)
    for (const index of at.slice(3, -2)) chars[index] = '*'
  }
  return chars.join('')
}

/** How many figures in a row tell of whose number they are. */
const TELLING = 6

/**
 * Masks what is left of numbers that stand whole in a draft: a run of six or more of their figures, however it came to
 * be cut. The last guard before a finding leaves the checker.
 * @param drafts everything that can be read in the drafts concerned
 */
export function createNumberGuard(drafts: readonly string[]): (text: string) => string {
  const pieces = new Set(drafts.flatMap((text) => privateNumbersIn(text)).flatMap(({ digits }) => windowsOf(digits)))
  return (text) => (pieces.size ? hidePieces(maskDigits(text), pieces) : maskDigits(text))
}

const windowsOf = (digits: string): string[] =>
  Array.from({ length: Math.max(0, digits.length - TELLING + 1) }, (_, at) => digits.slice(at, at + TELLING))

function hidePieces(text: string, pieces: ReadonlySet<string>): string {
  countWork(text.length)
  const chars = text.split('')
  for (const match of halfWidth(text).matchAll(/\d(?:[ \n-]{0,3}[\dXx]){5,}/g)) {
    if (/^(?:19|20)\d\d-\d{1,2}-\d{1,2}$/.test(match[0])) continue
    const at = digitsBetween(chars, match.index, match.index + match[0].length)
    const digits = halfWidth(at.map((index) => chars[index]).join('')).toUpperCase()
    const hidden = new Set<number>()
    for (let from = 0; from + TELLING <= digits.length; from++)
      if (pieces.has(digits.slice(from, from + TELLING))) for (let next = 3; next < TELLING; next++) hidden.add(from + next)
    for (const index of hidden) chars[at[index] as number] = '*'
  }
  return chars.join('')
}

function digitsBetween(chars: readonly string[], start: number, end: number): number[] {
  const places: number[] = []
  for (let index = start; index < end; index++) if (/[\dXx０-９Ｘｘ]/.test(chars[index] as string)) places.push(index)
  return places
}

const STOPS = '，。；、：,;:'
const MARKS = `${STOPS}！？!?.`

/**
 * Words of the draft as a finding quotes them: numbers of persons hidden, then cut, blanks drawn together, and without
 * the stop at either end, which would meet the finding's own. Two stops together stay: they may be what is wrong.
 * @param longest characters, from the start; where it is negative, from the end
 */
export function quoteWords(text: string, longest = 60): string {
  const whole = maskDigits(text)
    .trim()
    .replace(/\s{2,}|[\n\t]/g, ' ')
  return withoutEdges(longest < 0 ? whole.slice(longest) : whole.slice(0, longest))
}

/** A stretch of a line with a little of what stands around it; masked before it is cut. */
export const wordsAround = (line: string, start: number, end: number, around: number): string =>
  quoteAround(maskDigits(line), start, end, around)

/** The same of a line whose numbers are hidden already. */
export const quoteAround = (masked: string, start: number, end: number, around: number): string =>
  quoteWords(masked.slice(Math.max(0, start - around), end + around), 200)

function withoutEdges(text: string): string {
  let [from, to] = [0, text.length]
  if (STOPS.includes(text[0] ?? '\0') && !MARKS.includes(text[1] ?? '\0')) from = 1
  if (STOPS.includes(text[to - 1] ?? '\0') && !MARKS.includes(text[to - 2] ?? '\0')) to -= 1
  return from < to ? text.slice(from, to).trim() : text
}
