import { maskDigits } from './mask-digits.ts'

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
  quoteWords(maskDigits(line).slice(Math.max(0, start - around), end + around), 200)

function withoutEdges(text: string): string {
  let [from, to] = [0, text.length]
  if (STOPS.includes(text[0] ?? '\0') && !MARKS.includes(text[1] ?? '\0')) from = 1
  if (STOPS.includes(text[to - 1] ?? '\0') && !MARKS.includes(text[to - 2] ?? '\0')) to -= 1
  return from < to ? text.slice(from, to).trim() : text
}
