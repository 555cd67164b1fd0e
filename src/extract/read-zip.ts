import { checksumOf, inflateBytes, InflatesTooFar } from './inflate-bytes.ts'
import type { Limits } from './limits.ts'
import { Unreadable } from './unreadable-error.ts'

export interface ZipEntry {
  readonly name: string
  /** The name's bytes, for archives whose names are not UTF-8. */
  readonly rawName: Uint8Array
  readonly encrypted: boolean
  readonly symlink: boolean
  /** Inflates the entry; bytes are counted while inflating, the sizes that the file declares are never trusted. */
  read(): Uint8Array
}

/**
 * Lists a zip's central directory. Nothing is inflated before an entry's `read`, and all entries of one listing
 * share one budget of inflated bytes.
 * @throws Unreadable damaged without a readable directory, too-complex past the limit on entries
 */
export function readZip(bytes: Uint8Array, limits: Limits): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findDirectoryEnd(view)
  const count = view.getUint16(end + 10, true)
  const size = view.getUint32(end + 12, true)
  const declared = view.getUint32(end + 16, true)
  if (count === 0xffff || declared === 0xffffffff) throw new Unreadable('too-complex', 'zip64')
  if (count > limits.entries) throw new Unreadable('too-complex', 'entries')
  // Bytes put in front of the archive shift every offset by the same amount.
  const shift = end - size - declared
  if (shift < 0) throw new Unreadable('damaged', 'zip-directory')
  const budget = { left: limits.inflatedBytes }
  const entries: ZipEntry[] = []
  let at = end - size
  for (let index = 0; index < count; index++) {
    if (at + 46 > end || view.getUint32(at, true) !== 0x02014b50) throw new Unreadable('damaged', 'zip-directory')
    entries.push(entryAt(bytes, view, at, shift, budget, limits))
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

function findDirectoryEnd(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - 0xffff); at--)
    if (view.getUint32(at, true) === 0x06054b50) return at
  throw new Unreadable('damaged', 'zip-directory')
}

type Budget = { left: number }

function entryAt(bytes: Uint8Array, view: DataView, at: number, shift: number, budget: Budget, limits: Limits): ZipEntry {
  const flags = view.getUint16(at + 8, true)
  const method = view.getUint16(at + 10, true)
  const checksum = view.getUint32(at + 16, true)
  const packed = view.getUint32(at + 20, true)
  const rawName = bytes.slice(at + 46, at + 46 + view.getUint16(at + 28, true))
  const unixMode = view.getUint32(at + 38, true) >>> 16
  const local = view.getUint32(at + 42, true) + shift
  return {
    name: new TextDecoder().decode(rawName),
    rawName,
    encrypted: (flags & 1) === 1,
    symlink: (unixMode & 0xf000) === 0xa000,
    read() {
      if ((flags & 1) === 1) throw new Unreadable('encrypted', 'zip')
      if (local + 30 > bytes.length || view.getUint32(local, true) !== 0x04034b50) throw new Unreadable('damaged', 'zip-entry')
      const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
      if (start + packed > bytes.length) throw new Unreadable('damaged', 'zip-entry')
      const data = bytes.subarray(start, start + packed)
      const content = method === 0 ? stored(data, budget, limits) : inflated(method, data, budget, limits)
      if (checksumOf(content) !== checksum) throw new Unreadable('damaged', 'checksum')
      return content
    },
  }
}

function stored(data: Uint8Array, budget: Budget, limits: Limits): Uint8Array {
  if (data.length > limits.partBytes) throw new Unreadable('too-large', 'part-bytes')
  return spend(data, budget)
}

function inflated(method: number, data: Uint8Array, budget: Budget, limits: Limits): Uint8Array {
  if (method !== 8) throw new Unreadable('damaged', 'zip-method')
  // Small XML packs very well: the ratio says something only past 4 MB.
  const byRatio = Math.max(4 * 1024 * 1024, data.length * limits.ratio)
  const most = Math.min(byRatio, limits.partBytes, budget.left)
  try {
    return spend(inflateBytes(data, most), budget)
  } catch (error) {
    if (error instanceof Unreadable) throw error
    if (!(error instanceof InflatesTooFar)) throw new Unreadable('damaged', 'deflate')
    throw new Unreadable('too-large', most === byRatio ? 'ratio' : most === limits.partBytes ? 'part-bytes' : 'inflated-bytes')
  }
}

function spend(content: Uint8Array, budget: Budget): Uint8Array {
  budget.left -= content.length
  if (budget.left < 0) throw new Unreadable('too-large', 'inflated-bytes')
  return content
}
