import { findIndexOfRange, findRange, firstIndex } from '../find-sorted.ts'
import { applyCharacterSprms, PLAIN, type CharacterProperties } from './character-properties.ts'
import type { Piece } from './piece-table.ts'
import type { PropertyRun } from './property-runs.ts'
import type { StyleSheet } from './style-sheet.ts'

export interface CharacterRun {
  readonly start: number
  readonly end: number
  readonly text: string
  /** Runs that look alike share them. */
  readonly properties: CharacterProperties
}

/** The characters of all stories with their properties, addressed by number of character. */
export class DocText {
  readonly #pieces: readonly Piece[]
  readonly #runs: readonly PropertyRun[]
  readonly #document: Uint8Array
  readonly #table: Uint8Array
  readonly #styles: StyleSheet
  /** Properties by the paragraph's style, and by the place of the changes. */
  readonly #known = new Map<number, Map<number, CharacterProperties>>()
  readonly #bases = new Map<number, CharacterProperties>()
  /** The piece and the number of the run that were asked for last. */
  #piece: Piece | null = null
  #last = 0

  constructor(
    pieces: readonly Piece[],
    runs: readonly PropertyRun[],
    streams: { readonly document: Uint8Array; readonly table: Uint8Array },
    styles: StyleSheet,
  ) {
    this.#pieces = pieces
    this.#runs = runs
    this.#document = streams.document
    this.#table = streams.table
    this.#styles = styles
  }

  /** The piece that holds a character, or null behind the last. */
  pieceAt(position: number): Piece | null {
    const last = this.#piece
    if (last && position >= last.start && position < last.end) return last
    return (this.#piece = findRange(this.#pieces, position))
  }

  /** Byte of a character in the stream WordDocument. */
  offsetOf(position: number, piece: Piece): number {
    return piece.offset + (position - piece.start) * piece.width
  }

  /** Stretches of equal properties from `start` up to `end`, in order; `style` is that of their paragraph. */
  runs(start: number, end: number, style = 0): CharacterRun[] {
    const found: CharacterRun[] = []
    let position = start
    while (position < end) {
      const piece = this.pieceAt(position)
      if (!piece) break
      const offset = this.offsetOf(position, piece)
      const run = this.#runAt(offset)
      const whole = run ? Math.max(1, Math.ceil((run.end - offset) / piece.width)) : this.#untilNextRun(offset, piece)
      const last = Math.min(end, piece.end, position + whole)
      const text = piece.text.slice(position - piece.start, last - piece.start)
      found.push({ start: position, end: last, text, properties: this.#properties(run, piece, style) })
      position = last
    }
    return found
  }

  /** The properties of one character, over those of no style; null behind the last. */
  propertiesAt(position: number): CharacterProperties | null {
    const piece = this.pieceAt(position)
    return piece && this.#properties(this.#runAt(this.offsetOf(position, piece)), piece, 0)
  }

  /** Characters are asked for in order nearly always: the run is that of the last one, or the next. */
  #runAt(offset: number): PropertyRun | null {
    for (let near = this.#last; near < this.#last + 2; near++) {
      const run = this.#runs[near]
      if (!run || offset < run.start || offset >= run.end) continue
      this.#last = near
      return run
    }
    const index = findIndexOfRange(this.#runs, offset)
    if (index < 0) return null
    this.#last = index
    return this.#runs[index]!
  }

  #untilNextRun(offset: number, piece: Piece): number {
    const next = this.#runs[firstIndex(this.#runs.length, (index) => this.#runs[index]!.start > offset)]
    return next ? Math.max(1, Math.ceil((next.start - offset) / piece.width)) : piece.text.length
  }

  #properties(run: PropertyRun | null, piece: Piece, style: number): CharacterProperties {
    const base = this.#base(style)
    if (!piece.changes) {
      if (!run || run.from === run.to) return base
      let known = this.#known.get(style)
      if (!known) this.#known.set(style, (known = new Map()))
      let properties = known.get(run.from)
      if (!properties) known.set(run.from, (properties = this.#applied(base, this.#document, run.from, run.to, base)))
      return properties
    }
    const own = run ? this.#applied(base, this.#document, run.from, run.to, base) : base
    return this.#applied(own, this.#table, piece.changes.start, piece.changes.end, base)
  }

  #base(style: number): CharacterProperties {
    let base = this.#bases.get(style)
    if (!base) this.#bases.set(style, (base = this.#styled(style, PLAIN)))
    return base
  }

  /** The properties of a style over others. */
  #styled(style: number, over: CharacterProperties): CharacterProperties {
    let properties = over
    for (const { from, to } of this.#styles.characterChanges(style))
      properties = applyCharacterSprms(properties, { bytes: this.#table, start: from, end: to }, over, (_, same) => same)
    return properties
  }

  #applied(from: CharacterProperties, bytes: Uint8Array, start: number, end: number, base: CharacterProperties): CharacterProperties {
    return applyCharacterSprms(from, { bytes, start, end }, base, (style, over) => this.#styled(style, over))
  }
}
