import { countWork } from './count-work.ts'
import { foldWidth, UNSEEN, withoutUnseen } from './fold-characters.ts'
import { chineseDates, foldDates, type FoldedDate } from './fold-dates.ts'

const IS_UNSEEN = new RegExp(UNSEEN)

/** A place in the original text of a paragraph or cell. */
interface SqueezedSpan {
  readonly anchor: string
  readonly start: number
  readonly end: number
  readonly text: string
}

/**
 * A text as the readers compare it: without blanks (they mean nothing in Chinese), with letters, digits and punctuation
 * in half width, and dates in Arabic figures. It knows where each character stood, so that a finding can be shown there.
 */
export interface Squeezed {
  readonly anchor: string
  readonly original: string
  readonly text: string
  /** The span of the original that the squeezed characters [start, end) come from. */
  readonly span: (start: number, end: number) => SqueezedSpan
}

/** Squeezes a text without keeping the places of its characters. */
export const squeeze = (text: string): string => foldDates(foldWidth(withoutUnseen(text)))

/**
 * @param anchor of the paragraph or cell that the text stands in
 * @param original its text
 */
export function squeezeText(anchor: string, original: string): Squeezed {
  let text = ''
  let at: number[] = []
  countWork(original.length)
  for (let index = 0; index < original.length; index++) {
    const char = original.charAt(index)
    if (IS_UNSEEN.test(char)) continue
    text += char
    at.push(index)
  }
  text = foldWidth(text)
  const dates = chineseDates(text)
  if (dates.length > 0) [text, at] = withFigures(text, at, dates)
  const span = (start: number, end: number): SqueezedSpan => {
    const from = at[start] ?? original.length
    const to = end > start ? (at[end - 1] ?? original.length - 1) + 1 : from
    return { anchor, start: from, end: to, text: original.slice(from, to) }
  }
  return { anchor, original, text, span }
}

/** Puts figures in the place of dates; each figure knows the character that it stands for, the last one the last. */
function withFigures(text: string, at: readonly number[], dates: readonly FoldedDate[]): [string, number[]] {
  let folded = ''
  const places: number[] = []
  let last = 0
  for (const { start, end, figures } of dates) {
    folded += text.slice(last, start) + figures
    places.push(...at.slice(last, start))
    for (let index = 0; index < figures.length; index++)
      places.push(at[index === figures.length - 1 ? end - 1 : Math.min(start + index, end - 1)]!)
    last = end
  }
  return [folded + text.slice(last), places.concat(at.slice(last))]
}
