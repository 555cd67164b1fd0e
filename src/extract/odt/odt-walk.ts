import type { DocumentMark } from '../../model/document.ts'
import { hasText } from '../clean-text.ts'
import { bothDrawn, type DocumentBuilder } from '../document-builder.ts'
import { attribute } from '../xml-names.ts'
import { findAll, linesIn, textBelow, type XmlNode } from '../xml-tree.ts'
import { layOdtTable } from './lay-odt-table.ts'
import type { Counts } from './odf-lists.ts'
import type { CellContent, OdtContext } from './odt-context.ts'
import { OdtInline } from './odt-inline.ts'

interface OpenList {
  readonly style: string
  readonly level: number
  readonly counts: Counts
  /** The item's number is still to be written in front of its first paragraph. */
  due: boolean
  startAt: number | undefined
}

const NO_BLOCKS = new Set(['text:tracked-changes', 'text:sequence-decls', 'office:forms'])
const PARAGRAPHS = new Set(['text:p', 'text:h'])

/** Walks through an OpenDocument body and gives its paragraphs and tables to the builder in reading order. */
export class OdtWalk {
  readonly #builder: DocumentBuilder
  readonly #context: OdtContext
  readonly #countsById = new Map<string, Counts>()
  readonly #countsByStyle = new Map<string, Counts>()
  readonly #outline: Counts = []
  #cell: CellContent | null = null
  /** Within text boxes, whose colour is not looked at. */
  #boxes = 0

  constructor(builder: DocumentBuilder, context: OdtContext) {
    this.#builder = builder
    this.#context = context
  }

  body(node: XmlNode, list?: OpenList): void {
    for (const child of node.children) if (typeof child !== 'string') this.#block(child, list)
  }

  #block(node: XmlNode, list?: OpenList): void {
    const { name } = node
    if (PARAGRAPHS.has(name)) this.#paragraph(node, list)
    else if (name === 'text:list') this.#list(node, list)
    else if (name === 'table:table') this.#table(node)
    else if (name === 'text:table-of-content') this.#builder.aside('chrome', linesIn(node, 'text:p'))
    else if (name === 'text:section' && isHiddenSection(node)) this.#mark({ kind: 'hidden-text', text: textBelow(node) })
    else if (name.startsWith('draw:') && !name.startsWith('draw:a')) this.#frame(node)
    else if (!NO_BLOCKS.has(name)) this.body(node, list)
  }

  #inline(): OdtInline {
    const cell = this.#cell
    const ground = () => (this.#boxes > 0 ? null : (cell?.ground() ?? this.#context.pageGround))
    return new OdtInline(this.#context, this.#builder, this.#cell !== null, ground)
  }

  #mark(mark: DocumentMark): void {
    if (this.#cell) this.#cell.marks.push(mark)
    else this.#builder.mark(mark)
  }

  #paragraph(node: XmlNode, list?: OpenList): void {
    const inline = this.#inline()
    const text = inline.read(node)
    const level = node.name === 'text:h' ? Number(attribute(node.attributes, 'outline-level') ?? 1) : undefined
    this.#put(inline, hasText(text) ? this.#number(node, level, list) + text : text, level)
  }

  /** A frame that stands between paragraphs. */
  #frame(node: XmlNode): void {
    const inline = this.#inline()
    inline.frame(node)
    this.#put(inline, '', undefined)
  }

  #put({ marks, keep, drawn, boxes }: OdtInline, text: string, level: number | undefined): void {
    if (this.#cell) {
      if (hasText(text)) this.#cell.lines.push(text)
      this.#cell.marks.push(...marks)
      this.#cell.drawn = bothDrawn(this.#cell.drawn, drawn)
      this.#cell.boxes.push(...boxes)
      return
    }
    this.#builder.hang(marks, this.#builder.paragraph(text, { keep, level }))
    for (const box of boxes) this.#box(box)
  }

  #box(node: XmlNode): void {
    this.#boxes++
    const inner = findAll(node, 'draw:text-box')
    for (const box of inner) this.body(box)
    if (inner.length === 0) this.body(node)
    this.#boxes--
  }

  #number(node: XmlNode, level: number | undefined, list?: OpenList): string {
    const { lists } = this.#context
    if (list) {
      if (!list.due) return ''
      list.due = false
      const { startAt } = list
      list.startAt = undefined
      return lists.next(list.style, list.level, list.counts, startAt)
    }
    if (level === undefined || lists.outline === undefined || attribute(node.attributes, 'is-list-header') === 'true') return ''
    return lists.next(lists.outline, level - 1, this.#outline)
  }

  #list(node: XmlNode, outer?: OpenList): void {
    const style = attribute(node.attributes, 'style-name') ?? outer?.style ?? ''
    const counts = outer && style === outer.style ? outer.counts : this.#countsOf(node, style)
    const level = outer ? outer.level + 1 : 0
    for (const item of node.children) {
      if (typeof item === 'string') continue
      const start = attribute(item.attributes, 'start-value')
      const due = item.name === 'text:list-item'
      this.body(item, { style, level, counts, due, startAt: start === undefined ? undefined : Number(start) })
    }
  }

  /** A list counts anew unless it says which one it continues. */
  #countsOf(node: XmlNode, style: string): Counts {
    const continued = attribute(node.attributes, 'continue-list')
    const goesOn = attribute(node.attributes, 'continue-numbering') === 'true'
    const counts = this.#countsById.get(continued ?? '') ?? (goesOn ? this.#countsByStyle.get(style) : undefined) ?? []
    const id = node.attributes['xml:id'] ?? attribute(node.attributes, 'id')
    if (id) this.#countsById.set(id, counts)
    this.#countsByStyle.set(style, counts)
    return counts
  }

  #table(node: XmlNode): void {
    const outer = this.#cell
    const { looks } = this.#context
    const groundOf = (family: string, one: XmlNode) => looks.of(family, attribute(one.attributes, 'style-name')).ground
    const { cells, hidden } = layOdtTable(node, looks, this.#builder.limits, (cell, row) => {
      return this.#content(cell, () => groundOf('table-cell', cell) ?? groundOf('table-row', row) ?? groundOf('table', node))
    })
    this.#cell = outer
    if (hasText(hidden)) this.#mark({ kind: 'hidden-text', text: hidden })
    if (outer) {
      outer.tables.push({ cells })
      for (const { from } of cells) outer.marks.push(...from.marks)
    } else this.#builder.markedTable(cells)
  }

  #content(node: XmlNode, ground: CellContent['ground']): CellContent {
    const content: CellContent = { lines: [], tables: [], marks: [], boxes: [], ground, drawn: false }
    this.#cell = content
    this.body(node)
    // Beside words of the cell itself a box says something else than the cell.
    if (content.lines.length > 0) for (const box of content.boxes) this.#builder.aside('textbox', linesIn(box, 'text:p', 'text:h'))
    else for (let index = 0; index < content.boxes.length; index++) this.#box(content.boxes[index]!)
    const valued = () => attribute(node.attributes, 'value') !== undefined || attribute(node.attributes, 'formula') !== undefined
    // A value whose words are missing.
    if (content.lines.length === 0 && !hasText(textBelow(node)) && valued()) content.drawn = true
    this.#cell = null
    return content
  }
}

const isHiddenSection = (node: XmlNode): boolean =>
  attribute(node.attributes, 'display') === 'none' || attribute(node.attributes, 'is-hidden') === 'true'
