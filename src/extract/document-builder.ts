import { isUsual } from '../language/usual-text.ts'
import type { Anchor, Block, Cell, Confidence, Document, DocumentFormat, DocumentMark, ExtractionNote } from '../model/document.ts'
import { cleanText, hasText } from './clean-text.ts'
import type { Limits } from './limits.ts'
import { settleNotes } from './shown.ts'
import { Unreadable } from './unreadable-error.ts'

/**
 * Something is in a cell that is no text (a picture, an object, an empty field): without text it is unreadable. Beside a
 * picture it is so with figures too: the picture may be one more of them.
 */
export type Drawn = boolean | 'picture'

/** What two parts of a cell have in them together. */
export const bothDrawn = (one: Drawn, other: Drawn): Drawn => (one === 'picture' ? one : other || one)

/** A cell that knows its place in the grid (rows and columns from 0). */
export interface PlacedCell {
  readonly row: number
  readonly column: number
  readonly rowSpan?: number
  readonly columnSpan?: number
  /** Paragraphs joined by "\n". */
  readonly text: string
  readonly confidence?: Confidence | undefined
  readonly drawn?: Drawn | undefined
  /** Tables standing inside the cell. */
  readonly tables?: readonly TableInput[]
}

export interface TableInput {
  readonly cells: readonly PlacedCell[]
  readonly page?: number
}

/** A place between the blocks that is filled later. */
export interface Slot {
  readonly at: number
  readonly blocks: Block[]
}

/** Characters of which the file does not say what they mean, alone or among figures. */
const LOST = /[\ue000-\uf8ff\ufffd]/
const LOST_OR_FIGURES = /^[\d\s.,\ue000-\uf8ff\ufffd]*$/
const isLostNumber = (text: string): boolean => text.length < 40 && LOST.test(text) && LOST_OR_FIGURES.test(text)

/** Takes out of a text what is not read as part of it. @returns of a cell also whether its value cannot be told */
function settle(raw: string, inCell: boolean): ReturnType<typeof settleNotes> {
  if (isUsual(raw)) return { text: raw, left: '', doubtful: false }
  const { text: settled, left, doubtful } = settleNotes(raw, inCell)
  const text = cleanText(settled)
  return { text, left, doubtful: doubtful || (inCell && isLostNumber(text)) }
}

const FIGURES = /^[\d\s.,，%％０-９]{1,40}$/

/** What a table inside a cell without words of its own says in place of them, at most so many characters. */
const LONGEST_INNER = 40

/**
 * What a cell holds whose only words stand in tables inside it: those of the one inner cell that has any, as a value put
 * into a frame of its own; a few figures beside each other cannot be read as one value.
 * @param texts those of the inner cells
 */
export function innerValue(texts: readonly string[]): { readonly text?: string; readonly drawn?: true } {
  const own = texts.filter(hasText)
  if (own.length === 1 && own[0]!.length <= LONGEST_INNER) return { text: own[0]! }
  return own.length > 0 && own.every((text) => FIGURES.test(text)) ? { drawn: true } : {}
}

function withInner(cell: PlacedCell): PlacedCell {
  if (!cell.tables?.length || hasText(cell.text)) return cell
  return { ...cell, ...innerValue(cell.tables.flatMap(({ cells }) => cells.map(({ text }) => text))) }
}

const MARKS_MOST = 2_000

/**
 * Puts a Document together: gives the anchors (`p1`, `p2` … `t1`, `t2` …, cells `t1.0.3`) in reading order and holds
 * the limits on cells, columns, paragraphs and characters. A paragraph without text is left out unless `keep` is set
 * (something hangs on it: a picture, an object).
 */
export class DocumentBuilder {
  readonly #blocks: Block[] = []
  readonly #slots: Slot[] = []
  /** Where blocks go: the Document, or a slot that is being filled. */
  #target: Block[] = this.#blocks
  readonly #aside: { kind: Document['aside'][number]['kind']; text: string }[] = []
  readonly #marks: DocumentMark[] = []
  readonly #notes: ExtractionNote[] = []
  readonly #said = new Set<string>()
  readonly limits: Limits
  #paragraphs = 0
  #tables = 0
  #cells = 0
  #characters = 0

  constructor(limits: Limits) {
    this.limits = limits
  }

  /**
   * Adds a body paragraph and gives its anchor, or null where it is blank and left out.
   * @throws Unreadable too-complex past the limit on paragraphs, too-large past that on characters
   */
  paragraph(raw: string, options: { level?: number; page?: number; confidence?: Confidence; keep?: boolean } = {}): Anchor | null {
    const settled = settle(raw, false)
    const text = this.#count(settled.text)
    if (!hasText(text) && !options.keep) return null
    if (++this.#paragraphs > this.limits.paragraphs) throw new Unreadable('too-complex', 'paragraphs')
    const id = `p${this.#paragraphs}`
    this.#target.push({ kind: 'paragraph', id, text, level: options.level, page: options.page, confidence: options.confidence })
    if (settled.left !== '') this.mark({ kind: 'raised-text', anchor: id, text: settled.left })
    return id
  }

  /**
   * Adds a table, and behind it those inside its cells (`within` tells in which). Gives its anchor, null without cells.
   * @throws Unreadable too-complex past the limits on cells, columns or depth
   */
  table(input: TableInput, within?: Anchor, depth = 0): Anchor | null {
    if (input.cells.length === 0) return null
    if (depth > this.limits.depth) throw new Unreadable('too-complex', 'nested-tables')
    const id = `t${++this.#tables}`
    const cells = input.cells.map((cell) => this.#cell(id, withInner(cell)))
    const rows = cells.reduce((most, cell) => Math.max(most, cell.row + cell.rowSpan), 0)
    const columns = cells.reduce((most, cell) => Math.max(most, cell.column + cell.columnSpan), 0)
    if (columns > this.limits.columns) throw new Unreadable('too-complex', 'columns')
    if (rows * columns > this.limits.cells * 4) throw new Unreadable('too-complex', 'cells')
    this.#target.push({ kind: 'table', id, rows, columns, cells, page: input.page, within })
    input.cells.forEach((cell, index) => {
      for (const inner of cell.tables ?? []) this.table(inner, cells[index]!.id, depth + 1)
    })
    return id
  }

  /** Adds text outside the body; blank text is left out. */
  aside(kind: Document['aside'][number]['kind'], raw: string): void {
    const text = this.#count(cleanText(raw)).trim()
    if (hasText(text)) this.#aside.push({ kind, text })
  }

  /** Adds text outside the body unless the same was added by this before: headers of several sections. */
  asideOnce(kind: Document['aside'][number]['kind'], raw: string): void {
    if (!this.#said.has(kind + raw)) this.aside(kind, raw)
    this.#said.add(kind + raw)
  }

  /** Adds marks that hang on a paragraph, table or cell; on nothing where that was left out. */
  hang(marks: readonly DocumentMark[], anchor: Anchor | null): void {
    for (const mark of marks) this.mark(anchor === null ? mark : { ...mark, anchor })
  }

  /** Adds a table that stands in the body, and the marks in its cells. */
  markedTable(cells: readonly (PlacedCell & { readonly from: { readonly marks: readonly DocumentMark[] } })[], page?: number): void {
    const id = this.table(page === undefined ? { cells } : { cells, page })
    for (const { row, column, from } of cells) this.hang(from.marks, `${id}.${row}.${column}`)
  }

  /** Keeps a place behind the blocks so far for what is read later: the anchors of all other blocks stay the same. */
  slot(): Slot {
    const slot = { at: this.#blocks.length, blocks: [] }
    this.#slots.push(slot)
    return slot
  }

  /**
   * Puts a Document that was read by itself into a slot; its anchors come behind all others.
   * @throws Unreadable past the limits, over both together
   */
  fill(slot: Slot, document: Document): void {
    this.#target = slot.blocks
    const anchors = new Map<Anchor, Anchor | null>()
    const renamed = (anchor: Anchor | undefined): Anchor | undefined => {
      const [block = '', ...place] = (anchor ?? '').split('.')
      const name = anchors.get(block)
      return name ? [name, ...place].join('.') : undefined
    }
    for (const block of document.blocks) {
      const name =
        block.kind === 'paragraph'
          ? this.paragraph(block.text, { ...block, keep: true })
          : this.table({ cells: block.cells }, renamed(block.within), block.within === undefined ? 0 : 1)
      anchors.set(block.id, name)
    }
    this.#target = this.#blocks
    for (const { kind, text } of document.aside) this.aside(kind, text)
    for (const mark of document.marks) this.mark({ ...mark, anchor: renamed(mark.anchor) })
    for (const note of document.notes) this.note({ ...note, anchor: renamed(note.anchor) })
  }

  author(name: string): void {
    if (name.trim() !== '') this.mark({ kind: 'author', text: name.trim() })
  }

  /** A property of the file other than its authors (title, company …). */
  property(text: string): void {
    if (text.trim() !== '') this.markOnce({ kind: 'property', text: text.trim() })
  }

  /** Adds a mark; past two thousand, and for an author named before, nothing. */
  mark(mark: DocumentMark): void {
    if (this.#marks.length >= MARKS_MOST) return
    const own = mark.text === undefined ? mark : { ...mark, text: cleanText(mark.text).slice(0, 2_000) }
    if (own.kind !== 'author' || !this.#marks.some(({ kind, text }) => kind === 'author' && text === own.text)) this.#marks.push(own)
  }

  /** Adds a mark unless one of this kind with this text was added by this before: watermarks of several sections. */
  markOnce(mark: DocumentMark): void {
    const key = `${mark.kind} ${mark.text}`
    if (!this.#said.has(key)) this.mark(mark)
    this.#said.add(key)
  }

  /** Adds a note; what is said of the whole file is said once. */
  note(note: ExtractionNote): void {
    const isSame = (other: ExtractionNote): boolean => other.kind === note.kind && other.part === note.part && other.anchor === undefined
    if (note.anchor === undefined && this.#notes.some(isSame)) return
    this.#notes.push(note)
  }

  /** @returns the Document; add nothing afterwards */
  build(format: DocumentFormat): Document {
    const blocks: Block[] = []
    let from = 0
    for (const slot of this.#slots) {
      blocks.push(...this.#blocks.slice(from, slot.at), ...slot.blocks)
      from = slot.at
    }
    return { format, blocks: blocks.concat(this.#blocks.slice(from)), aside: this.#aside, marks: this.#marks, notes: this.#notes }
  }

  #cell(table: Anchor, cell: PlacedCell): Cell {
    if (++this.#cells > this.limits.cells) throw new Unreadable('too-complex', 'cells')
    const { row, column, rowSpan = 1, columnSpan = 1 } = cell
    const settled = settle(cell.text, true)
    const text = this.#count(settled.text)
    const id = `${table}.${row}.${column}`
    if (settled.left !== '') this.mark({ kind: 'raised-text', anchor: id, text: settled.left })
    const drawn = cell.drawn && (!hasText(text) || (cell.drawn === 'picture' && FIGURES.test(text)))
    const unreadable = settled.doubtful || drawn
    return { id, row, column, rowSpan, columnSpan, text, confidence: unreadable ? 'unreadable' : cell.confidence }
  }

  #count(text: string): string {
    this.#characters += text.length
    if (this.#characters > this.limits.characters) throw new Unreadable('too-large', 'characters')
    return text
  }
}
