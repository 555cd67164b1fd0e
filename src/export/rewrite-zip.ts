import { deflateSync } from 'fflate'
import { crc32 } from '../extract/crc32.ts'
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
 * @throws AppError unreadable where an entry lies outside the file
 */
export function rewriteZip(bytes: Uint8Array, changed: ReadonlyMap<string, Uint8Array>, date: string): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findEnd(view)
  const count = view.getUint16(end + 10, true)
  const size = view.getUint32(end + 12, true)
  // Bytes in front of the archive shift every offset by the same amount; they are left out.
  const shift = end - size - view.getUint32(end + 16, true)
  const out = new ZipWriter()
  const left = new Map(changed)
  let at = end - size
  for (let index = 0; index < count; index++) {
    const length = CENTRAL + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    if (at < 0 || at + length > end) throw new AppError('unreadable', 'zip directory')
    // Copied: the slice of a Buffer would share the file's memory.
    const central = new Uint8Array(bytes.subarray(at, at + length))
    const name = new TextDecoder().decode(central.subarray(CENTRAL, CENTRAL + view.getUint16(at + 28, true)))
    const content = left.get(name)
    left.delete(name)
    if (content) out.add(central, content, date)
    else out.copy(central, packedOf(bytes, view, view.getUint32(at + 42, true) + shift, view.getUint32(at + 20, true)))
    at += length
  }
  for (const [name, content] of left) out.add(newRecord(name), content, date)
  return out.close()
}

function findEnd(view: DataView): number {
  for (let at = view.byteLength - END; at >= Math.max(0, view.byteLength - END - 0xffff); at--)
    if (view.getUint32(at, true) === 0x06054b50) return at
  throw new AppError('unreadable', 'zip directory')
}

function packedOf(bytes: Uint8Array, view: DataView, local: number, packed: number): Uint8Array {
  if (local < 0 || local + LOCAL > bytes.length || view.getUint32(local, true) !== 0x04034b50) throw new AppError('unreadable', 'zip entry')
  const start = local + LOCAL + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
  if (start + packed > bytes.length) throw new AppError('unreadable', 'zip entry')
  return bytes.subarray(start, start + packed)
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
  copy(central: Uint8Array, packed: Uint8Array): void {
    const view = new DataView(central.buffer, central.byteOffset)
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
