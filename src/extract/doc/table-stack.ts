import { trimOf } from '../../language/trim-characters.ts'
import type { TableInput } from '../document-builder.ts'
import type { Limits } from '../limits.ts'
import { Unreadable } from '../unreadable-error.ts'
import { placeRows, type RowContent } from './place-rows.ts'
import type { CellLayout } from './row-layout.ts'

interface OpenCell {
  readonly paragraphs: string[]
  readonly tables: TableInput[]
}

interface OpenTable {
  readonly rows: RowContent[]
  cells: OpenCell[]
  cell: OpenCell
}

/** Tables that are being read, the innermost last: paragraphs come with nothing but the depth at which they stand. */
export class TableStack {
  readonly #open: OpenTable[] = []
  readonly #limits: Limits
  readonly #finish: (table: TableInput) => void
  #cells = 0

  /** @param finish is given each outermost table once it has ended */
  constructor(limits: Limits, finish: (table: TableInput) => void) {
    this.#limits = limits
    this.#finish = finish
  }

  /** Opens and closes tables so that the next paragraph stands at `depth` (0: the body). */
  goTo(depth: number): void {
    if (depth > Math.min(32, this.#limits.depth)) throw new Unreadable('too-complex', 'nested-tables')
    while (this.#open.length > depth) this.#close()
    while (this.#open.length < depth) this.#open.push({ rows: [], cells: [], cell: emptyCell() })
  }

  addParagraph(text: string): void {
    this.#open.at(-1)!.cell.paragraphs.push(text)
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
    const cells = table.cells.map(({ paragraphs, tables }) => ({ text: trimOf(paragraphs.join('\n'), /\n/), tables }))
    if (cells.length > 0 && !dropped) table.rows.push({ cells, layout })
    table.cells = []
    table.cell = emptyCell()
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
    else this.#finish(placed)
  }
}

const emptyCell = (): OpenCell => ({ paragraphs: [], tables: [] })
