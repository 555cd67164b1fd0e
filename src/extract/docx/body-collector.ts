import type { Limits } from '../limits.ts'
import { Unreadable } from '../unreadable-error.ts'
import { Level } from './collector-level.ts'
import {
  ScannedParagraph,
  type ScannedCell,
  type ScannedItem,
  type ScannedMark,
  type ScannedRow,
  type ScannedTable,
} from './scanned-body.ts'
import { splitPieces } from './split-pieces.ts'

/** Takes the events of a Word part and holds what is open; the finished paragraphs and tables go into their holders. */
export class BodyCollector {
  readonly #levels: Level[] = []
  /** Counted while scanning, so that a part past the limits is given up early. */
  readonly #left: { cells: number; paragraphs: number; characters: number }
  /** Depth of the content control that holds a table of contents; 0 for none. */
  #contentsFrom = 0

  constructor(limits: Limits) {
    this.#left = { cells: limits.cells, paragraphs: limits.paragraphs + 4 * limits.cells, characters: limits.characters }
  }

  enter(items: ScannedItem[]): void {
    this.#levels.push(new Level(items))
  }

  leave(): void {
    this.#levels.pop()
  }

  openBox(): void {
    const items: ScannedItem[] = []
    this.#top?.paragraph?.boxes.push(items)
    this.enter(items)
  }

  markContents(depth: number): void {
    if (this.#contentsFrom === 0) this.#contentsFrom = depth
  }

  closeControl(depth: number): void {
    if (this.#contentsFrom === depth) this.#contentsFrom = 0
  }

  openTable(): void {
    const level = this.#top
    if (!level) return
    const table: ScannedTable = { kind: 'table', rows: [] }
    level.holder.push(table)
    level.tables.push({ table, cell: null })
    level.pending = null
  }

  closeTable(): void {
    this.#top?.tables.pop()
  }

  openRow(): void {
    const open = this.#top?.tables.at(-1)
    open?.table.rows.push({ cells: [], before: 0, deleted: false })
    if (open) open.cell = null
  }

  openCell(): void {
    const open = this.#top?.tables.at(-1)
    if (!open) return
    if (--this.#left.cells < 0) throw new Unreadable('too-complex', 'cells')
    if (open.table.rows.length === 0) open.table.rows.push({ cells: [], before: 0, deleted: false })
    open.cell = { items: [], columnSpan: 1, continues: false, joined: false }
    open.table.rows.at(-1)!.cells.push(open.cell)
  }

  closeCell(): void {
    const level = this.#top
    const open = level?.tables.at(-1)
    if (open) open.cell = null
    if (level) level.pending = null
  }

  row(change: (row: ScannedRow) => void): void {
    const row = this.#top?.tables.at(-1)?.table.rows.at(-1)
    if (row) change(row)
  }

  cell(change: (cell: ScannedCell) => void): void {
    const cell = this.#top?.tables.at(-1)?.cell
    if (cell) change(cell)
  }

  openParagraph(start: number, end: number, empty: boolean): void {
    const level = this.#top
    if (!level) return
    if (--this.#left.paragraphs < 0) throw new Unreadable('too-complex', 'paragraphs')
    level.markDeleted = false
    level.paragraph = new ScannedParagraph(start, end, empty, this.#contentsFrom > 0)
    if (level.pending) {
      const { marks, comments, boxes, keep, text, runs, segments } = level.pending
      Object.assign(level.paragraph, { marks, comments, boxes, keep, text, runs, segments })
      level.holder.pop()
      level.pending = null
    }
    level.holder.push(level.paragraph)
  }

  paragraph(change: (paragraph: ScannedParagraph) => void): void {
    const paragraph = this.#top?.paragraph
    if (paragraph) change(paragraph)
  }

  deleteParagraphMark(): void {
    if (this.#top) this.#top.markDeleted = true
  }

  closeParagraph(start: number, end: number): void {
    const level = this.#top
    if (!level?.paragraph) return
    level.paragraph.contentEnd = start
    level.paragraph.xmlEnd = end
    if (level.markDeleted) level.pending = level.paragraph
    level.paragraph = null
    // No instruction reaches over paragraphs; a field that was never closed must not swallow the rest.
    level.fields = level.fields.map(() => 'result')
  }

  openRun(start: number, end: number): void {
    const level = this.#top
    if (!level?.paragraph) return
    level.run = { xmlStart: start, xmlEnd: end, propertiesStart: end, propertiesEnd: end }
    level.hidden = false
    level.paragraph.runs.push(level.run)
  }

  openRunProperties(start: number): void {
    if (this.#top?.run) this.#top.run.propertiesStart = start
  }

  closeRunProperties(end: number): void {
    const run = this.#top?.run
    if (run && run.propertiesStart < end && run.propertiesEnd === run.xmlEnd) run.propertiesEnd = end
  }

  closeRun(end: number): void {
    const level = this.#top
    if (!level?.run) return
    level.run.xmlEnd = end
    level.run = null
    level.hidden = false
  }

  hideRun(hidden: boolean): void {
    if (this.#top) this.#top.hidden = hidden
  }

  text(raw: string, at: number): void {
    this.#left.characters -= raw.length
    if (this.#left.characters < 0) throw new Unreadable('too-large', 'characters')
    for (const piece of splitPieces(raw, at)) this.#add(piece.text, piece.start, piece.end, piece.verbatim)
  }

  sign(text: string, start: number, end: number): void {
    if (text !== '') this.#add(text, start, end, false)
  }

  instruction(raw: string): void {
    if (/^\s*DDE(AUTO)?\b/i.test(raw)) this.#top?.paragraph?.marks.push({ kind: 'macro', text: 'DDE' })
  }

  field(type: string | undefined): void {
    const fields = this.#top?.fields
    if (!fields) return
    if (type === 'begin') fields.push('instruction')
    else if (type === 'separate' && fields.length > 0) fields[fields.length - 1] = 'result'
    else if (type === 'end') fields.pop()
  }

  comment(id: string | undefined): void {
    const paragraph = this.#top?.paragraph
    if (id !== undefined && paragraph && !paragraph.comments.includes(id)) paragraph.comments.push(id)
  }

  object(kind: 'image' | 'embedded-object'): void {
    const level = this.#top
    if (!level?.paragraph || level.deletion.length > 0) return
    level.paragraph.marks.push({ kind, text: '' })
    level.paragraph.keep = true
  }

  openChange(kind: 'deletion' | 'insertion'): void {
    const mark: ScannedMark = { kind, text: '' }
    this.#top?.[kind].push(mark)
    this.#top?.paragraph?.marks.push(mark)
  }

  closeChange(kind: 'deletion' | 'insertion'): void {
    this.#top?.[kind].pop()
  }

  #add(text: string, start: number, end: number, verbatim: boolean): void {
    const level = this.#top
    const paragraph = level?.paragraph
    if (!level || !paragraph || !level.run) return
    const deletion = level.deletion.at(-1)
    if (deletion) deletion.text += text
    if (deletion || level.fields.includes('instruction')) return
    if (level.hidden) {
      const last = paragraph.marks.at(-1)
      if (last?.kind === 'hidden-text') last.text += text
      else paragraph.marks.push({ kind: 'hidden-text', text })
      return
    }
    const insertion = level.insertion.at(-1)
    if (insertion) insertion.text += text
    const textStart = paragraph.text.length
    const textEnd = textStart + text.length
    paragraph.segments.push({ textStart, textEnd, xmlStart: start, xmlEnd: end, verbatim, run: paragraph.runs.length - 1 })
    paragraph.text += text
  }

  get #top(): Level | undefined {
    return this.#levels.at(-1)
  }
}
