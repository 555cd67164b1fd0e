import { trimOf } from '../../language/trim-characters.ts'
import { listNumber } from '../../language/list-number.ts'
import type { DocumentMark } from '../../model/document.ts'
import { groupBy } from '../../language/group-by.ts'
import { hasText } from '../clean-text.ts'
import type { DocumentBuilder, Drawn, PlacedCell, TableInput } from '../document-builder.ts'
import { raised, withoutControls } from '../shown.ts'
import { mergeRepeats } from '../merge-repeats.ts'
import { placeFlowing, type CellInput } from '../place-cells.ts'
import { isInnerChrome, textOf } from './find-region.ts'
import { attributeOf, childrenOf, foldBlanks, isBlock, isElement, isHidden, isSilent, textIn, type HtmlElement } from './html-node.ts'
import { hiddenParts, isLayoutTable, rowsOf } from './layout-table.ts'

export interface CellContent extends CellInput {
  readonly marks: readonly DocumentMark[]
  readonly drawn: Drawn
}

/** Elements that show something that is no text. */
const DRAWN = /^(?:object|embed|applet|svg|canvas|video|input|select|textarea|math)$/

/** Drawings smaller than this are signs and buttons, in CSS pixels. */
const LARGE = 150

/** Walks through the report's region and gives its paragraphs and tables to the builder in reading order. */
export class PageWalk {
  readonly #builder: DocumentBuilder
  #line = ''
  /** The automatic number of the list item that is about to begin. */
  #number = ''
  #level: number | undefined
  #keep = false
  /** Something that is no text stands in the cell. */
  #drawn = false
  #marks: DocumentMark[] = []
  /** Set while a cell is read: lines go there instead of to the builder. */
  #cell: { lines: string[]; tables: TableInput[]; marks: DocumentMark[] } | null = null

  constructor(builder: DocumentBuilder) {
    this.#builder = builder
  }

  /** Reads an element with its children as blocks of their own. */
  block(element: HtmlElement): void {
    this.#endLine()
    const heading = /^h([1-6])$/.exec(element.tagName)?.[1]
    if (heading) this.#level = Number(heading)
    this.#children(element)
    this.#endLine()
    if (heading) this.#level = undefined
  }

  #children(element: HtmlElement): void {
    const pre = element.tagName === 'pre'
    let item = Number(attributeOf(element, 'start') ?? 1)
    for (const child of element.childNodes) {
      if (element.tagName === 'ol' && isElement(child) && child.tagName === 'li') {
        item = Number(attributeOf(child, 'value') ?? item)
        this.#endLine()
        this.#number = itemNumber(element, item++)
      }
      if (isElement(child)) this.#element(child)
      else this.#text(textIn(child) ?? '', pre)
    }
  }

  #text(written: string, pre: boolean): void {
    const text = withoutControls(written)
    const [first, ...rest] = pre ? text.split('\n') : [text]
    this.#line += first
    for (const line of rest) {
      this.#endLine()
      this.#line = line
    }
  }

  #element(element: HtmlElement): void {
    if (isHidden(element)) return this.#hidden(element)
    if (isSilent(element)) {
      if (DRAWN.test(element.tagName)) this.#drawing(element)
      if (/^(object|embed|applet)$/.test(element.tagName)) {
        this.#marks.push({ kind: 'embedded-object' })
        this.#builder.note({ kind: 'unread-part', part: 'embedded-document' })
      }
      return
    }
    if (element.tagName === 'br') return this.#endLine()
    if (element.tagName === 'img') return this.#image(element)
    if (element.tagName === 'del') return void this.#marks.push({ kind: 'deletion', text: textOf(element) })
    if (element.tagName === 'ins') this.#marks.push({ kind: 'insertion', text: textOf(element) })
    if (/mso-element\s*:\s*comment-list/i.test(attributeOf(element, 'style') ?? ''))
      return void this.#marks.push({ kind: 'comment', text: textOf(element).trim() })
    if (!this.#cell && isInnerChrome(element)) return this.#builder.aside('chrome', textOf(element).replace(/\s+/g, ' '))
    if (element.tagName === 'table') return this.#table(element)
    if (element.tagName === 'sup' || element.tagName === 'sub') return this.#raised(element)
    if (isBlock(element)) this.block(element)
    else this.#children(element)
    if (element.tagName === 'li') this.#number = ''
  }

  /** A drawing makes the cell around it unreadable; a large one outside may be a table. */
  #drawing(element: HtmlElement): void {
    this.#drawn = true
    if (this.#cell || !/^(?:canvas|svg|video)$/.test(element.tagName)) return
    const sides = ['width', 'height'].map((side) =>
      Number.parseFloat(attributeOf(element, side) ?? (element.tagName === 'svg' ? '0' : '300')),
    )
    if (sides.some((side) => side < LARGE)) return
    this.#marks.push({ kind: 'image' })
    this.#keep = true
  }

  #hidden(element: HtmlElement): void {
    const text = textOf(element).trim()
    const kind = attributeOf(element, 'hidden') === 'struck-text' ? 'struck-text' : 'hidden-text'
    if (hasText(text)) this.#marks.push({ kind, text: text.slice(0, 200) })
  }

  /** Raised and lowered text is read like any other, and handed on as such. */
  #raised(element: HtmlElement): void {
    const line = this.#line
    this.#line = ''
    this.#children(element)
    this.#line = line + raised(this.#line)
  }

  #image(element: HtmlElement): void {
    const size = (name: string) => Number.parseInt(attributeOf(element, name) ?? '', 10)
    this.#drawn ||= size('width') !== 1 && size('height') !== 1
    // Bullets, spacers and counters are no pictures of anything.
    if (size('width') < 32 || size('height') < 32) return
    this.#marks.push({ kind: 'image' })
    this.#keep = true
  }

  #table(element: HtmlElement): void {
    this.#endLine()
    if (isLayoutTable(element)) {
      for (const cell of rowsOf(element).flat()) this.block(cell)
      return
    }
    for (const part of hiddenParts(element)) this.#hidden(part)
    const [caption] = childrenOf(element, 'caption')
    if (caption) this.block(caption)
    const cells = this.#cells(element)
    if (this.#cell) this.#cell.tables.push({ cells })
    else this.#builder.markedTable(cells)
  }

  #cells(table: HtmlElement): (PlacedCell & { from: CellContent })[] {
    const rows = rowsOf(table)
    const span = (cell: HtmlElement, name: string) => {
      const value = Number.parseInt(attributeOf(cell, name) ?? '1', 10)
      // rowspan="0" reaches to the end of the table; more than HTML's own maxima is what browsers cut off.
      if (name === 'rowspan') return value === 0 ? rows.length : Math.min(Math.max(value || 1, 1), 65_534)
      return Math.min(Math.max(value || 1, 1), 1_000)
    }
    const inputs = rows.map((row) => ({
      cells: row.map((cell) => ({ ...this.content(cell), rowSpan: span(cell, 'rowspan'), columnSpan: span(cell, 'colspan') })),
    }))
    return placeFlowing(mergeRepeats(inputs), this.#builder.limits)
  }

  /** Reads an element as what stands in a cell. */
  content(element: HtmlElement): CellContent {
    const outer = { cell: this.#cell, marks: this.#marks, line: this.#line, level: this.#level, drawn: this.#drawn }
    this.#cell = { lines: [], tables: [], marks: [] }
    this.#marks = []
    this.#line = ''
    this.#drawn = false
    this.block(element)
    const drawn = this.#drawn
    this.#drawn = outer.drawn
    const { lines, tables, marks } = this.#cell
    this.#cell = outer.cell
    this.#marks = outer.marks
    this.#line = outer.line
    this.#level = outer.level
    return { text: lines.join('\n'), marks: joined(marks), tables, drawn: drawn && 'picture' }
  }

  #endLine(): void {
    let text = trimOf(foldBlanks(this.#line), / /)
    if (hasText(text)) {
      text = this.#number + text
      this.#number = ''
    }
    const marks = this.#marks
    const keep = this.#keep
    this.#line = ''
    this.#marks = []
    this.#keep = false
    if (this.#cell) {
      this.#cell.marks.push(...marks)
      if (hasText(text)) this.#cell.lines.push(text)
      return
    }
    const anchor = this.#builder.paragraph(text, { keep, level: this.#level })
    this.#builder.hang(joined(marks), anchor)
    if (anchor !== null && text.includes('\ufffd')) this.#builder.note({ kind: 'lost-characters', anchor })
  }
}

/** One mark for all of a line or cell that is hidden, and one for all that is struck out. */
function joined(marks: readonly DocumentMark[]): DocumentMark[] {
  const isText = ({ kind }: DocumentMark): boolean => kind === 'hidden-text' || kind === 'struck-text'
  const texts = [...groupBy(marks.filter(isText), ({ kind }) => kind)]
  return [...marks.filter((mark) => !isText(mark)), ...texts.map(([kind, all]) => ({ kind, text: all.map(({ text }) => text).join(' ') }))]
}

const LIST_TYPES = new Map(Object.entries({ a: 'lowerLetter', A: 'upperLetter', i: 'lowerRoman', I: 'upperRoman' }))

function itemNumber(list: HtmlElement, value: number): string {
  const style = /list-style(?:-type)?\s*:\s*([\w-]+)/i.exec(attributeOf(list, 'style') ?? '')?.[1]?.toLowerCase()
  if (style === 'none' || !Number.isFinite(value)) return ''
  if (style === 'cjk-ideographic' || style === 'simp-chinese-informal') return `${listNumber(value, 'chineseCountingThousand')}、`
  return `${listNumber(value, LIST_TYPES.get(attributeOf(list, 'type') ?? '') ?? 'decimal')}.`
}
