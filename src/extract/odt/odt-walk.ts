import type { DocumentMark } from '../../model/document.ts'
import { hasText } from '../clean-text.ts'
import type { DocumentBuilder } from '../document-builder.ts'
import { attribute } from '../xml-names.ts'
import { findAll, linesIn, textBelow, type XmlNode } from '../xml-tree.ts'
import { layOdtTable, type CellContent } from './lay-odt-table.ts'
import type { Counts, OdfLists } from './odf-lists.ts'

interface Context {
  readonly lists: OdfLists
  /** Styles whose text is not shown. */
  readonly hidden: ReadonlySet<string>
  /** Deleted text by the id of its change. */
  readonly deletions: ReadonlyMap<string, string>
}

interface OpenList {
  readonly style: string
  readonly level: number
  readonly counts: Counts
  /** The item's number is still to be written in front of its first paragraph. */
  due: boolean
  startAt: number | undefined
}

const NO_BLOCKS = new Set(['text:tracked-changes', 'text:sequence-decls', 'office:forms'])
const NO_TEXT = new Set(['text:ruby-text', 'text:tracked-changes', 'office:annotation-end'])

/** Walks through an OpenDocument body and gives its paragraphs and tables to the builder in reading order. */
export class OdtWalk {
  readonly #builder: DocumentBuilder
  readonly #context: Context
  readonly #countsById = new Map<string, Counts>()
  readonly #countsByStyle = new Map<string, Counts>()
  readonly #outline: Counts = []
  #marks: DocumentMark[] = []
  #keep = false
  #cell: CellContent | null = null

  constructor(builder: DocumentBuilder, context: Context) {
    this.#builder = builder
    this.#context = context
  }

  body(node: XmlNode, list?: OpenList): void {
    for (const child of node.children) if (typeof child !== 'string') this.#block(child, list)
  }

  #block(node: XmlNode, list?: OpenList): void {
    const { name } = node
    if (name === 'text:p' || name === 'text:h') this.#paragraph(node, list)
    else if (name === 'text:list') this.#list(node, list)
    else if (name === 'table:table') this.#table(node)
    else if (name === 'text:table-of-content') this.#builder.aside('chrome', linesIn(node, 'text:p'))
    else if (name === 'text:section' && attribute(node.attributes, 'display') === 'none')
      this.#builder.mark({ kind: 'hidden-text', text: textBelow(node) })
    else if (name === 'draw:frame' || name === 'draw:custom-shape') this.#frame(node)
    else if (!NO_BLOCKS.has(name)) this.body(node, list)
  }

  #paragraph(node: XmlNode, list?: OpenList): void {
    const text = this.#inline(node)
    const level = node.name === 'text:h' ? Number(attribute(node.attributes, 'outline-level') ?? 1) : undefined
    const numbered = hasText(text) ? this.#number(node, level, list) + text : text
    const marks = this.#marks
    const keep = this.#keep
    this.#marks = []
    this.#keep = false
    if (this.#cell) {
      if (hasText(numbered)) this.#cell.lines.push(numbered)
      this.#cell.marks.push(...marks)
      return
    }
    const anchor = this.#builder.paragraph(numbered, { keep, level })
    this.#builder.hang(marks, anchor)
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

  #inline(node: XmlNode): string {
    let text = ''
    for (const child of node.children) text += typeof child === 'string' ? child.replace(/[ \t\r\n]+/g, ' ') : this.#element(child)
    return text
  }

  #element(node: XmlNode): string {
    const { name, attributes } = node
    const style = attribute(attributes, 'style-name')
    if (name === 'text:s') return ' '.repeat(Math.min(Number(attribute(attributes, 'c') ?? 1) || 1, 1_000))
    if (name === 'text:tab') return '\t'
    if (name === 'text:line-break') return '\n'
    if (NO_TEXT.has(name)) return ''
    if (name === 'text:note')
      for (const body of findAll(node, 'text:note-body').slice(0, 1)) this.#builder.aside('footnote', textBelow(body))
    else if (name === 'office:annotation') this.#marks.push({ kind: 'comment', text: linesIn(node, 'text:p') })
    else if (name === 'text:change') this.#change(attribute(attributes, 'change-id') ?? '')
    else if (name === 'text:change-start') this.#marks.push({ kind: 'insertion' })
    else if (name === 'text:hidden-text')
      this.#marks.push({ kind: 'hidden-text', text: attribute(attributes, 'string-value') ?? textBelow(node) })
    else if (name.startsWith('draw:') && !name.startsWith('draw:a')) this.#frame(node)
    else if (style === undefined || !this.#context.hidden.has(style)) return this.#inline(node)
    else this.#marks.push({ kind: 'hidden-text', text: textBelow(node) })
    return ''
  }

  #change(id: string): void {
    const text = this.#context.deletions.get(id)
    if (text !== undefined) this.#marks.push({ kind: 'deletion', text })
  }

  #frame(node: XmlNode): void {
    const boxes = findAll(node, 'draw:text-box')
    for (const box of boxes) this.#builder.aside('textbox', linesIn(box, 'text:p', 'text:h'))
    if (boxes.length === 0 && node.name.endsWith('shape')) this.#builder.aside('textbox', linesIn(node, 'text:p'))
    const object = findAll(node, 'draw:object', 'draw:object-ole').length > 0
    if (!object && findAll(node, 'draw:image').length === 0) return
    this.#marks.push({ kind: object ? 'embedded-object' : 'image' })
    this.#keep = true
  }

  #table(node: XmlNode): void {
    const outer = { cell: this.#cell, marks: this.#marks, keep: this.#keep }
    const cells = layOdtTable(node, this.#builder.limits, (cell) => this.#content(cell))
    this.#cell = outer.cell
    this.#marks = outer.marks
    this.#keep = outer.keep
    if (this.#cell) this.#cell.tables.push({ cells })
    else this.#builder.markedTable(cells)
  }

  #content(node: XmlNode): CellContent {
    const content: CellContent = { lines: [], tables: [], marks: [] }
    this.#cell = content
    this.body(node)
    this.#cell = null
    return content
  }
}
