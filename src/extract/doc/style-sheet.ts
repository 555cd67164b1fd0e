import type { Place } from './file-information.ts'
import { applyParagraphSprms, plainProperties, type ParagraphProperties } from './paragraph-properties.ts'

interface Style {
  /** Built-in number: 1 to 9 are the headings. */
  readonly builtIn: number
  readonly base: number
  /** Changes of paragraph properties in the table stream; null for other kinds of style. */
  readonly changes: { readonly from: number; readonly to: number } | null
  /** Changes of character properties there. */
  readonly characters: { readonly from: number; readonly to: number } | null
}

const NO_BASE = 0x0fff
const MOST_BASES = 16

/** The styles ([MS-DOC] 2.9.271), which give headings their level and their automatic number, and text its look. */
export class StyleSheet {
  readonly #table: Uint8Array
  readonly #styles: readonly (Style | null)[]
  readonly #resolved = new Map<number, ParagraphProperties>()

  constructor(table: Uint8Array, place: Place) {
    this.#table = table
    this.#styles = readStyles(table, place)
  }

  /** @returns a paragraph's properties as its style alone gives them: a copy to work on */
  properties(index: number): ParagraphProperties {
    const known = this.#resolved.get(index) ?? this.#resolve(index)
    this.#resolved.set(index, known)
    return { ...known, sources: [] }
  }

  /** Where in the table stream the character properties of a style stand, those of the styles it builds on first. */
  characterChanges(index: number): readonly { readonly from: number; readonly to: number }[] {
    return this.#chain(index).flatMap(({ characters }) => (characters ? [characters] : []))
  }

  /** A style behind those that it builds on. */
  #chain(index: number): Style[] {
    const chain: Style[] = []
    for (let at = index; at !== NO_BASE && chain.length < MOST_BASES; at = chain.at(-1)!.base) {
      const style = this.#styles[at]
      if (!style) break
      chain.push(style)
    }
    return chain.reverse()
  }

  #resolve(index: number): ParagraphProperties {
    const properties = plainProperties(index)
    for (const style of this.#chain(index)) {
      if (style.builtIn >= 1 && style.builtIn <= 9) properties.level = style.builtIn
      if (style.changes) applyParagraphSprms(properties, this.#table, style.changes.from, style.changes.to, null)
    }
    return { ...properties, depth: 0, rowEnd: false, cellEnd: false }
  }
}

function readStyles(table: Uint8Array, place: Place): (Style | null)[] {
  const end = Math.min(table.length, place.offset + place.length)
  if (place.offset + 6 > end) return []
  const view = new DataView(table.buffer, table.byteOffset, end)
  const header = view.getUint16(place.offset, true)
  const count = view.getUint16(place.offset + 2, true)
  const fixed = view.getUint16(place.offset + 4, true)
  const styles: (Style | null)[] = []
  let at = place.offset + 2 + header
  for (let i = 0; i < count && at + 2 <= end; i++) {
    const size = view.getUint16(at, true)
    styles.push(size === 0 || at + 2 + size > end ? null : readStyle(view, at + 2, size, fixed))
    at += 2 + size
  }
  return styles
}

/** The name stands between the fixed part and the changes, which begin with those of the paragraph. */
function readStyle(view: DataView, at: number, size: number, fixed: number): Style | null {
  if (fixed < 10 || fixed + 2 > size) return null
  const kind = view.getUint16(at + 2, true) & 0xf
  const base = view.getUint16(at + 2, true) >> 4
  const builtIn = view.getUint16(at, true) & 0x0fff
  const nameLength = view.getUint16(at + fixed, true)
  const changes = at + fixed + 2 + (nameLength + 1) * 2
  const none = { builtIn, base, changes: null, characters: null }
  if (changes + 2 > at + size || (kind !== PARAGRAPH && kind !== CHARACTER)) return none
  const end = at + size
  const length = view.getUint16(changes, true)
  if (kind === CHARACTER) return { ...none, characters: { from: changes + 2, to: Math.min(end, changes + 2 + length) } }
  // Each part begins at an even place counted from the style's own beginning.
  const next = changes + 2 + length + (length % 2)
  const characters = next + 2 <= end ? { from: next + 2, to: Math.min(end, next + 2 + view.getUint16(next, true)) } : null
  return { builtIn, base, changes: { from: changes + 4, to: Math.min(end, changes + 2 + length) }, characters }
}

const PARAGRAPH = 1
const CHARACTER = 2
