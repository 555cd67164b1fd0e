import type { DocumentMark } from '../../model/document.ts'
import { hasText } from '../clean-text.ts'
import { bothDrawn, type DocumentBuilder, type Drawn, type TableInput } from '../document-builder.ts'
import { placeFlowing, type CellInput, type RowInput } from '../place-cells.ts'
import { findAll, linesIn, type XmlNode } from '../xml-tree.ts'
import { Revisions, type UofContext } from './uof-context.ts'
import { UofInline, wordsOf } from './uof-inline.ts'
import { groundOf } from './uof-looks.ts'
import { childOf, countOf, elementsOf, presentOf } from './uof-tree.ts'

interface CellContent extends CellInput {
  readonly marks: DocumentMark[]
}

interface OpenCell {
  readonly lines: string[]
  readonly tables: TableInput[]
  readonly marks: DocumentMark[]
  readonly boxes: XmlNode[]
  readonly ground: number | null | undefined
  drawn: Drawn
}

const NO_BLOCKS = new Set(['table-look', 'row-look', 'cell-look', 'section-look', 'paragraph-look', 'comment', 'field-code'])

/** Walks through a body and gives its paragraphs and tables to the builder in reading order. */
export class UofWalk {
  readonly #builder: DocumentBuilder
  readonly #context: UofContext
  readonly #revisions = new Revisions()
  #cell: OpenCell | null = null
  #boxes = 0

  constructor(builder: DocumentBuilder, context: UofContext) {
    this.#builder = builder
    this.#context = context
  }

  body(node: XmlNode): void {
    for (const child of elementsOf(node)) this.#block(child)
  }

  #block(node: XmlNode): void {
    if (this.#revisions.take(node)) return
    if (node.name === 'paragraph') this.#paragraph(node)
    else if (node.name === 'table') this.#table(node)
    else if (node.name === 'section') this.#section(node)
    else if (node.name === 'deletion') this.#mark({ kind: 'deletion', text: wordsOf(node) })
    else if (!NO_BLOCKS.has(node.name)) this.body(node)
  }

  #section(node: XmlNode): void {
    for (const part of findAll(node, 'header', 'footer'))
      this.#builder.asideOnce(part.name === 'header' ? 'header' : 'footer', linesIn(part, 'paragraph'))
    this.body(node)
  }

  #mark(mark: DocumentMark): void {
    if (!hasText(mark.text ?? '')) return
    if (this.#cell) this.#cell.marks.push(mark)
    else this.#builder.mark(mark)
  }

  #paragraph(node: XmlNode): void {
    const { look, outline, numbering } = this.#context.looks.paragraph(presentOf(node, 'paragraph-look'))
    const ground = this.#boxes > 0 ? null : this.#cell?.ground
    const inline = new UofInline(this.#context, this.#builder, this.#revisions, ground)
    inline.read(node, look)
    const text = hasText(inline.text) ? this.#context.lists.next(numbering) + inline.text : inline.text
    if (this.#cell) this.#putInCell(this.#cell, inline, text)
    else {
      const anchor = this.#builder.paragraph(text, { keep: inline.keep, ...(outline === undefined ? {} : { level: outline }) })
      this.#builder.hang(inline.marks, anchor)
      for (const box of inline.boxes) this.#box(box)
    }
  }

  #putInCell(cell: OpenCell, { marks, boxes, drawn }: UofInline, text: string): void {
    if (hasText(text)) cell.lines.push(text)
    cell.marks.push(...marks)
    cell.boxes.push(...boxes)
    cell.drawn = bothDrawn(cell.drawn, drawn)
  }

  #box(node: XmlNode): void {
    this.#boxes++
    this.body(node)
    this.#boxes--
  }

  #table(node: XmlNode): void {
    const outer = this.#cell
    const columns = findAll(childOf(node, 'table-look') ?? node, 'column-width').length
    const tableGround = groundOf(childOf(node, 'table-look'))
    const rows: RowInput<CellContent>[] = []
    for (const row of elementsOf(node)) {
      if (this.#revisions.take(row) || row.name !== 'row') continue
      if (this.#revisions.deleting) this.#mark({ kind: 'deletion', text: wordsOf(row) })
      else rows.push({ cells: this.#cellsOf(row, groundOf(childOf(row, 'row-look')) ?? tableGround) })
    }
    this.#cell = outer
    const cells = placeFlowing(withoutCovered(rows, columns), this.#builder.limits)
    if (outer) {
      outer.tables.push({ cells })
      for (const { from } of cells) outer.marks.push(...from.marks)
    } else this.#builder.markedTable(cells)
  }

  #cellsOf(row: XmlNode, ground: number | null | undefined): CellContent[] {
    return elementsOf(row).flatMap((node) => {
      if (this.#revisions.take(node) || node.name !== 'cell') return []
      return [this.#content(node, ground)]
    })
  }

  #content(node: XmlNode, around: number | null | undefined): CellContent {
    const properties = childOf(node, 'cell-look')
    const own = groundOf(properties)
    const cell: OpenCell = { lines: [], tables: [], marks: [], boxes: [], drawn: false, ground: own === undefined ? around : own }
    const outer = this.#cell
    this.#cell = cell
    this.body(node)
    // Beside words of the cell itself a box says something else than the cell.
    if (cell.lines.length > 0) for (const box of cell.boxes) this.#builder.aside('textbox', linesIn(box, 'paragraph'))
    else for (let index = 0; index < cell.boxes.length; index++) this.#box(cell.boxes[index]!)
    this.#cell = outer
    const { lines, tables, marks, drawn } = cell
    const spans = { rowSpan: countOf(childOf(properties, 'row-span')) ?? 1, columnSpan: countOf(childOf(properties, 'column-span')) ?? 1 }
    return { text: lines.join('\n'), tables, marks, drawn, ...spans }
  }
}

/**
 * Most programs leave out the cells that another reaches over; some write them, blank. They are taken for written where the
 * cells of a row would not fit into the columns that the table says it has.
 */
function withoutCovered(rows: readonly RowInput<CellContent>[], columns: number): readonly RowInput<CellContent>[] {
  if (columns === 0) return rows
  const reach: number[] = []
  return rows.map(({ cells }) => {
    const width = cells.reduce((sum, { columnSpan = 1 }) => sum + columnSpan, 0)
    const covered = reach.filter((left) => left > 0).length
    const kept: CellContent[] = []
    const next = reach.map((left) => Math.max(0, left - 1))
    let column = 0
    const isWritten = covered > 0 && width + covered > columns && width <= columns
    for (const cell of cells) {
      if (!isWritten) while ((reach[column] ?? 0) > 0) column++
      const { columnSpan = 1, rowSpan = 1 } = cell
      const isBlank = !hasText(cell.text) && !cell.drawn && !cell.tables?.length
      if (!(isWritten && (reach[column] ?? 0) > 0 && isBlank)) {
        kept.push(cell)
        for (let over = 0; over < columnSpan && over < MOST_COLUMNS; over++) next[column + over] = rowSpan - 1
      }
      column += columnSpan
    }
    reach.splice(0, reach.length, ...next)
    return { cells: kept }
  })
}

const MOST_COLUMNS = 1_000
