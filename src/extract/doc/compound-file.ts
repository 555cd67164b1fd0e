import { joinBytes } from '../../language/join-bytes.ts'
import { Unreadable } from '../unreadable-error.ts'

const SIGNATURE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
const MINI_SECTOR = 64
const MINI_CUTOFF = 4096
const ENTRY = 128

interface CompoundEntry {
  readonly name: string
  readonly isStream: boolean
  readonly start: number
  readonly size: number
  /** Where the tree of its own entries begins, for a folder. */
  readonly child: number
}

/**
 * An OLE compound file ([MS-CFB]). Own code and not the cfb package, because that one follows a
 * chain of sectors without looking whether it has been there before: a file of 1.5 kB can keep it busy for ever or
 * make it copy the file once for every directory entry. Here no sector may come twice in a chain, and only the
 * streams that are asked for are copied.
 */
export class CompoundFile {
  readonly entries: ReadonlyMap<string, CompoundEntry>
  readonly #view: DataView
  readonly #bytes: Uint8Array
  readonly #sector: number
  readonly #fat: readonly number[]
  readonly #miniStart: number
  #mini: { data: Uint8Array; fat: DataView } | null = null
  readonly #root: CompoundEntry | null
  readonly #directory: Uint8Array

  /** @throws Unreadable damaged where header, allocation table or directory do not hold together */
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    if (bytes.length < 512 || SIGNATURE.some((byte, at) => bytes[at] !== byte)) throw new Unreadable('damaged', 'ole-header')
    const shift = this.#view.getUint16(30, true)
    if (shift !== 9 && shift !== 12) throw new Unreadable('damaged', 'ole-header')
    this.#sector = 1 << shift
    this.#miniStart = this.#view.getInt32(60, true)
    this.#fat = this.#fatSectors()
    this.#directory = this.#chain(this.#view.getInt32(48, true), bytes.length)
    const { root, entries } = readDirectory(this.#directory)
    this.#root = root
    this.entries = entries
  }

  /**
   * The bytes of a stream at the top level, or in folders within each other; null where there is none of that name.
   * @throws Unreadable damaged where its chain is broken, loops or is shorter than the stream
   */
  stream(name: string, ...folders: readonly string[]): Uint8Array | null {
    const entry = this.within(...folders).get(name)
    if (!entry?.isStream) return null
    if (entry.size > this.#bytes.length) throw new Unreadable('damaged', 'ole-size')
    const data = entry.size < MINI_CUTOFF ? this.#miniStream(entry) : this.#chain(entry.start, entry.size)
    if (data.length < entry.size) throw new Unreadable('damaged', 'ole-truncated')
    return data.subarray(0, entry.size)
  }

  /** What is in a folder, or in folders within each other; nothing where there is none of these names. */
  within(...folders: readonly string[]): ReadonlyMap<string, CompoundEntry> {
    let entries = this.entries
    for (const folder of folders) {
      const entry = entries.get(folder)
      if (!entry || entry.isStream) return new Map()
      entries = entriesFrom(this.#directory, entry.child)
    }
    return entries
  }

  /** Sector numbers of the allocation table: 109 in the header, the rest in the DIFAT chain. */
  #fatSectors(): number[] {
    const most = Math.ceil(this.#bytes.length / this.#sector)
    const list: number[] = []
    const take = (at: number) => {
      const sector = this.#view.getInt32(at, true)
      if (sector >= 0) list.push(sector)
    }
    for (let i = 0; i < 109; i++) take(76 + i * 4)
    let next = this.#view.getInt32(68, true)
    for (let steps = 0; next >= 0; steps++) {
      if (steps > most || !this.#holds(next)) throw new Unreadable('damaged', 'ole-difat')
      const at = this.#offset(next)
      for (let i = 0; i < this.#sector / 4 - 1; i++) take(at + i * 4)
      next = this.#view.getInt32(at + this.#sector - 4, true)
    }
    if (list.length > most) throw new Unreadable('damaged', 'ole-fat')
    return list
  }

  #offset(sector: number): number {
    return (sector + 1) * this.#sector
  }

  /** Whether a whole sector of that number is in the file. */
  #holds(sector: number): boolean {
    return sector >= 0 && this.#offset(sector) + this.#sector <= this.#bytes.length
  }

  #next(sector: number): number {
    const perSector = this.#sector / 4
    const table = this.#fat[Math.floor(sector / perSector)]
    if (table === undefined || !this.#holds(table)) throw new Unreadable('damaged', 'ole-fat')
    return this.#view.getInt32(this.#offset(table) + (sector % perSector) * 4, true)
  }

  #chain(start: number, atMost: number): Uint8Array {
    const read = (sector: number) => this.#bytes.subarray(this.#offset(sector), this.#offset(sector + 1))
    return followChain(start, atMost, read, (sector) => this.#next(sector))
  }

  #miniStream({ start, size }: CompoundEntry): Uint8Array {
    const { data, fat } = (this.#mini ??= this.#openMini())
    const read = (sector: number) => data.subarray(sector * MINI_SECTOR, (sector + 1) * MINI_SECTOR)
    return followChain(start, size, read, (sector) => (sector * 4 + 4 <= fat.byteLength ? fat.getInt32(sector * 4, true) : -1))
  }

  #openMini(): { data: Uint8Array; fat: DataView } {
    const data = this.#root ? this.#chain(this.#root.start, this.#root.size) : new Uint8Array()
    const fat = this.#chain(this.#miniStart, this.#bytes.length)
    return { data, fat: new DataView(fat.buffer, fat.byteOffset, fat.byteLength) }
  }
}

/** Joins the sectors of a chain until it ends or `atMost` bytes are there. The last sector of a file may be short. */
function followChain(start: number, atMost: number, read: (sector: number) => Uint8Array, next: (sector: number) => number): Uint8Array {
  const parts: Uint8Array[] = []
  const seen = new Set<number>()
  for (let sector = start, length = 0; sector >= 0 && length < atMost; sector = next(sector)) {
    if (seen.has(sector)) throw new Unreadable('damaged', 'ole-loop')
    seen.add(sector)
    const part = read(sector)
    if (part.length === 0) throw new Unreadable('damaged', 'ole-truncated')
    parts.push(part)
    length += part.length
  }
  return joinBytes(parts)
}

/** The root and its children, which hang in a binary tree; a child met twice is not followed again. */
function readDirectory(data: Uint8Array): { root: CompoundEntry | null; entries: Map<string, CompoundEntry> } {
  if (data.length < ENTRY || data[66] !== 5) throw new Unreadable('damaged', 'ole-directory')
  const root = readEntry(new DataView(data.buffer, data.byteOffset, data.byteLength), 0)
  return { root, entries: entriesFrom(data, root?.child ?? -1) }
}

function entriesFrom(data: Uint8Array, child: number): Map<string, CompoundEntry> {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength)
  const count = Math.floor(data.length / ENTRY)
  const entries = new Map<string, CompoundEntry>()
  const seen = new Set<number>()
  const open = [child]
  while (open.length > 0) {
    const index = open.pop()!
    if (index < 0 || index >= count || seen.has(index)) continue
    seen.add(index)
    const entry = readEntry(view, index * ENTRY)
    if (entry && !entries.has(entry.name)) entries.set(entry.name, entry)
    open.push(view.getInt32(index * ENTRY + 68, true), view.getInt32(index * ENTRY + 72, true))
  }
  return entries
}

function readEntry(view: DataView, at: number): CompoundEntry | null {
  const kind = view.getUint8(at + 66)
  if (kind !== 1 && kind !== 2 && kind !== 5) return null
  const length = Math.min(32, Math.max(0, view.getUint16(at + 64, true) / 2 - 1))
  let name = ''
  for (let i = 0; i < length; i++) name += String.fromCharCode(view.getUint16(at + i * 2, true))
  const [start, size, child] = [view.getInt32(at + 116, true), view.getUint32(at + 120, true), view.getInt32(at + 76, true)]
  return { name, isStream: kind === 2, start, size, child }
}
