import type { DocumentMark } from '../../model/document.ts'
import { hasText } from '../clean-text.ts'
import type { DocumentBuilder } from '../document-builder.ts'
import type { Limits } from '../limits.ts'
import { attribute } from '../xml-names.ts'
import { findAll, textBelow, type XmlNode } from '../xml-tree.ts'
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

/** Walks through an OpenDocument body and gives its paragraphs and tables to the builder in reading order. */
export class OdtWalk {
  readonly #builder: DocumentBuilder
  readonly #limits: Limits
  readonly #context: Context
  readonly #countsById = new Map<string, Counts>()
  readonly #countsByStyle = new Map<string, Counts>()
  readonly #outline: Counts = []
  #marks: DocumentMark[] = []
  #keep = false
  #cell: CellContent | null = null

  constructor(builder: DocumentBuilder, limits: Limits, context: Context) {
    this.#builder = builder
    this.#limits = limits
    this.#context = context
  }

  body(node: XmlNode, list?: OpenList): void {
    for (const child of node.children) if (typeof child !== 'string') this.#block(child, list)
  }

  #block(node: XmlNode, list?: OpenList): void {
    switch (node.name) {
      case 'text:p':
      case 'text:h':
        return this.#paragraph(node, list)
      case 'text:list':
        return this.#list(node, list)
      case 'table:table':
        return this.#table(node)
      case 'text:table-of-content':
        return this.#builder.aside('chrome', findAll(node, 'text:p').map(textBelow).join('\n'))
      case 'text:section':
        if (attribute(node.attributes, 'display') === 'none') this.#builder.mark({ kind: 'hidden-text', text: textBelow(node) })
        else this.body(node, list)
        return
      case 'text:tracked-changes':
      case 'text:sequence-decls':
      case 'office:forms':
        return
      case 'draw:frame':
      case 'draw:custom-shape':
        this.#frame(node)
        return
      default:
        return this.body(node, list)
    }
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
    const anchor = this.#builder.paragraph(numbered, { keep, ...(level === undefined ? {} : { level }) })
    for (const mark of marks) this.#builder.mark(anchor === null ? mark : { ...mark, anchor })
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
    const counts =
      (continued === undefined ? undefined : this.#countsById.get(continued)) ?? (goesOn ? this.#countsByStyle.get(style) : undefined) ?? []
    const id = node.attributes['xml:id'] ?? attribute(node.attributes, 'id')
    if (id !== undefined) this.#countsById.set(id, counts)
    this.#countsByStyle.set(style, counts)
    return counts
  }

  #inline(node: XmlNode): string {
    let text = ''
    for (const child of node.children) text += typeof child === 'string' ? child.replace(/[ \t\r\n]+/g, ' ') : this.#element(child)
    return text
  }

  #element(node: XmlNode): string {
    const style = attribute(node.attributes, 'style-name')
    switch (node.name) {
      case 'text:s':
        return ' '.repeat(Math.min(Number(attribute(node.attributes, 'c') ?? 1) || 1, 1_000))
      case 'text:tab':
        return '\t'
      case 'text:line-break':
        return '\n'
      case 'text:note': {
        const body = findAll(node, 'text:note-body')[0]
        if (body) this.#builder.aside('footnote', textBelow(body))
        return ''
      }
      case 'office:annotation':
        this.#marks.push({ kind: 'comment', text: findAll(node, 'text:p').map(textBelow).join('\n') })
        return ''
      case 'text:change':
      case 'text:change-start':
        return this.#change(node)
      case 'text:ruby-text':
      case 'text:tracked-changes':
      case 'office:annotation-end':
        return ''
      case 'text:hidden-text':
        this.#marks.push({ kind: 'hidden-text', text: attribute(node.attributes, 'string-value') ?? textBelow(node) })
        return ''
      default:
        if (node.name.startsWith('draw:') && !node.name.startsWith('draw:a')) return this.#frame(node)
        if (style === undefined || !this.#context.hidden.has(style)) return this.#inline(node)
        this.#marks.push({ kind: 'hidden-text', text: textBelow(node) })
        return ''
    }
  }

  #change(node: XmlNode): string {
    const text = this.#context.deletions.get(attribute(node.attributes, 'change-id') ?? '')
    if (node.name === 'text:change' && text !== undefined) this.#marks.push({ kind: 'deletion', text })
    if (node.name === 'text:change-start') this.#marks.push({ kind: 'insertion' })
    return ''
  }

  #frame(node: XmlNode): string {
    const boxes = findAll(node, 'draw:text-box')
    for (const box of boxes) this.#builder.aside('textbox', findAll(box, 'text:p', 'text:h').map(textBelow).join('\n'))
    if (boxes.length === 0 && node.name.endsWith('shape')) this.#builder.aside('textbox', findAll(node, 'text:p').map(textBelow).join('\n'))
    const object = findAll(node, 'draw:object', 'draw:object-ole').length > 0
    const picture = findAll(node, 'draw:image').length > 0
    if (object || picture) {
      this.#marks.push({ kind: object ? 'embedded-object' : 'image' })
      this.#keep = true
    }
    return ''
  }

  #table(node: XmlNode): void {
    const outer = { cell: this.#cell, marks: this.#marks, keep: this.#keep }
    const { cells, marks } = layOdtTable(node, this.#limits, (cell) => this.#content(cell))
    this.#cell = outer.cell
    this.#marks = outer.marks
    this.#keep = outer.keep
    if (this.#cell) {
      this.#cell.tables.push({ cells })
      return
    }
    const id = this.#builder.table({ cells })
    for (const { cell, mark } of marks) this.#builder.mark({ ...mark, anchor: `${id}.${cells[cell]!.row}.${cells[cell]!.column}` })
  }

  #content(node: XmlNode): CellContent {
    const content: CellContent = { lines: [], tables: [], marks: [] }
    this.#cell = content
    this.body(node)
    this.#cell = null
    return content
  }
}
