import { checksumOf, inflateBytes, InflatesTooFar } from './inflate-bytes.ts'
import type { Limits } from './limits.ts'
import { Unreadable } from './unreadable-error.ts'
import { readDirectory, type DirectoryEntry } from './zip-directory.ts'

/** Small XML packs very well: the ratio says something only past 4 MB. */
const RATIO_COUNTS_FROM = 4 * 1024 * 1024

export interface ZipEntry {
  readonly name: string
  /** The name's bytes, for archives whose names are not UTF-8. */
  readonly rawName: Uint8Array
  readonly encrypted: boolean
  readonly symlink: boolean
  /** Bytes once inflated, as the archive declares: an archive may lie. */
  readonly size: number
  /** Inflates the entry; bytes are counted while inflating, whatever is declared. */
  read(): Uint8Array
}

/** What an archive may still inflate to, and how many entries it may still have; zips within it share it. */
export interface ZipBudget {
  bytes: number
  /** Whether the ratio to the packed bytes is what sets `bytes`. */
  readonly byRatio: boolean
  entries: number
}

/** The budget of an archive of that many packed bytes. */
export function zipBudget(packed: number, limits: Limits): ZipBudget {
  const most = mostByRatio(packed, limits)
  return { bytes: Math.min(limits.inflatedBytes, most), byRatio: most < limits.inflatedBytes, entries: limits.entries }
}

/**
 * Lists a zip's central directory. Nothing is inflated before an entry's `read`.
 * @param budget of the archive that this one is in; its own if left out
 * @throws Unreadable damaged without a readable directory, too-complex past the limit on entries, unsafe where entries overlap
 */
export function readZip(bytes: Uint8Array, limits: Limits, budget: ZipBudget = zipBudget(bytes.length, limits)): ZipEntry[] {
  const entries = readDirectory(bytes, budget.entries)
  budget.entries -= entries.length
  return entries.map((entry) => ({
    name: new TextDecoder().decode(entry.rawName),
    rawName: entry.rawName,
    encrypted: (entry.flags & 1) === 1,
    symlink: (entry.unixMode & 0xf000) === 0xa000,
    size: entry.size,
    read: () => readEntry(entry, budget, limits),
  }))
}

/** Bytes to which so many packed ones may inflate. */
export const mostByRatio = (packed: number, { ratio }: Limits): number => Math.max(RATIO_COUNTS_FROM, packed * ratio)

function readEntry({ flags, method, data, checksum }: DirectoryEntry, budget: ZipBudget, limits: Limits): Uint8Array {
  if ((flags & 1) === 1) throw new Unreadable('encrypted', 'zip')
  if (data === null) throw new Unreadable('damaged', 'zip-entry')
  const content = method === 0 ? stored(data, limits) : inflated(method, data, budget, limits)
  spendBytes(budget, content.length)
  if (checksumOf(content) !== checksum) throw new Unreadable('damaged', 'checksum')
  return content
}

function stored(data: Uint8Array, limits: Limits): Uint8Array {
  if (data.length > limits.partBytes) throw new Unreadable('too-large', 'part-bytes')
  return data
}

function inflated(method: number, data: Uint8Array, budget: ZipBudget, limits: Limits): Uint8Array {
  if (method !== 8) throw new Unreadable('packing', 'zip-method')
  const byRatio = mostByRatio(data.length, limits)
  const most = Math.min(byRatio, limits.partBytes, budget.bytes)
  try {
    return inflateBytes(data, most)
  } catch (error) {
    if (!(error instanceof InflatesTooFar)) throw new Unreadable('damaged', 'deflate')
    // Work that led to nothing counts too: a thousand such entries are no cheaper than whole ones.
    budget.bytes -= Math.min(most, budget.bytes)
    throw new Unreadable('too-large', most === byRatio ? 'ratio' : most === limits.partBytes ? 'part-bytes' : overBudget(budget))
  }
}

/** Takes bytes out of a budget. @throws Unreadable too-large */
function spendBytes(budget: ZipBudget, bytes: number): void {
  budget.bytes -= bytes
  if (budget.bytes < 0) throw new Unreadable('too-large', overBudget(budget))
}

const overBudget = ({ byRatio }: ZipBudget): string => (byRatio ? 'ratio' : 'inflated-bytes')
