import { Unreadable } from '../unreadable-error.ts'

const WIDE = 1
const PHONETIC = 4
const RICH = 8

/**
 * Reads values out of a record and its continuations one after another. A text that a continuation breaks begins there
 * with a new byte that says whether its characters are wide ([MS-XLS] 2.5.293).
 */
export class BiffReader {
  readonly #parts: readonly DataView[]
  #part = 0
  #at = 0

  constructor(parts: readonly DataView[], at = 0) {
    this.#parts = parts
    this.#at = at
  }

  uint8(): number {
    return this.#take(1).getUint8(0)
  }

  uint16(): number {
    return this.#take(2).getUint16(0, true)
  }

  uint32(): number {
    return this.#take(4).getUint32(0, true)
  }

  /** A text of the shared table: length, flags, runs, phonetic words; only its characters are given. */
  richString(): string {
    const length = this.uint16()
    const flags = this.uint8()
    const runs = flags & RICH ? this.uint16() : 0
    const phonetic = flags & PHONETIC ? this.uint32() : 0
    const text = this.characters(length, (flags & WIDE) !== 0)
    this.#skip(runs * 4 + phonetic)
    return text
  }

  /** So many characters, each of two bytes (`wide`) or of one. */
  characters(length: number, wide: boolean): string {
    let text = ''
    let left = length
    let two = wide
    while (left > 0) {
      let rest = this.#rest()
      if (rest === 0) {
        this.#next()
        two = (this.#parts[this.#part]!.getUint8(0) & WIDE) !== 0
        this.#at = 1
        rest = this.#rest()
      }
      const count = Math.min(left, two ? rest >> 1 : rest)
      if (count === 0) throw new Unreadable('damaged', 'biff-text')
      text += this.#decode(count, two)
      left -= count
    }
    return text
  }

  #decode(count: number, wide: boolean): string {
    const part = this.#parts[this.#part]!
    let text = ''
    for (let index = 0; index < count; index++) {
      text += String.fromCharCode(wide ? part.getUint16(this.#at, true) : part.getUint8(this.#at))
      this.#at += wide ? 2 : 1
    }
    return text
  }

  #rest(): number {
    return (this.#parts[this.#part]?.byteLength ?? 0) - this.#at
  }

  #next(): void {
    this.#part++
    this.#at = 0
    if ((this.#parts[this.#part]?.byteLength ?? 0) === 0) throw new Unreadable('damaged', 'biff-text')
  }

  #take(bytes: number): DataView {
    if (this.#rest() === 0) this.#next()
    if (this.#rest() < bytes) throw new Unreadable('damaged', 'biff-record')
    const part = this.#parts[this.#part]!
    const taken = new DataView(part.buffer, part.byteOffset + this.#at, bytes)
    this.#at += bytes
    return taken
  }

  #skip(bytes: number): void {
    let left = bytes
    while (left > 0) {
      if (this.#rest() === 0) this.#next()
      const step = Math.min(left, this.#rest())
      this.#at += step
      left -= step
    }
  }
}
