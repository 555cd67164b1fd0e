import { foldForms } from '../language/fold-glyph.ts'

/**
 * Characters that no reader of the draft sees: controls, zero-width and direction marks, marks that choose a form, lone
 * surrogates. Dropped everywhere, so that they neither split a number nor turn a line around where it is shown.
 */
const INVISIBLE =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\u061c\u115f\u1160\u180e\u3164\ufeff\uffa0\ufff9-\ufffb]|\u034f|[\ufe00-\ufe0f]|[\u180b-\u180d]|\udb40[\udc00-\uddef]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** Whether a text holds anything but blanks of any width. */
export const hasText = (text: string): boolean => /\S/.test(text)

/** Characters of a text without blanks of any width, counted without a copy. */
export function lengthWithoutBlanks(text: string): number {
  let length = 0
  for (let at = 0; at < text.length; at++) if (!isBlankCode(text.charCodeAt(at))) length++
  return length
}

/** Blanks beyond ASCII that `\s` matches. */
const WIDE_BLANKS = new Set([
  0xa0,
  0x1680,
  0x2028,
  0x2029,
  0x202f,
  0x205f,
  0x3000,
  ...Array.from({ length: 11 }, (_, index) => 0x2000 + index),
])

const isBlankCode = (code: number): boolean =>
  code === 0x20 || (code >= 0x09 && code <= 0x0d) || (code >= 0xa0 && code <= 0x3000 && WIDE_BLANKS.has(code)) || code === 0xfeff

/** A text of a file without what cannot be seen, other forms of characters as the characters, ends of lines as "\n". */
export const cleanText = (text: string): string => foldForms(text.replace(/\r\n?/g, '\n').replace(INVISIBLE, ''))
