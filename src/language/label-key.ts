import { NUMERALS } from './chinese-numerals.ts'

const BLANKS = /[\s\u00a0\u3000\u200b-\u200f\u2060\ufeff\u00ad]/g
const QUOTES = /[“”„‟"＂〝〞〟‘’'＇「」『』]/g
/** A row's own number: “（一）”, “三、”, “8.”; the dot may be lost. */
const NUMBER = new RegExp(`^(?:\\([${NUMERALS}\\d]{1,2}\\)|[${NUMERALS}]{1,2}[、.,:]|\\d{1,2}[、.,:)])`)
const LEADING_FIGURE = /^(\d{1,2})[、.,:]/
const LEADING_NUMERAL = new RegExp(`^([${NUMERALS}]{1,2})[.,:]`)

/** A label with blanks, widths of characters and quote styles folded; what is equal so is written correctly (TF-001). */
export function foldLabel(text: string): string {
  return text.normalize('NFKC').replace(BLANKS, '').replace(QUOTES, '"').replace(LEADING_FIGURE, '$1.').replace(LEADING_NUMERAL, '$1、')
}

/** A label for finding it: letters, digits and Chinese characters only; 其它 is written for 其他. */
export function bindKey(text: string): string {
  let key = ''
  for (let index = 0; index < text.length; index++) key += bindChar(text, index)
  return key.includes('它') ? key.replaceAll('它', '他') : key
}

/** What the character at `index` counts for in a key: itself, its half-width form, or '' for blanks and punctuation. */
export function bindChar(text: string, index: number): string {
  const code = text.charCodeAt(index)
  // Nearly all are Chinese characters, digits or plain punctuation; only the rest is worth normalising.
  if ((code >= 0x4e00 && code <= 0x9fff) || (code >= 0x30 && code <= 0x39)) return text[index] ?? ''
  if (code < 0x80) return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a) ? (text[index] ?? '') : ''
  if (code === 0xa0 || (code >= 0x2000 && code <= 0x3004)) return ''
  return (text[index] ?? '').normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '')
}

/** The same without the row's own number: “（一）予以公开” → 予以公开. */
export function coreKey(text: string): string {
  return bindKey(foldLabel(text).replace(NUMBER, ''))
}

/** The row's own number as letters, '' where it has none: “（一）” → 一, “8.” → 8. */
export function numeralOf(text: string): string {
  return bindKey(NUMBER.exec(foldLabel(text))?.[0] ?? '')
}

/**
 * Edit distance of two short keys, stopped past `most`.
 * @returns the distance, or Infinity where it is more than `most`
 */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most || a.length > 80 || b.length > 80) return Infinity
  if (a === b) return 0
  let above = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      const value = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + cost)
      row.push(value)
      if (value < least) least = value
    }
    if (least > most) return Infinity
    above = row
  }
  const distance = above[b.length] ?? Infinity
  return distance <= most ? distance : Infinity
}
