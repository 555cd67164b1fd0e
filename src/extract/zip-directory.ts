import { Unreadable } from './unreadable-error.ts'

// Layout: PKWARE APPNOTE 4.3.7 (local header), 4.3.12 (central directory), 4.3.14 to 4.3.16 (its ends), 4.5.3 (zip64).
const LOCAL = 30
const CENTRAL = 46
const END = 22
const END64 = 56
const FULL16 = 0xffff
const FULL32 = 0xffffffff

/** An entry as the central directory has it, its packed bytes found and inside the file. */
export interface DirectoryEntry {
  readonly rawName: Uint8Array
  readonly flags: number
  readonly method: number
  readonly checksum: number
  /** Bytes once inflated, as declared. */
  readonly size: number
  readonly unixMode: number
  /** The packed bytes; null where no local header stands at its place. */
  readonly data: Uint8Array | null
  /** The entry's record in the directory: a copy. */
  readonly record: Uint8Array
}

/**
 * Reads the central directory of a zip, also of one with bytes in front or in the zip64 format, and finds each entry.
 * @param most entries
 * @throws Unreadable damaged without a readable directory, and where an entry lies outside the file; too-complex past the
 * limit on entries; unsafe where entries share bytes, as in archives that inflate the same bytes again and again
 */
export function readDirectory(bytes: Uint8Array, most: number): DirectoryEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const { count, start, end, shift } = findDirectory(view)
  if (count > most) throw new Unreadable('too-complex', 'entries')
  const places: Place[] = []
  let at = start
  for (let index = 0; index < count; index++) {
    if (at + CENTRAL > end || view.getUint32(at, true) !== 0x02014b50) throw new Unreadable('damaged', 'zip-directory')
    const next = recordEnd(view, at)
    if (next > end) throw new Unreadable('damaged', 'zip-directory')
    places.push(placeOf(view, at, shift, start))
    at = next
  }
  refuseOverlap(places)
  return places.map((place) => entryOf(bytes, view, place))
}

/** A record is followed by name, extra field and comment. */
const recordEnd = (view: DataView, at: number): number =>
  at + CENTRAL + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)

interface Directory {
  readonly count: number
  readonly start: number
  readonly end: number
  /** Bytes put in front of the archive shift every offset by the same amount. */
  readonly shift: number
}

function findDirectory(view: DataView): Directory {
  const at = findEnd(view)
  const [count, size, declared] = [view.getUint16(at + 10, true), view.getUint32(at + 12, true), view.getUint32(at + 16, true)]
  const wide = count === FULL16 || size === FULL32 || declared === FULL32 ? findWideEnd(view, at) : null
  const directory = wide ?? { count, size, declared, end: at }
  const start = directory.end - directory.size
  const shift = start - directory.declared
  if (start < 0 || shift < 0) throw new Unreadable('damaged', 'zip-directory')
  return { count: directory.count, start, end: directory.end, shift }
}

function findEnd(view: DataView): number {
  for (let at = view.byteLength - END; at >= Math.max(0, view.byteLength - END - FULL16); at--)
    if (view.getUint32(at, true) === 0x06054b50) return at
  throw new Unreadable('damaged', 'zip-directory')
}

/** The zip64 end, which stands in front of its locator, which stands in front of the end; null where there is none. */
function findWideEnd(view: DataView, end: number): { count: number; size: number; declared: number; end: number } | null {
  const locator = end - 20
  const at = locator - END64
  if (at < 0 || view.getUint32(locator, true) !== 0x07064b50 || view.getUint32(at, true) !== 0x06064b50) return null
  return { count: wideNumber(view, at + 32), size: wideNumber(view, at + 40), declared: wideNumber(view, at + 48), end: at }
}

function wideNumber(view: DataView, at: number): number {
  const value = Number(view.getBigUint64(at, true))
  if (!Number.isSafeInteger(value)) throw new Unreadable('damaged', 'zip64')
  return value
}

/** Where an entry's record, local header and packed bytes are. */
interface Place {
  readonly record: number
  readonly local: number
  /** Null where no local header stands. */
  readonly data: number | null
  readonly end: number
  readonly size: number
  /** Whether the local header says the same lengths, as far as it says them. */
  readonly agrees: boolean
}

function placeOf(view: DataView, record: number, shift: number, directory: number): Place {
  const { packed, size, offset } = sizesOf(view, record)
  const local = offset + shift
  if (local + LOCAL > directory) throw new Unreadable('damaged', 'entry-outside')
  if (view.getUint32(local, true) !== 0x04034b50) return { record, local, data: null, end: local, size, agrees: false }
  const data = local + LOCAL + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
  const agrees = saysSame(view, record, local, packed)
  if (data + packed > directory) throw new Unreadable('damaged', 'entry-outside')
  return { record, local, data, end: data + packed, size, agrees }
}

/** The size may also stand behind the data (bit 3), in a zip64 field, or only in the directory. */
function saysSame(view: DataView, record: number, local: number, packed: number): boolean {
  if (view.getUint16(local + 26, true) !== view.getUint16(record + 28, true)) return false
  const said = view.getUint32(local + 18, true)
  const behind = (view.getUint16(local + 6, true) & 8) !== 0
  return behind || said === packed || said === FULL32 || said === 0
}

/** Sizes and offset of a record; zip64 keeps those that are full in an extra field, in this order. */
function sizesOf(view: DataView, record: number): { packed: number; size: number; offset: number } {
  const given = {
    size: view.getUint32(record + 24, true),
    packed: view.getUint32(record + 20, true),
    offset: view.getUint32(record + 42, true),
  }
  if (given.size !== FULL32 && given.packed !== FULL32 && given.offset !== FULL32) return given
  let at = record + CENTRAL + view.getUint16(record + 28, true)
  const end = at + view.getUint16(record + 30, true)
  while (at + 4 <= end && view.getUint16(at, true) !== 1) at += 4 + view.getUint16(at + 2, true)
  if (at + 4 > end) return given
  const fieldEnd = Math.min(end, at + 4 + view.getUint16(at + 2, true))
  at += 4
  for (const name of ['size', 'packed', 'offset'] as const) {
    if (given[name] !== FULL32) continue
    if (at + 8 > fieldEnd) throw new Unreadable('damaged', 'zip64')
    given[name] = wideNumber(view, at)
    at += 8
  }
  return given
}

/**
 * A flipped bit in a size makes two entries overlap, of which one disagrees with its own header; an archive that is made
 * to overlap is sound otherwise, or uses a header twice.
 * @throws Unreadable if two entries share a byte of header or data: unsafe, or damaged
 */
function refuseOverlap(places: readonly Place[]): void {
  const inOrder = places.filter(({ data }) => data !== null).toSorted((a, b) => a.local - b.local)
  for (const [index, place] of inOrder.entries()) {
    const before = inOrder[index - 1]
    if (!before || place.local >= before.end) continue
    throw new Unreadable(before.agrees || place.local === before.local ? 'unsafe' : 'damaged', 'overlap')
  }
}

const entryOf = (bytes: Uint8Array, view: DataView, { record, data, end, size }: Place): DirectoryEntry => ({
  rawName: bytes.slice(record + CENTRAL, record + CENTRAL + view.getUint16(record + 28, true)),
  flags: view.getUint16(record + 8, true),
  method: view.getUint16(record + 10, true),
  checksum: view.getUint32(record + 16, true),
  size,
  unixMode: view.getUint32(record + 38, true) >>> 16,
  data: data === null ? null : bytes.subarray(data, end),
  // The slice of a Buffer would share the file's memory.
  record: new Uint8Array(bytes.subarray(record, recordEnd(view, record))),
})
