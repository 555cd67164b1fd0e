import type { UnreadPart } from '../../model/document.ts'
import { CONTENTS_STYLE } from '../../language/file-marks.ts'
import { hasText } from '../clean-text.ts'
import { bothDrawn, innerValue, type DocumentBuilder, type Drawn, type Slot } from '../document-builder.ts'
import type { Limits } from '../limits.ts'
import { placeMerged, type CellInput, type RowInput } from '../place-cells.ts'
import { dropNotes } from './drop-notes.ts'
import { flatText } from './flat-text.ts'
import type { Styles } from './read-styles.ts'
import type { ScannedCell, ScannedInsert, ScannedItem, ScannedParagraph, ScannedRow, ScannedTable } from './scanned-body.ts'

/** An anchor of the Document and the paragraphs of the file that its text is made of. */
interface AnchoredText {
  readonly anchor: string
  readonly kind: 'paragraph' | 'cell'
  readonly text: string
  /** `at`: where the paragraph's own text begins in the anchor's text, behind its automatic number. */
  readonly paragraphs: readonly { readonly paragraph: ScannedParagraph; readonly at: number }[]
}

export interface Assembly {
  readonly anchored: AnchoredText[]
  /** Anchors by the id of the comment that hangs there. */
  readonly comments: Map<string, string>
  /** Places where another part of the package is to be read. */
  readonly inserts: { readonly relation: string; readonly slot: Slot }[]
}

interface CellText extends CellInput {
  readonly paragraphs: { paragraph: ScannedParagraph; at: number }[]
  readonly all: readonly ScannedParagraph[]
  readonly inner: readonly NumberedTable[]
  readonly unread: readonly UnreadPart[]
  /** Words of text boxes beside the text of the cell. */
  readonly beside: readonly string[]
}

/** Its rows, the automatic numbers written into their cells, and what stood in rows that are not shown. */
interface NumberedTable {
  readonly rows: readonly RowInput<CellText>[]
  readonly hidden: string
}

type Numbering = (paragraph: ScannedParagraph) => string

interface Context {
  readonly number: Numbering
  readonly styles: Styles
  readonly limits: Limits
}

/**
 * Puts a scanned body into the builder, which gives the anchors. Paragraphs without text (and nothing hanging on
 * them) and those of a table of contents get none; what stands in a text box comes behind the paragraph on which it
 * hangs, nested tables behind the table around them.
 */
export function assembleBody(items: readonly ScannedItem[], context: Context, builder: DocumentBuilder): Assembly {
  const assembler = new Assembler(context, builder)
  assembler.add(items)
  return assembler.assembly
}

class Assembler {
  readonly assembly: Assembly = { anchored: [], comments: new Map(), inserts: [] }
  readonly #context: Context
  readonly #builder: DocumentBuilder

  constructor(context: Context, builder: DocumentBuilder) {
    this.#context = context
    this.#builder = builder
  }

  add(items: readonly ScannedItem[]): void {
    for (const item of items) {
      if (item.kind === 'paragraph') this.#paragraph(item)
      else if (item.kind === 'table') this.#table(numberedTable(item, this.#context.number), undefined, 0)
      else this.#insert(item)
    }
  }

  #insert({ relation, part }: ScannedInsert): void {
    if (relation === undefined) this.#builder.note({ kind: 'unread-part', part })
    else this.assembly.inserts.push({ relation, slot: this.#builder.slot() })
  }

  #paragraph(paragraph: ScannedParagraph): void {
    const { number, styles } = this.#context
    const prefix = number(paragraph)
    const style = styles.find(paragraph.style)
    dropNotes(paragraph.text, [{ paragraph, at: 0 }], false)
    const text = hasText(paragraph.text) ? prefix + paragraph.text : paragraph.text
    if (paragraph.contents || CONTENTS_STYLE.test(style?.name ?? '')) return this.#builder.aside('chrome', text)
    const outline = paragraph.outline ?? style?.outline
    const level = outline !== undefined && outline >= 0 && outline < 9 ? outline + 1 : undefined
    const anchor = this.#builder.paragraph(text, { keep: paragraph.keep, level })
    if (anchor !== null)
      this.assembly.anchored.push({ anchor, kind: 'paragraph', text, paragraphs: [{ paragraph, at: text.length - paragraph.text.length }] })
    this.#settle(paragraph, anchor)
    for (const box of paragraph.boxes) if (box.as === 'text') this.add(box.items)
  }

  #settle(paragraph: ScannedParagraph, anchor: string | null): void {
    const at = anchor ?? undefined
    for (const mark of paragraph.marks) {
      const silent = mark.kind === 'image' || mark.kind === 'embedded-object'
      if (!silent && mark.text === '') continue
      this.#builder.mark({ kind: mark.kind, anchor: at, text: mark.text || undefined })
    }
    for (const id of paragraph.comments) if (!this.assembly.comments.has(id)) this.assembly.comments.set(id, anchor ?? '')
    for (const { as, items } of paragraph.boxes) {
      const text = as === 'text' ? '' : flatText(items)
      if (as !== 'text' && hasText(text)) this.#builder.mark({ kind: as, anchor: at, text })
    }
    if (paragraph.unread) this.#builder.note({ kind: 'unread-part', part: paragraph.unread, anchor: at })
  }

  #table({ rows, hidden }: NumberedTable, within: string | undefined, depth: number): void {
    const placed = placeMerged(rows, this.#context.limits)
    const id = this.#builder.table({ cells: placed }, within, depth)
    if (hasText(hidden)) this.#builder.mark({ kind: 'hidden-text', anchor: id ?? undefined, text: hidden })
    if (id === null) return
    for (const cell of placed) {
      const anchor = `${id}.${cell.row}.${cell.column}`
      const { paragraphs, all, inner, unread, beside } = cell.from
      if (paragraphs.length > 0) this.assembly.anchored.push({ anchor, kind: 'cell', text: cell.text, paragraphs })
      for (const paragraph of all) this.#settle(paragraph, anchor)
      for (const text of beside) this.#builder.aside('textbox', text)
      for (const part of unread) this.#builder.note({ kind: 'unread-part', part, anchor })
      for (const table of inner) this.#table(table, anchor, depth + 1)
    }
  }
}

/** A cell this narrow beside others shows nothing, in twentieths of a point. */
const NARROW = 20
const WIDE = 200

/** Numbers are counted in the order of the file, so cells take theirs before the table is laid out. */
function numberedTable(table: ScannedTable, number: Numbering): NumberedTable {
  const rows: RowInput<CellText>[] = []
  let hidden = ''
  for (const row of table.rows) {
    if (row.deleted) continue
    if (row.hidden) {
      hidden += `${rowText(row)}\n`
      continue
    }
    const isWide = row.cells.some(isWideCell)
    const cells: CellText[] = []
    for (const cell of row.cells) {
      const isHidden = isWide && cell.width !== undefined && cell.width > 0 && cell.width <= NARROW
      const content = cellText(cell, number, isHidden)
      const last = cells.at(-1)
      if (isHidden) hidden += `${content.text}\n`
      if (cell.joined && last) cells[cells.length - 1] = { ...last, columnSpan: (last.columnSpan ?? 1) + cell.columnSpan }
      else cells.push(content)
    }
    rows.push({ before: row.before, cells })
  }
  return { rows, hidden }
}

const isWideCell = ({ width }: ScannedCell): boolean => width !== undefined && width >= WIDE

const rowText = (row: ScannedRow): string => row.cells.map((cell) => flatText(cell.items)).join('\t')

function cellText(cell: ScannedCell, number: Numbering, hidden: boolean): CellText {
  const content: Content = { lines: [], all: [], inner: undefined, unread: undefined }
  addItems(content, cell.items, number)
  const beside = content.all.some(({ boxes }) => boxes.length > 0) ? addBoxes(content, number) : NONE
  const { lines, all, inner = NONE, unread = NONE } = content
  const before = joined(lines)
  const { text, paragraphs } = dropNotes(before.text, before.paragraphs, true) ? joined(lines) : before
  // An empty cell is known by its last paragraph.
  const last = cell.items.at(-1)
  if (lines.length === 0 && last?.kind === 'paragraph' && last.xmlEnd > last.xmlStart) paragraphs.push({ paragraph: last, at: 0 })
  let drawn: Drawn = unread.length > 0
  for (const paragraph of all) drawn = bothDrawn(drawn, paragraph.drawn)
  const confidence = all.some(({ doubtful }) => doubtful) ? ('unreadable' as const) : undefined
  const { columnSpan, continues } = cell
  const own = { text, columnSpan, continues, hidden, drawn, confidence, paragraphs, all, inner, unread, beside }
  if (inner.length === 0 || hasText(text)) return own
  return { ...own, ...innerValue(inner.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells.map((one) => one.text)))) }
}

interface Line {
  readonly prefix: string
  readonly paragraph: ScannedParagraph
}

interface Content {
  readonly lines: Line[]
  readonly all: ScannedParagraph[]
  inner: NumberedTable[] | undefined
  unread: UnreadPart[] | undefined
}

/** What most cells have of all but paragraphs: no list is made for it. */
const NONE: readonly never[] = []

/** Adds what stands in text boxes of a cell. @returns their words, where the cell has words of its own */
function addBoxes(content: Content, number: Numbering): string[] {
  const beside: string[] = []
  const isBlank = content.lines.length === 0
  // Boxes within boxes are not looked for: what a box adds is not gone through.
  for (const { boxes } of content.all.slice())
    for (const { as, items } of boxes) {
      if (as !== 'text') continue
      const [words, others] = [items.filter(({ kind }) => kind === 'paragraph'), items.filter(({ kind }) => kind !== 'paragraph')]
      addItems(content, isBlank ? items : others, number)
      if (!isBlank) beside.push(flatText(words))
    }
  return beside
}

function addItems(to: Content, items: readonly ScannedItem[], number: Numbering): void {
  for (const item of items) {
    if (item.kind === 'table') (to.inner ??= []).push(numberedTable(item, number))
    else if (item.kind === 'insert') (to.unread ??= []).push(item.part)
    else {
      to.all.push(item)
      const prefix = number(item)
      // A row of list numbers alone is a count in the cell: shown, so it is text.
      if (hasText(prefix + item.text)) to.lines.push({ prefix, paragraph: item })
    }
  }
}

function joined(lines: readonly Line[]): { text: string; paragraphs: CellText['paragraphs'] } {
  let text = ''
  const paragraphs: CellText['paragraphs'] = []
  for (const { prefix, paragraph } of lines) {
    if (!hasText(prefix + paragraph.text)) continue
    if (text !== '') text += '\n'
    paragraphs.push({ paragraph, at: text.length + prefix.length })
    text += prefix + paragraph.text
  }
  return { text, paragraphs }
}
