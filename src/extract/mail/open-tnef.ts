import { trimEndOf } from '../../language/trim-characters.ts'
import { Unreadable } from '../unreadable-error.ts'
import type { Mail } from './mail.ts'

/** Attributes of a winmail.dat by their ids ([MS-OXTNEF] 2.1.3.2). */
const NEW_ATTACHMENT = 0x0006_9002
const TITLE = 0x0001_8010
const DATA = 0x0006_800f
const PROPERTIES = 0x0006_9005
const SIGNATURE = 0x223e_9f78
const HEAD = 6
/** Level, id and length in front of the data of an attribute; a checksum behind it. */
const BEFORE = 9
const BEHIND = 2
/** PidTagAttachLongFilename as Unicode. */
const LONG_NAME = 0x3707_001f
/** Bytes of properties of a fixed size by their types ([MS-OXCDATA] 2.11.1), filled up to four. */
const FIXED: Readonly<Record<number, number>> = { 0x02: 4, 0x03: 4, 0x04: 4, 0x05: 8, 0x06: 8, 0x07: 8, 0x0a: 4, 0x0b: 4, 0x14: 8, 0x40: 8 }
const VARIABLE = new Set([0x0d, 0x1e, 0x1f, 0x102])

/** Whether an attached file is the winmail.dat into which Exchange packs attachments. */
export const isTnef = (bytes: Uint8Array): boolean => bytes.length >= HEAD && viewOf(bytes).getUint32(0, true) === SIGNATURE

/**
 * The files in a winmail.dat.
 * @throws Unreadable damaged where an attribute reaches beyond the file, too-complex past so many files
 */
export function openTnef(bytes: Uint8Array, most: number): Mail['attachments'] {
  const view = viewOf(bytes)
  const files: { name: string; bytes: Uint8Array | null }[] = []
  for (let at = HEAD; at < bytes.length;) {
    if (at + BEFORE > bytes.length) throw new Unreadable('damaged', 'tnef')
    const id = view.getUint32(at + 1, true)
    const end = at + BEFORE + view.getUint32(at + 5, true)
    if (end + BEHIND > bytes.length) throw new Unreadable('damaged', 'tnef')
    const data = bytes.subarray(at + BEFORE, end)
    if (id === NEW_ATTACHMENT) files.push({ name: '', bytes: null })
    if (files.length > most) throw new Unreadable('too-complex', 'drafts')
    const file = files.at(-1)
    if (file && id === TITLE) file.name ||= trimEndOf(new TextDecoder('gb18030').decode(data), /\0/)
    else if (file && id === DATA) file.bytes = data.slice()
    else if (file && id === PROPERTIES) file.name = longName(data) || file.name
    at = end + BEHIND
  }
  return files.flatMap(({ name, bytes: content }) => (content ? [{ name, bytes: content }] : []))
}

/** The long name among the properties of an attachment; empty where they hold none, or one of a kind that is not known. */
function longName(data: Uint8Array): string {
  const view = viewOf(data)
  let at = 4
  while (at + 8 <= data.length) {
    const [type, id] = [view.getUint16(at, true), view.getUint16(at + 2, true)]
    at += 4
    const fixed = FIXED[type]
    if (id >= 0x8000 || (fixed === undefined && !VARIABLE.has(type))) return ''
    if (fixed !== undefined) {
      at += fixed
      continue
    }
    // How many values, and the length of the only one.
    const length = view.getUint32(at + 4, true)
    if (view.getUint32(at, true) !== 1 || at + 8 + length > data.length) return ''
    if (((id << 16) | type) === LONG_NAME)
      return trimEndOf(new TextDecoder('utf-16le').decode(data.subarray(at + 8, at + 8 + length)), /\0/)
    at += 8 + Math.ceil(length / 4) * 4
  }
  return ''
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
