import { Unreadable } from '../unreadable-error.ts'

/** Offset and length of a structure in the table stream. */
export interface Place {
  readonly offset: number
  readonly length: number
}

/** Where the parts of a Word 97–2003 file are ([MS-DOC] 2.5, the file information block). */
export type FileInformation = ReturnType<typeof readFileInformation>

/** Numbers in FibRgFcLcb97 of what the reader needs. */
export const PLACES = {
  styles: 1,
  commentTexts: 5,
  headers: 11,
  characterRuns: 12,
  paragraphRuns: 13,
  pieces: 33,
  shapes: 40,
  boxTexts: 56,
  lists: 73,
  listUses: 74,
} as const

const WORD_97 = 0xc1
const ENCRYPTED = 0x0100
const SECOND_TABLE = 0x0200

/**
 * Reads the beginning of the stream WordDocument.
 * @throws Unreadable unsupported-format for Word 6 and 95, encrypted with a password, damaged otherwise
 */
export function readFileInformation(stream: Uint8Array) {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength)
  if (view.byteLength < 0x9a) throw new Unreadable('damaged', 'fib')
  const magic = view.getUint16(0, true)
  const version = view.getUint16(2, true)
  if (magic === 0xa5dc || (magic === 0xa5ec && version < WORD_97)) throw new Unreadable('unsupported-format', 'word-95')
  if (magic !== 0xa5ec) throw new Unreadable('damaged', 'fib')
  const flags = view.getUint16(0x0a, true)
  if (flags & ENCRYPTED) throw new Unreadable('encrypted')
  const length = (at: number) => {
    const value = view.getInt32(at, true)
    if (value < 0 || value > stream.length) throw new Unreadable('damaged', 'fib')
    return value
  }
  const pairs = view.getUint16(0x98, true)
  return {
    /** Language of the file's Far East text (0x0804: Chinese of the mainland). */
    language: view.getUint16(0x3c, true) || view.getUint16(6, true),
    /** Name of the stream with the tables. */
    tableStream: flags & SECOND_TABLE ? '1Table' : '0Table',
    /** Characters of each story as they follow each other: main, notes, headers, macros, comments, endnotes, boxes, header boxes. */
    stories: [0x4c, 0x50, 0x54, 0x58, 0x5c, 0x60, 0x64, 0x68].map(length),
    /** Where the structure of that number in FibRgFcLcb is. */
    place(index: number): Place {
      if (index >= pairs) return { offset: 0, length: 0 }
      const at = 0x9a + index * 8
      return { offset: view.getUint32(at, true), length: view.getUint32(at + 4, true) }
    },
  }
}
