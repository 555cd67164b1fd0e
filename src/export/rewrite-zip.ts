import { deflateSync } from 'fflate'
import { crc32 } from '../extract/crc32.ts'
import { Unreadable } from '../extract/unreadable-error.ts'
import { type DirectoryEntry, readDirectory } from '../extract/zip-directory.ts'
import { AppError } from '../model/app-error.ts'

// Layout: PKWARE APPNOTE 4.3.7 (local header), 4.3.12 (central directory), 4.3.16 (its end).
const LOCAL = 30
const CENTRAL = 46
const END = 22

/**
 * A zip with some entries changed or added. What is not changed is copied as it is packed, never inflated: its bytes,
 * date and place in the order stay, and a bomb among it stays closed. (fflate can only pack anew.)
 * @param bytes a zip whose directory `readZip` has listed before
 * @param changed contents by name; names that the zip does not have are put behind the rest
 * @throws AppError unreadable where an entry is not at its place
 */
export function rewriteZip(bytes: Uint8Array, changed: ReadonlyMap<string, Uint8Array>, date: string): Uint8Array {
  const out = new ZipWriter()
  const left = new Map(changed)
  for (const { rawName, record, data, size } of directoryOf(bytes)) {
    const name = new TextDecoder().decode(rawName)
    const content = left.get(name)
    left.delete(name)
    if (content) out.add(record, content, date)
    else if (data) out.copy(record, data, size)
    else throw new AppError('unreadable', 'zip entry')
  }
  for (const [name, content] of left) out.add(newRecord(name), content, date)
  return out.close()
}

function directoryOf(bytes: Uint8Array): DirectoryEntry[] {
  try {
    return readDirectory(bytes, Infinity)
  } catch (error) {
    throw error instanceof Unreadable ? new AppError('unreadable', `zip directory: ${error.detail}`) : error
  }
}

/** A record of the zip64 format keeps its sizes in the extra field; here they fit the record itself. */
function withoutExtra(record: Uint8Array): Uint8Array {
  const view = new DataView(record.buffer, record.byteOffset)
  if ([20, 24, 42].every((at) => view.getUint32(at, true) !== 0xffffffff)) return record
  const name = CENTRAL + view.getUint16(28, true)
  const short = record.slice(0, name)
  new DataView(short.buffer).setUint32(30, 0, true)
  return short
}

/** A central record for a name that the zip does not have yet. */
function newRecord(name: string): Uint8Array {
  const raw = new TextEncoder().encode(name)
  const record = new Uint8Array(CENTRAL + raw.length)
  const view = new DataView(record.buffer)
  view.setUint32(0, 0x02014b50, true)
  view.setUint16(4, 20, true)
  view.setUint16(6, 20, true)
  view.setUint16(28, raw.length, true)
  record.set(raw, CENTRAL)
  return record
}

class ZipWriter {
  readonly #pieces: Uint8Array[] = []
  readonly #records: Uint8Array[] = []
  #length = 0

  /** An entry as it was; its local header is written from the directory, whose sizes are right. */
  copy(record: Uint8Array, packed: Uint8Array, size: number): void {
    const central = withoutExtra(record)
    const view = new DataView(central.buffer, central.byteOffset)
    view.setUint32(20, packed.length, true)
    view.setUint32(24, size, true)
    // Bit 3: sizes behind the data. Here they are in front.
    view.setUint16(8, view.getUint16(8, true) & ~8, true)
    this.#put(central, packed)
  }

  add(central: Uint8Array, content: Uint8Array, date: string): void {
    const packed = deflateSync(content)
    const view = new DataView(central.buffer, central.byteOffset)
    view.setUint16(8, 0x800, true)
    view.setUint16(10, 8, true)
    view.setUint32(12, dosTime(date), true)
    view.setUint32(16, crc32(content), true)
    view.setUint32(20, packed.length, true)
    view.setUint32(24, content.length, true)
    this.#put(central, packed)
  }

  close(): Uint8Array {
    const end = new Uint8Array(END)
    const view = new DataView(end.buffer)
    const size = this.#records.reduce((sum, record) => sum + record.length, 0)
    view.setUint32(0, 0x06054b50, true)
    view.setUint16(8, this.#records.length, true)
    view.setUint16(10, this.#records.length, true)
    view.setUint32(12, size, true)
    view.setUint32(16, this.#length, true)
    const whole = new Uint8Array(this.#length + size + END)
    let at = 0
    for (const piece of [...this.#pieces, ...this.#records, end]) {
      whole.set(piece, at)
      at += piece.length
    }
    return whole
  }

  #put(central: Uint8Array, packed: Uint8Array): void {
    const view = new DataView(central.buffer, central.byteOffset)
    const nameLength = view.getUint16(28, true)
    const local = new Uint8Array(LOCAL + nameLength)
    const header = new DataView(local.buffer)
    header.setUint32(0, 0x04034b50, true)
    // Version to flags, method, time, sums and sizes: the same fields in the same order.
    local.set(central.subarray(6, 28), 4)
    header.setUint16(26, nameLength, true)
    local.set(central.subarray(CENTRAL, CENTRAL + nameLength), LOCAL)
    view.setUint32(42, this.#length, true)
    this.#pieces.push(local, packed)
    this.#records.push(central)
    this.#length += local.length + packed.length
  }
}

/** Date and time as zip keeps them: from 1980 on, two seconds exact. */
function dosTime(date: string): number {
  const at = new Date(date)
  const year = at.getUTCFullYear()
  if (Number.isNaN(year) || year < 1980 || year > 2107) return 0x00210000
  const day = ((year - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate()
  const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1)
  return ((day << 16) | time) >>> 0
}
