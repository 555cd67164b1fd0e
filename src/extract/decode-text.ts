import { Unreadable } from './unreadable-error.ts'

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'big5'

/**
 * Finds the encoding of a text from its bytes: a byte order mark, the zeros of UTF-16, valid UTF-8, else GB18030.
 * @param declared what the file says of itself (HTML's meta); believed only where it says Big5
 * @returns the text without its mark, and the encoding
 * @throws Unreadable wrong-encoding where no encoding gives readable text, unsupported-format for binary data
 */
export function decodeText(bytes: Uint8Array, declared?: string): { text: string; encoding: TextEncoding } {
  const encoding = marked(bytes) ?? zeros(bytes)
  if (encoding) return { text: new TextDecoder(encoding).decode(bytes), encoding }
  if (bytes.subarray(0, 65_536).includes(0)) throw new Unreadable('unsupported-format', 'binary')
  const utf8 = new TextDecoder().decode(bytes)
  // Cut or damaged in a few places it is UTF-8 still; GB18030 read as UTF-8 is lost nearly everywhere.
  const damage = lost(utf8)
  if (damage === 0 || (damage * 50 <= utf8.length && looksRead(utf8))) return { text: utf8, encoding: 'utf-8' }
  const big5 = /^big-?5/i.test(declared ?? '') ? strictly('big5', bytes) : null
  if (big5 !== null && looksRead(big5)) return { text: big5, encoding: 'big5' }
  const gb = strictly('gb18030', bytes)
  if (gb !== null && looksRead(gb)) return { text: gb, encoding: 'gb18030' }
  return mended(bytes)
}

function marked(bytes: Uint8Array): TextEncoding | null {
  const [a, b, c] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  return null
}

/** UTF-16 without a mark: ends of lines and digits leave zeros in every other byte, on one side only. */
function zeros(bytes: Uint8Array): TextEncoding | null {
  const sample = Math.min(bytes.length - (bytes.length % 2), 8_192)
  if (bytes.length % 2 === 1 || sample < 4) return null
  let even = 0
  let odd = 0
  for (let at = 0; at < sample; at += 2) {
    if (bytes[at] === 0) even++
    if (bytes[at + 1] === 0) odd++
  }
  const few = sample / 2 / 50
  const encoding = odd > few && even === 0 ? 'utf-16le' : even > few && odd === 0 ? 'utf-16be' : null
  return encoding && looksRead(new TextDecoder(encoding).decode(bytes.subarray(0, sample))) ? encoding : null
}

function strictly(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** A text damaged in a few places is still read; the replaced characters show where. */
function mended(bytes: Uint8Array): { text: string; encoding: TextEncoding } {
  const text = new TextDecoder('gb18030').decode(bytes)
  if (lost(text) * 50 > text.length || !looksRead(text)) throw new Unreadable('wrong-encoding')
  return { text, encoding: 'gb18030' }
}

const lost = (text: string): number => (text.includes('\ufffd') ? text.split('\ufffd').length - 1 : 0)

/** Whether most characters are ones that Chinese office text uses, and hardly any is a control or private one. */
function looksRead(text: string): boolean {
  let usual = 0
  let odd = 0
  let all = 0
  for (const character of text) {
    const code = character.codePointAt(0)!
    all++
    if (code < 0x20 && code !== 9 && code !== 10 && code !== 13 && code !== 12) odd++
    else if (code >= 0xe000 && code <= 0xf8ff) odd++
    else if (code < 0x7f || (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3000 && code <= 0x303f) || (code >= 0xff00 && code <= 0xffef))
      usual++
    else if (code >= 0x2000 && code <= 0x27ff) usual++
    else if (code === 0xa0 || code === 0xb7 || code === 0xfeff) usual++
  }
  return all === 0 || (odd * 50 <= all && usual * 10 >= all * 8)
}
