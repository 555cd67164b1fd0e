import { findRange, firstIndex } from '../find-sorted.ts'
import type { Piece } from './piece-table.ts'
import type { PropertyRun } from './property-runs.ts'
import { readSprms, SPRM } from './sprms.ts'

/** How the file stores a range of characters. */
export interface CharacterProperties {
  readonly deleted: boolean
  readonly inserted: boolean
  readonly hidden: boolean
  /** Control characters mean what they stand for only here; elsewhere they are text. */
  readonly special: boolean
  /** A sign out of a symbol font, by its code. */
  readonly symbol: number | null
}

export interface CharacterRun extends CharacterProperties {
  readonly start: number
  readonly end: number
  readonly text: string
}

const PLAIN: CharacterProperties = { deleted: false, inserted: false, hidden: false, special: false, symbol: null }

/** The characters of all stories with their properties, addressed by number of character. */
export class DocText {
  readonly #pieces: readonly Piece[]
  readonly #runs: readonly PropertyRun[]
  readonly #document: Uint8Array
  readonly #table: Uint8Array
  readonly #known = new Map<number, CharacterProperties>()

  constructor(pieces: readonly Piece[], runs: readonly PropertyRun[], document: Uint8Array, table: Uint8Array) {
    this.#pieces = pieces
    this.#runs = runs
    this.#document = document
    this.#table = table
  }

  /** The piece that holds a character, or null behind the last. */
  pieceAt(position: number): Piece | null {
    return findRange(this.#pieces, position)
  }

  /** Byte of a character in the stream WordDocument. */
  offsetOf(position: number, piece: Piece): number {
    return piece.offset + (position - piece.start) * piece.width
  }

  /** Stretches of equal properties from `start` up to `end`, in order. */
  *runs(start: number, end: number): Generator<CharacterRun> {
    let position = start
    while (position < end) {
      const piece = this.pieceAt(position)
      if (!piece) return
      const offset = this.offsetOf(position, piece)
      const run = findRange(this.#runs, offset)
      const whole = run ? Math.max(1, Math.ceil((run.end - offset) / piece.width)) : this.#untilNextRun(offset, piece)
      const last = Math.min(end, piece.end, position + whole)
      const text = piece.text.slice(position - piece.start, last - piece.start)
      yield { start: position, end: last, text, ...this.#properties(run, piece) }
      position = last
    }
  }

  #untilNextRun(offset: number, piece: Piece): number {
    const next = this.#runs[firstIndex(this.#runs.length, (index) => this.#runs[index]!.start > offset)]
    return next ? Math.max(1, Math.ceil((next.start - offset) / piece.width)) : piece.text.length
  }

  #properties(run: PropertyRun | null, piece: Piece): CharacterProperties {
    if (!piece.changes) {
      if (!run || run.from === run.to) return PLAIN
      let known = this.#known.get(run.from)
      if (!known) this.#known.set(run.from, (known = applyCharacterSprms(PLAIN, this.#document, run.from, run.to)))
      return known
    }
    const own = run ? applyCharacterSprms(PLAIN, this.#document, run.from, run.to) : PLAIN
    return applyCharacterSprms(own, this.#table, piece.changes.start, piece.changes.end)
  }
}

function applyCharacterSprms(from: CharacterProperties, bytes: Uint8Array, start: number, end: number): CharacterProperties {
  const into: { -readonly [K in keyof CharacterProperties]: CharacterProperties[K] } = { ...from }
  for (const { code, at } of readSprms(bytes, start, end)) {
    // 0x80 and 0x81 mean “as the style” and its opposite; styles of reports do not hide text.
    const on = bytes[at] === 1 || bytes[at] === 0x81
    if (code === SPRM.markDeleted) into.deleted = on
    else if (code === SPRM.markInserted) into.inserted = on
    else if (code === SPRM.vanish) into.hidden = on
    else if (code === SPRM.special) into.special = on
    else if (code === SPRM.symbol) into.symbol = bytes[at + 2]! | (bytes[at + 3]! << 8)
  }
  return into
}
