import type { Anchor } from '../model/document.ts'
import type { Span } from '../model/annual-report.ts'

/**
 * A text as the readers compare it: blanks left out (they mean nothing in Chinese), full-width letters, digits and
 * punctuation as half-width. Knows for every character where it stood, so that what is found can be shown.
 */
export interface Squeezed {
  readonly anchor: Anchor
  readonly original: string
  readonly text: string
  /** The span of the original that the squeezed characters [start, end) came from. */
  readonly span: (start: number, end: number) => Span
}

const blank = /[\s\u00a0\u3000\u200b-\u200f\u2060\ufeff]/

/** Half-width form of a character, one for one (never changes lengths). */
export function foldChar(char: string): string {
  const code = char.charCodeAt(0)
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0)
  return char
}

/** Squeezes a text without keeping track of places. */
export function squeeze(text: string): string {
  let out = ''
  for (const char of text) if (!blank.test(char)) out += foldChar(char)
  return out
}

export function squeezeText(anchor: Anchor, original: string): Squeezed {
  let text = ''
  const at: number[] = []
  for (let index = 0; index < original.length; index++) {
    const char = original[index] as string
    if (blank.test(char)) continue
    text += foldChar(char)
    at.push(index)
  }
  const span = (start: number, end: number): Span => {
    const from = at[start] ?? original.length
    const to = end > start ? (at[end - 1] ?? original.length - 1) + 1 : from
    return { anchor, start: from, end: to, text: original.slice(from, to) }
  }
  return { anchor, original, text, span }
}
