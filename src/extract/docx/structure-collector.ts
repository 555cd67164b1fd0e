import type { Limits } from '../limits.ts'
import { Unreadable } from '../unreadable-error.ts'
import { Level } from './collector-level.ts'
import {
  ScannedParagraph,
  type ScannedCell,
  type ScannedInsert,
  type ScannedItem,
  type ScannedRow,
  type ScannedTable,
} from './scanned-body.ts'

/** Takes the events of tables and paragraphs of a Word part and holds what is open. */
export class StructureCollector {
  readonly #levels: Level[] = []
  /** Counted while scanning, so that a part past the limits is given up early. */
  readonly #left: { cells: number; paragraphs: number; characters: number }
  /** Depth of the content control that holds a table of contents; 0 for none. */
  #contentsFrom = 0

  constructor(limits: Limits) {
    this.#left = { cells: limits.cells, paragraphs: limits.paragraphs + 4 * limits.cells, characters: limits.characters }
  }

  enter(items: ScannedItem[], isBox = false): void {
    this.#levels.push(new Level(items, isBox))
  }

  leave(): void {
    this.#levels.pop()
  }

  markContents(depth: number): void {
    if (this.#contentsFrom === 0) this.#contentsFrom = depth
  }

  endContents(depth: number): void {
    if (this.#contentsFrom === depth) this.#contentsFrom = 0
  }

  insert(insert: ScannedInsert): void {
    this.top?.holder.push(insert)
  }

  openTable(): void {
    const level = this.top
    if (!level) return
    const table: ScannedTable = { kind: 'table', rows: [], style: undefined, ground: undefined }
    level.holder.push(table)
    level.tables.push({ table, cell: null })
    level.pending = null
  }

  closeTable(): void {
    this.top?.tables.pop()
  }

  table(change: (table: ScannedTable) => void): void {
    const open = this.top?.tables.at(-1)
    if (open) change(open.table)
  }

  openRow(): void {
    const open = this.top?.tables.at(-1)
    open?.table.rows.push({ cells: [], before: 0, deleted: false, hidden: false })
    if (open) open.cell = null
  }

  openCell(): void {
    const open = this.top?.tables.at(-1)
    if (!open) return
    if (--this.#left.cells < 0) throw new Unreadable('too-complex', 'cells')
    if (open.table.rows.length === 0) this.openRow()
    open.cell = { items: [], columnSpan: 1, continues: false, joined: false, width: undefined, ground: undefined }
    open.table.rows.at(-1)!.cells.push(open.cell)
  }

  closeCell(): void {
    const level = this.top
    const open = level?.tables.at(-1)
    if (open) open.cell = null
    if (level) level.pending = null
  }

  row(change: (row: ScannedRow) => void): void {
    const row = this.top?.tables.at(-1)?.table.rows.at(-1)
    if (row) change(row)
  }

  cell(change: (cell: ScannedCell) => void): void {
    const cell = this.top?.tables.at(-1)?.cell
    if (cell) change(cell)
  }

  openParagraph(start: number, end: number, empty: boolean): void {
    const level = this.top
    if (!level) return
    if (--this.#left.paragraphs < 0) throw new Unreadable('too-complex', 'paragraphs')
    level.markDeleted = false
    level.usualLook = null
    level.paragraph = new ScannedParagraph(start, end, empty, this.#contentsFrom > 0)
    if (level.pending) {
      const { marks, comments, boxes, keep, drawn, doubtful, text, runs, segments, raised, unread } = level.pending
      Object.assign(level.paragraph, { marks, comments, boxes, keep, drawn, doubtful, text, runs, segments, raised, unread })
      level.holder.pop()
      level.pending = null
    }
    level.holder.push(level.paragraph)
  }

  paragraph(change: (paragraph: ScannedParagraph) => void): void {
    const paragraph = this.top?.paragraph
    if (paragraph) change(paragraph)
  }

  deleteParagraphMark(): void {
    if (this.top) this.top.markDeleted = true
  }

  closeParagraph(start: number, end: number): void {
    const level = this.top
    if (!level?.paragraph) return
    level.paragraph.contentEnd = start
    level.paragraph.xmlEnd = end
    if (level.markDeleted) level.pending = level.paragraph
    level.paragraph = null
    level.fields.endParagraph()
  }

  /** @throws Unreadable past the limit on characters */
  protected count(characters: number): void {
    this.#left.characters -= characters
    if (this.#left.characters < 0) throw new Unreadable('too-large', 'characters')
  }

  /** The part or text box that is being read. */
  protected get top(): Level | undefined {
    return this.#levels.at(-1)
  }
}
