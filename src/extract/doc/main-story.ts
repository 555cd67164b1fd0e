import type { Anchor, DocumentMark } from '../../model/document.ts'
import type { DocumentBuilder } from '../document-builder.ts'
import { findRange } from '../find-sorted.ts'
import type { DocText } from './doc-text.ts'
import type { ListNumbers } from './list-numbers.ts'
import { applyParagraphSprms, plainProperties, type ParagraphProperties } from './paragraph-properties.ts'
import { emptyText, ParagraphReader, type ParagraphText } from './paragraph-text.ts'
import { plainText } from './plain-text.ts'
import type { PropertyRun } from './property-runs.ts'
import { readRowLayout, type CellLayout } from './row-layout.ts'
import type { StyleSheet } from './style-sheet.ts'
import { TableStack } from './table-stack.ts'

/** What the body of a Word file is read with. */
interface StoryInput {
  readonly text: DocText
  readonly paragraphs: readonly PropertyRun[]
  readonly styles: StyleSheet
  readonly numbers: ListNumbers
  readonly stream: Uint8Array
  readonly table: Uint8Array
  readonly data: Uint8Array | null
  readonly builder: DocumentBuilder
  /** The text boxes that hang in the body, in its order. */
  readonly boxes: readonly TextBox[]
}

/** A text box: the character at which it hangs, and where its words are. */
export interface TextBox {
  readonly at: number
  readonly start: number
  readonly end: number
}

const NO_BOXES: readonly TextBox[] = []
const CELL_MARK = 0x07
const PAGE_BREAK = 0x0c
const PARAGRAPH_MARK = 0x0d

/** Reads the body: paragraphs and tables in order, into the builder. */
export class MainStory {
  readonly #input: StoryInput
  readonly #reader: ParagraphReader
  readonly #tables: TableStack
  readonly #known = new Map<number, ParagraphProperties>()
  readonly #layouts = new Map<ParagraphProperties, readonly CellLayout[] | null>()
  #pending: ParagraphText = emptyText()
  #marks: DocumentMark[] = []
  #nextBox = 0
  /** Words of boxes that hang in the cell that is read. */
  readonly #boxTexts: string[] = []
  #unread = false

  constructor(input: StoryInput) {
    this.#input = input
    this.#reader = new ParagraphReader(input.text, input.data)
    this.#tables = new TableStack(input.builder.limits, (table, marks, beside) => {
      this.#marks.push(...marks)
      this.#hang(input.builder.table(table))
      for (const text of beside) input.builder.aside('textbox', text)
    })
  }

  /** Reads the characters from `start` up to `length`. */
  read(length: number, from = 0): void {
    let start = from
    while (start < length) {
      const end = this.#endOfParagraph(start, length)
      const mark = end < length ? this.#codeAt(end) : PARAGRAPH_MARK
      const properties = this.#properties(end)
      const { style, depth, ground } = properties
      const inCell = depth > 0 || mark === CELL_MARK
      this.#reader.read(start, end, this.#pending, { style, inCell, ground })
      const boxes = this.#takeBoxes(end)
      if (inCell) for (const box of boxes) this.#boxTexts.push(plainText(this.#input.text, box))
      this.#endParagraph(end, mark, properties)
      if (!inCell) this.#readBoxes(boxes)
      start = end + 1
    }
    if (this.#pending.text !== '') this.#addBody(plainProperties(0))
    this.#tables.goTo(0)
    this.#hang(null)
    this.#readBoxes(this.#takeBoxes(Infinity))
  }

  /** The character that ends the paragraph beginning at `start`, or `length`. */
  #endOfParagraph(start: number, length: number): number {
    for (let position = start; position < length;) {
      const piece = this.#input.text.pieceAt(position)
      if (!piece) return length
      const last = Math.min(length, piece.end)
      for (; position < last; position++) {
        const code = piece.text.charCodeAt(position - piece.start)
        if (code === PARAGRAPH_MARK || code === CELL_MARK || code === PAGE_BREAK) return position
      }
    }
    return length
  }

  #codeAt(position: number): number {
    const piece = this.#input.text.pieceAt(position)
    return piece ? piece.text.charCodeAt(position - piece.start) : PARAGRAPH_MARK
  }

  /** The boxes that hang in front of this character and were not read yet. */
  #takeBoxes(end: number): readonly TextBox[] {
    const { boxes } = this.#input
    if (this.#nextBox === boxes.length) return NO_BOXES
    const first = this.#nextBox
    while (this.#nextBox < boxes.length && boxes[this.#nextBox]!.at <= end) this.#nextBox++
    return boxes.slice(first, this.#nextBox)
  }

  #readBoxes(boxes: readonly TextBox[]): void {
    for (const { start, end } of boxes) new MainStory({ ...this.#input, boxes: [] }).read(end, start)
  }

  #endParagraph(end: number, mark: number, properties: ParagraphProperties): void {
    const deleted = this.#input.text.propertiesAt(end)?.deleted ?? false
    if (properties.depth === 0 && mark !== CELL_MARK) {
      // A deleted mark joins its paragraph to the next one; its number stays with the joined one.
      if (deleted && mark === PARAGRAPH_MARK) return
      this.#reader.endParagraph()
      this.#tables.goTo(0)
      return this.#addBody(properties)
    }
    this.#reader.endParagraph()
    this.#tables.goTo(Math.max(1, properties.depth))
    if (properties.rowEnd) {
      this.#takePending()
      return this.#tables.endRow(this.#layoutOf(properties), deleted)
    }
    const endsCell = mark === CELL_MARK || properties.cellEnd
    if (deleted && !endsCell) return
    const { drawn } = this.#pending
    this.#tables.addParagraph(this.#takeNumbered(properties), drawn)
    if (this.#boxTexts.length > 0) for (const text of this.#boxTexts.splice(0)) this.#tables.addBox(text)
    if (endsCell) this.#tables.endCell()
  }

  /** Rows that look alike share their properties. */
  #layoutOf(properties: ParagraphProperties): readonly CellLayout[] | null {
    let layout = this.#layouts.get(properties)
    if (layout === undefined) this.#layouts.set(properties, (layout = readRowLayout(properties.sources)))
    return layout
  }

  #properties(position: number): ParagraphProperties {
    const { text, paragraphs, styles, stream, table, data } = this.#input
    const piece = text.pieceAt(position)
    const run = piece && findRange(paragraphs, text.offsetOf(position, piece))
    if (!piece || !run) return plainProperties(0)
    // Paragraphs that look alike share one place in the file: cells above all.
    const key = run.from === 0 || piece.changes ? null : run.from
    const known = key === null ? undefined : this.#known.get(key)
    if (known) return known
    const properties = styles.properties(run.style)
    applyParagraphSprms(properties, stream, run.from, run.to, data)
    if (piece.changes) applyParagraphSprms(properties, table, piece.changes.start, piece.changes.end, data)
    if (key !== null) this.#known.set(key, properties)
    return properties
  }

  #addBody(properties: ParagraphProperties): void {
    const keep = this.#pending.picture || this.#pending.object
    this.#hang(this.#input.builder.paragraph(this.#takeNumbered(properties), { level: properties.level ?? undefined, keep }))
  }

  #takeNumbered(properties: ParagraphProperties): string {
    const text = this.#takePending()
    return properties.list === 0 ? text : this.#input.numbers.next(properties.list, properties.listLevel) + text
  }

  /** Gives the text read so far and notes the marks that it carries. */
  #takePending(): string {
    const { text, inserted, deleted, hidden, struck, picture, object, unread } = this.#pending
    this.#unread ||= unread
    this.#pending = emptyText()
    if (inserted.trim()) this.#marks.push({ kind: 'insertion', text: inserted })
    if (deleted.trim()) this.#marks.push({ kind: 'deletion', text: deleted })
    if (hidden.trim()) this.#marks.push({ kind: 'hidden-text', text: hidden })
    if (struck.trim()) this.#marks.push({ kind: 'struck-text', text: struck })
    if (picture || object) this.#marks.push({ kind: object ? 'embedded-object' : 'image' })
    return text
  }

  /** Marks are hung on the paragraph or table in which they stand, once it has its anchor. */
  #hang(anchor: Anchor | null): void {
    for (const { kind, text } of this.#marks) this.#input.builder.mark({ kind, anchor: anchor ?? undefined, text })
    this.#marks = []
    if (this.#unread) this.#input.builder.note({ kind: 'unread-part', part: 'unknown-drawing', anchor: anchor ?? undefined })
    this.#unread = false
  }
}
