import { NUMERALS } from './chinese-numerals.ts'
import { withoutUnseen } from './fold-characters.ts'

const QUOTES = /[“”„‟"＂〝〞〟‘’'＇「」『』]/g
/** A row's own number: “（一）”, “三、”, “8.”; the dot may be lost. */
const NUMBER = new RegExp(`^(?:\\([${NUMERALS}\\d]{1,2}\\)|[${NUMERALS}]{1,2}[、.,:]|\\d{1,2}[、.,:)])`)
const LEADING_FIGURE = /^(\d{1,2})[、.,:]/
const LEADING_NUMERAL = new RegExp(`^([${NUMERALS}]{1,2})[.,:]`)

/** A label with blanks, widths of characters and quote styles folded; what is equal so is written correctly (TF-001). */
export const foldLabel = (text: string): string =>
  withoutUnseen(text.normalize('NFKC')).replace(QUOTES, '"').replace(LEADING_FIGURE, '$1.').replace(LEADING_NUMERAL, '$1、')

/** Brackets around the whole, and marks of Markdown, which a converter sets around a caption: “(自然人)”, “**规章**”. */
const ENCLOSED = /^[#>*_`\s]{0,12}[([{【〔]?([^()[\]{}【】〔〕]{1,80}?)[)\]}】〕]?[*_`\s]{0,12}$/

/** A label without what a converter sets around it. */
export const withoutFrame = (text: string): string => ENCLOSED.exec(text.normalize('NFKC'))?.[1] ?? text

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
export const coreKey = (text: string): string => bindKey(foldLabel(text).replace(NUMBER, ''))

/** The row's own number as letters, '' where it has none: “（一）” → 一, “8.” → 8. */
export const numeralOf = (text: string): string => bindKey(NUMBER.exec(foldLabel(text))?.[0] ?? '')
