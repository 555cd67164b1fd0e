const blanks = /[\s\u00a0\u3000\u200b-\u200f\u2060\ufeff\u00ad]/g
const quotes = /[“”„‟"＂〝〞〟‘’'＇「」『』]/g
/** A row's own number: “（一）”, “三、”, “8.”; the dot may be lost. */
const numeral = /^(?:\([一二三四五六七八九十\d]{1,2}\)|[一二三四五六七八九十]{1,2}[、.,:]|\d{1,2}[、.,:)])/

/** A label with blanks, widths of characters and quote styles folded; what is equal so is written correctly (TF-001). */
export function foldLabel(text: string): string {
  return text
    .normalize('NFKC')
    .replace(blanks, '')
    .replace(quotes, '"')
    .replace(/^(\d{1,2})[、.,:]/, '$1.')
    .replace(/^([一二三四五六七八九十]{1,2})[.,:]/, '$1、')
}

/** A label for finding it: letters, digits and Chinese characters only. */
export function bindKey(text: string): string {
  let key = ''
  for (let index = 0; index < text.length; index++) key += bindChar(text, index)
  return key.includes('其它') ? key.replaceAll('其它', '其他') : key
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
  return bindKey(foldLabel(text).replace(numeral, ''))
}

/** The row's own number as letters, '' where it has none: “（一）” → 一, “8.” → 8. */
export function numeralOf(text: string): string {
  return bindKey(numeral.exec(foldLabel(text))?.[0] ?? '')
}
