/** A piece of a text node: `verbatim` where text and XML are the same characters. */
export interface Piece {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly verbatim: boolean
}

const SPECIAL =
  /&#x([0-9a-fA-F]{1,6});|&#(\d{1,7});|&(amp|lt|gt|quot|apos);|<!\[CDATA\[([\s\S]*?)\]\]>|<!--[\s\S]*?-->|<\?[\s\S]*?\?>|\r\n|[\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]+/g
const NEEDED = /[&<\r\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]/
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/**
 * Splits the raw XML of a text node (well-formed, already scanned) so that each character of the text is known by
 * its place. Invisible characters are dropped, ends of lines and tabs are blanks, as Word shows them.
 * @param raw what is between `<w:t>` and `</w:t>`
 * @param at its offset in the XML
 */
export function splitPieces(raw: string, at: number): Piece[] {
  if (!NEEDED.test(raw)) return raw === '' ? [] : [{ text: blanks(raw), start: at, end: at + raw.length, verbatim: true }]
  const pieces: Piece[] = []
  let last = 0
  const plain = (to: number) => {
    if (to > last) pieces.push({ text: blanks(raw.slice(last, to)), start: at + last, end: at + to, verbatim: true })
  }
  for (const match of raw.matchAll(SPECIAL)) {
    plain(match.index)
    last = match.index + match[0].length
    const text = meaning(match)
    if (text !== '') pieces.push({ text, start: at + match.index, end: at + last, verbatim: false })
  }
  plain(raw.length)
  return pieces
}

function meaning(match: RegExpMatchArray): string {
  const [whole, hex, decimal, named, cdata] = match
  if (hex !== undefined) return visible(Number.parseInt(hex, 16))
  if (decimal !== undefined) return visible(Number.parseInt(decimal, 10))
  if (named !== undefined) return NAMED[named]!
  if (cdata !== undefined) return blanks(cdata)
  return whole === '\r\n' ? ' ' : ''
}

function visible(code: number): string {
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return ''
  const character = String.fromCodePoint(code)
  if (code === 9 || code === 10 || code === 13) return ' '
  return code < 0x20 || NEEDED.test(character === '&' || character === '<' ? 'x' : character) ? '' : character
}

const blanks = (text: string): string => text.replace(/[\t\n\r]/g, ' ')
