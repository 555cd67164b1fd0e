import { listNumber } from '../../language/list-number.ts'
import type { Place } from './file-information.ts'

interface Level {
  readonly start: number
  readonly format: number
  /** Text around the numbers; characters 0 to 8 stand for the number of that level. */
  readonly text: string
}

interface Use {
  readonly list: number
  /** Other first numbers and other formats, by level. */
  readonly starts: ReadonlyMap<number, number>
  readonly levels: ReadonlyMap<number, Level>
}

const LIST = 28
const USE = 16

/**
 * Automatic numbers of paragraphs ([MS-DOC] 2.4.6.3): they are not in the text and are counted here, paragraph by
 * paragraph in reading order.
 */
export class ListNumbers {
  readonly #lists: ReadonlyMap<number, readonly Level[]>
  readonly #uses: readonly Use[]
  readonly #counts = new Map<number, (number | null)[]>()
  readonly #begun = new Set<string>()

  /** Damage in these tables costs the numbers, not the text. */
  constructor(table: Uint8Array, lists: Place, uses: Place) {
    const view = new DataView(table.buffer, table.byteOffset, table.byteLength)
    this.#lists = tolerate(() => readLists(view, lists), new Map())
    this.#uses = tolerate(() => readUses(view, uses), [])
  }

  /** The number with its text (“一、”), empty for bullets and where there is none. Lists count from 1, levels from 0. */
  next(list: number, level: number): string {
    const use = this.#uses[list - 1]
    const levels = use && this.#lists.get(use.list)
    const own = use?.levels.get(level) ?? levels?.[level]
    if (!use || !levels || !own) return ''
    const counts = this.#count(use, levels, list, level)
    if (own.format === 23) return ''
    return own.text.replace(/[\0-\x08]/g, (char) => {
      const of = char.charCodeAt(0)
      return listNumber(counts[of] ?? this.#start(use, levels, of), (use.levels.get(of) ?? levels[of])?.format ?? 0)
    })
  }

  #count(use: Use, levels: readonly Level[], list: number, level: number): (number | null)[] {
    let counts = this.#counts.get(use.list)
    if (!counts) this.#counts.set(use.list, (counts = Array.from({ length: 9 }, () => null)))
    // A use that names its own first number begins there once, and goes on with the common count afterwards.
    const begins = use.starts.has(level) && !this.#begun.has(`${list}/${level}`)
    this.#begun.add(`${list}/${level}`)
    const last = counts[level] ?? null
    counts[level] = begins || last === null ? this.#start(use, levels, level) : last + 1
    for (let deeper = level + 1; deeper < 9; deeper++) counts[deeper] = null
    return counts
  }

  #start(use: Use, levels: readonly Level[], level: number): number {
    return use.starts.get(level) ?? use.levels.get(level)?.start ?? levels[level]?.start ?? 1
  }
}

function tolerate<T>(read: () => T, otherwise: T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof RangeError) return otherwise
    throw error
  }
}

/** The levels of all lists stand behind the table, and are not counted in its length. */
function readLists(view: DataView, place: Place): Map<number, Level[]> {
  const lists = new Map<number, Level[]>()
  if (place.length < 2) return lists
  const count = view.getInt16(place.offset, true)
  let at = place.offset + 2 + count * LIST
  for (let i = 0; i < count; i++) {
    const entry = place.offset + 2 + i * LIST
    const simple = view.getUint8(entry + 26) & 1
    const levels: Level[] = []
    for (let level = 0; level < (simple ? 1 : 9); level++) {
      const read = readLevel(view, at)
      levels.push(read.level)
      at = read.end
    }
    lists.set(view.getInt32(entry, true), levels)
  }
  return lists
}

function readLevel(view: DataView, at: number): { level: Level; end: number } {
  const text = at + 28 + view.getUint8(at + 24) + view.getUint8(at + 25)
  const length = view.getUint16(text, true)
  let words = ''
  for (let i = 0; i < length; i++) words += String.fromCharCode(view.getUint16(text + 2 + i * 2, true))
  return { level: { start: view.getInt32(at, true), format: view.getUint8(at + 4), text: words }, end: text + 2 + length * 2 }
}

function readUses(view: DataView, place: Place): Use[] {
  if (place.length < 4) return []
  const count = view.getUint32(place.offset, true)
  if (count * USE > view.byteLength) return []
  const uses: Use[] = []
  let at = place.offset + 4 + count * USE
  for (let i = 0; i < count; i++) {
    const entry = place.offset + 4 + i * USE
    const starts = new Map<number, number>()
    const levels = new Map<number, Level>()
    const overrides = view.getUint8(entry + 12)
    at += 4
    for (let n = 0; n < overrides; n++) {
      const flags = view.getUint32(at + 4, true)
      if (flags & 0x10) starts.set(flags & 0xf, view.getInt32(at, true))
      at += 8
      if (flags & 0x20) {
        const read = readLevel(view, at)
        levels.set(flags & 0xf, read.level)
        if (flags & 0x10) starts.set(flags & 0xf, read.level.start)
        at = read.end
      }
    }
    uses.push({ list: view.getInt32(entry, true), starts, levels })
  }
  return uses
}
