import { trimOf } from '../../language/trim-characters.ts'
import type { DocumentMark } from '../../model/document.ts'
import { hasText } from '../clean-text.ts'
import { bothDrawn, type Drawn, type TableInput } from '../document-builder.ts'
import type { Limits } from '../limits.ts'
import { Unreadable } from '../unreadable-error.ts'
import { settleColour } from './paragraph-text.ts'
import { placeRows, type RowContent } from './place-rows.ts'
import type { CellLayout } from './row-layout.ts'

interface OpenCell {
  readonly paragraphs: string[]
  readonly tables: TableInput[]
  /** Words of the text boxes that hang in it. */
  readonly boxes: string[]
  /** Something is in it that is no text. */
  drawn: Drawn
}

interface OpenTable {
  readonly rows: RowContent[]
  cells: OpenCell[]
  cell: OpenCell
}

type Finish = (table: TableInput, marks: readonly DocumentMark[], beside: readonly string[]) => void

/** Tables that are being read, the innermost last: paragraphs come with nothing but the depth at which they stand. */
export class TableStack {
  readonly #open: OpenTable[] = []
  readonly #limits: Limits
  readonly #finish: Finish
  #cells = 0
  #marks: DocumentMark[] = []
  #beside: string[] = []

  /** @param finish is given each outermost table once it has ended, the marks in it and words of boxes beside its cells */
  constructor(limits: Limits, finish: Finish) {
    this.#limits = limits
    this.#finish = finish
  }

  /** Opens and closes tables so that the next paragraph stands at `depth` (0: the body). */
  goTo(depth: number): void {
    if (depth > Math.min(32, this.#limits.depth)) throw new Unreadable('too-complex', 'nested-tables')
    while (this.#open.length > depth) this.#close()
    while (this.#open.length < depth) this.#open.push({ rows: [], cells: [], cell: emptyCell() })
  }

  addParagraph(text: string, drawn: Drawn): void {
    const { cell } = this.#open.at(-1)!
    cell.paragraphs.push(text)
    cell.drawn = bothDrawn(cell.drawn, drawn)
  }

  /** Words of a text box that hangs in the open cell. */
  addBox(text: string): void {
    this.#open.at(-1)!.cell.boxes.push(text.trim())
  }

  endCell(): void {
    const table = this.#open.at(-1)!
    if (++this.#cells > this.#limits.cells) throw new Unreadable('too-complex', 'cells')
    table.cells.push(table.cell)
    table.cell = emptyCell()
  }

  /** @param dropped the row was deleted under revision marks and is no longer part of the text */
  endRow(layout: readonly CellLayout[] | null, dropped: boolean): void {
    const table = this.#open.at(-1)!
    const cells = table.cells.map((cell, index) => this.#content(cell, layout?.[index]?.shaded ?? false))
    if (cells.length > 0 && !dropped) table.rows.push({ cells, layout })
    table.cells = []
    table.cell = emptyCell()
  }

  #content({ paragraphs, tables, boxes, drawn }: OpenCell, shaded: boolean): RowContent['cells'][number] {
    const { text, left } = settleColour(paragraphs.join('\n'), shaded)
    if (left !== '') this.#marks.push({ kind: 'hidden-text', text: left })
    const own = trimOf(text, LINE_END)
    if (!hasText(own)) return { text: boxes.join('\n'), tables, drawn }
    // Beside words of the cell itself a box says something else than the cell.
    this.#beside.push(...boxes)
    return { text: own, tables, drawn }
  }

  #close(): void {
    const table = this.#open.at(-1)!
    // A row or cell left open is that of a file cut off or damaged: its words are kept.
    if (table.cell.paragraphs.some((text) => text !== '') || table.cell.tables.length > 0) this.endCell()
    if (table.cells.length > 0) this.endRow(null, false)
    this.#open.pop()
    if (table.rows.length === 0) return
    const placed = placeRows(table.rows, this.#limits)
    const outer = this.#open.at(-1)
    if (outer) outer.cell.tables.push(placed)
    else {
      this.#finish(placed, this.#marks, this.#beside)
      this.#marks = []
      this.#beside = []
    }
  }
}

const LINE_END = /\n/

const emptyCell = (): OpenCell => ({ paragraphs: [], tables: [], boxes: [], drawn: false })
