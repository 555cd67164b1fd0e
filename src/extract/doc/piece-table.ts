import { Unreadable } from '../unreadable-error.ts'
import type { Place } from './file-information.ts'

/** A range of the text that the file stores in one piece. */
export interface Piece {
  /** First character and the one behind the last, counted over all stories. */
  readonly start: number
  readonly end: number
  /** Byte in the stream WordDocument of its first character. */
  readonly offset: number
  /** One byte a character, or two. */
  readonly width: 1 | 2
  /** Where in the table stream changes of properties of the whole piece stand (fast save). */
  readonly changes: { readonly start: number; readonly end: number } | null
  readonly text: string
}

const CHINESE = new Set([0x0804, 0x1004])

/**
 * Reads the piece table ([MS-DOC] 2.9.38): fast-saved files have many pieces, others one or two.
 * @param table the table stream, with the table at `place`
 * @param language the file's Far East language, which decides how 8-bit text is read
 * @throws Unreadable damaged where pieces overlap in counting or point outside the file
 */
export function readPieces(table: Uint8Array, place: Place, document: Uint8Array, language: number): Piece[] {
  const view = new DataView(table.buffer, table.byteOffset, table.byteLength)
  const end = place.offset + place.length
  if (place.length === 0 || end > table.length) throw new Unreadable('damaged', 'piece-table')
  const changes: { start: number; end: number }[] = []
  let at = place.offset
  while (at < end && table[at] === 1) {
    const size = view.getUint16(at + 1, true)
    changes.push({ start: at + 3, end: at + 3 + size })
    at += 3 + size
  }
  if (table[at] !== 2) throw new Unreadable('damaged', 'piece-table')
  const count = Math.floor((view.getUint32(at + 1, true) - 4) / 12)
  const positions = at + 5
  const descriptors = positions + (count + 1) * 4
  if (count < 1 || descriptors + count * 8 > end) throw new Unreadable('damaged', 'piece-table')
  const pieces: Piece[] = []
  for (let i = 0; i < count; i++) {
    const start = view.getUint32(positions + i * 4, true)
    const stop = view.getUint32(positions + i * 4 + 4, true)
    // A character takes at least a byte, so that no table can claim more characters than there are bytes.
    if (stop < start || stop > document.length) throw new Unreadable('damaged', 'piece-table')
    const code = view.getUint32(descriptors + i * 8 + 2, true)
    const change = view.getUint16(descriptors + i * 8 + 6, true)
    const width = code & 0x40000000 ? 1 : 2
    const offset = width === 1 ? (code & 0x3fffffff) >>> 1 : code & 0x3fffffff
    const bytes = document.subarray(offset, offset + (stop - start) * width)
    if (bytes.length < (stop - start) * width) throw new Unreadable('damaged', 'truncated')
    const text = width === 2 ? decodeWide(bytes) : decodeNarrow(bytes, language)
    pieces.push({ start, end: stop, offset, width, changes: change & 1 ? (changes[change >> 1] ?? null) : null, text })
  }
  return pieces
}

const decodeWide = (bytes: Uint8Array): string => new TextDecoder('utf-16le', { ignoreBOM: true }).decode(bytes)

/**
 * Word writes a piece in 8 bits only where all of it is in Windows-1252; converters write GBK into such pieces. It is
 * taken for GBK where the file is Chinese and every high byte belongs to a character of GB 2312. The text keeps one
 * place a byte: the second half of a character is an empty place (U+0000, which the reader drops).
 */
function decodeNarrow(bytes: Uint8Array, language: number): string {
  if (!CHINESE.has(language) || !isGb2312(bytes)) return new TextDecoder('windows-1252').decode(bytes)
  const wide = new TextDecoder('gb18030')
  let text = ''
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i]! < 0x80) text += String.fromCharCode(bytes[i]!)
    else text += wide.decode(bytes.subarray(i, ++i + 1)).slice(0, 1) + '\0'
  }
  return text
}

function isGb2312(bytes: Uint8Array): boolean {
  let pairs = 0
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i]! < 0x80) continue
    const lead = bytes[i]!
    const trail = bytes[++i] ?? 0
    if (lead < 0xa1 || lead > 0xf7 || trail < 0xa1 || trail > 0xfe) return false
    pairs++
  }
  return pairs >= 2
}
