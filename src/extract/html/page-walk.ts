import { trimOf } from '../../language/trim-characters.ts'
import { listNumber } from '../../language/list-number.ts'
import type { DocumentMark } from '../../model/document.ts'
import { hasText } from '../clean-text.ts'
import type { DocumentBuilder, Drawn, PlacedCell } from '../document-builder.ts'
import { raised, withoutControls } from '../shown.ts'
import { mergeRepeats } from '../merge-repeats.ts'
import { placeFlowing, type CellInput } from '../place-cells.ts'
import { CellText, joinMarks } from './cell-text.ts'
import { isInnerChrome, textOf } from './find-region.ts'
import {
  attributeOf,
  childrenOf,
  foldBlanks,
  isBlock,
  isElement,
  isHidden,
  isSilent,
  textIn,
  type HtmlElement,
  type HtmlNode,
} from './html-node.ts'
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
  #marks: DocumentMark[] | undefined
  /** Set while a cell is read: lines go there instead of to the builder. */
  #cell: CellText | undefined

  constructor(builder: DocumentBuilder) {
    this.#builder = builder
  }

  /** Reads an element with its children as blocks of their own. */
  block(element: HtmlElement): void {
    this.#endLine()
    const heading = HEADINGS.get(element.tagName)
    if (heading) this.#level = heading
    this.#children(element)
    this.#endLine()
    if (heading) this.#level = undefined
  }

  #children(element: HtmlElement): void {
    if (element.tagName === 'ol') return this.#items(element)
    const pre = element.tagName === 'pre'
    for (const child of element.childNodes) this.#child(child, pre)
  }

  #child(child: HtmlNode, pre: boolean): void {
    if (isElement(child)) return this.#element(child)
    const text = withoutControls(textIn(child) ?? '')
    if (pre) this.#lines(text.split('\n'))
    else this.#line += text
  }

  #items(list: HtmlElement): void {
    let item = Number(attributeOf(list, 'start') ?? 1)
    for (const child of list.childNodes) {
      if (isElement(child) && child.tagName === 'li') {
        item = Number(attributeOf(child, 'value') ?? item)
        this.#endLine()
        this.#number = itemNumber(list, item++)
      }
      this.#child(child, false)
    }
  }

  #lines([first, ...rest]: readonly string[]): void {
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
        this.#mark({ kind: 'embedded-object' })
        this.#builder.note({ kind: 'unread-part', part: 'embedded-document' })
      }
      return
    }
    if (element.tagName === 'br') return this.#endLine()
    if (element.tagName === 'img') return this.#image(element)
    if (element.tagName === 'del') return void this.#mark({ kind: 'deletion', text: textOf(element) })
    if (element.tagName === 'ins') this.#mark({ kind: 'insertion', text: textOf(element) })
    if (isCommentList(element)) return void this.#mark({ kind: 'comment', text: textOf(element).trim() })
    if (!this.#cell && isInnerChrome(element)) return this.#builder.aside('chrome', textOf(element).replace(/\s+/g, ' '))
    if (element.tagName === 'table') return this.#table(element)
    if (element.tagName === 'sup' || element.tagName === 'sub') return this.#raised(element)
    if (isBlock(element)) this.block(element)
    else this.#children(element)
    if (element.tagName === 'li') this.#number = ''
  }

  #mark(mark: DocumentMark): void {
    this.#marks ??= []
    this.#marks.push(mark)
  }

  /** A drawing makes the cell around it unreadable; a large one outside may be a table. */
  #drawing(element: HtmlElement): void {
    this.#drawn = true
    if (this.#cell || !/^(?:canvas|svg|video)$/.test(element.tagName)) return
    const sides = ['width', 'height'].map((side) =>
      Number.parseFloat(attributeOf(element, side) ?? (element.tagName === 'svg' ? '0' : '300')),
    )
    if (sides.some((side) => side < LARGE)) return
    this.#mark({ kind: 'image' })
    this.#keep = true
  }

  #hidden(element: HtmlElement): void {
    const text = textOf(element).trim()
    const kind = attributeOf(element, 'hidden') === 'struck-text' ? 'struck-text' : 'hidden-text'
    if (hasText(text)) this.#mark({ kind, text: text.slice(0, 200) })
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
    this.#mark({ kind: 'image' })
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
    if (this.#cell) (this.#cell.tables ??= []).push({ cells })
    else this.#builder.markedTable(cells)
  }

  #cells(table: HtmlElement): (PlacedCell & { from: CellContent })[] {
    const rows = rowsOf(table)
    const span = (cell: HtmlElement, name: string) => {
      const written = attributeOf(cell, name)
      if (written === undefined) return 1
      const value = Number.parseInt(written, 10)
      // rowspan="0" reaches to the end of the table; more than HTML's own maxima is what browsers cut off.
      if (name === 'rowspan') return value === 0 ? rows.length : Math.min(Math.max(value || 1, 1), 65_534)
      return Math.min(Math.max(value || 1, 1), 1_000)
    }
    const inputs = rows.map((row) => ({
      cells: row.map((cell) => {
        const { text, marks, tables, drawn } = this.content(cell)
        return { text, marks, tables, drawn, rowSpan: span(cell, 'rowspan'), columnSpan: span(cell, 'colspan') }
      }),
    }))
    return placeFlowing(mergeRepeats(inputs), this.#builder.limits)
  }

  /** Reads an element as what stands in a cell. */
  content(element: HtmlElement): CellContent {
    const [cell, marks, line, level, drawn] = [this.#cell, this.#marks, this.#line, this.#level, this.#drawn]
    const own = new CellText()
    this.#cell = own
    this.#marks = undefined
    this.#line = ''
    this.#drawn = false
    this.block(element)
    const content: CellContent = { text: own.text, marks: joinMarks(own.marks), tables: own.tables, drawn: this.#drawn && 'picture' }
    this.#cell = cell
    this.#marks = marks
    this.#line = line
    this.#level = level
    this.#drawn = drawn
    return content
  }

  #endLine(): void {
    // Between two elements there is most often nothing, or the end of a line.
    let text = BLANK.test(this.#line) ? '' : trimOf(foldBlanks(this.#line), SPACE)
    if (text !== '' && hasText(text)) {
      text = this.#number + text
      this.#number = ''
    }
    const marks = this.#marks
    const keep = this.#keep
    this.#line = ''
    this.#marks = undefined
    this.#keep = false
    if (this.#cell) return this.#cell.add(text, marks)
    if (text === '' && !keep && !marks) return
    const anchor = this.#builder.paragraph(text, { keep, level: this.#level })
    this.#builder.hang(joinMarks(marks), anchor)
    if (anchor !== null && text.includes('\ufffd')) this.#builder.note({ kind: 'lost-characters', anchor })
  }
}

const HEADINGS = new Map([1, 2, 3, 4, 5, 6].map((level) => [`h${level}`, level]))
const BLANK = /^[ \t\r\n\f]*$/
const SPACE = / /

const isCommentList = (element: HtmlElement): boolean => {
  const style = attributeOf(element, 'style')
  return style !== undefined && /mso-element\s*:\s*comment-list/i.test(style)
}

const LIST_TYPES = new Map(Object.entries({ a: 'lowerLetter', A: 'upperLetter', i: 'lowerRoman', I: 'upperRoman' }))

function itemNumber(list: HtmlElement, value: number): string {
  const style = /list-style(?:-type)?\s*:\s*([\w-]+)/i.exec(attributeOf(list, 'style') ?? '')?.[1]?.toLowerCase()
  if (style === 'none' || !Number.isFinite(value)) return ''
  if (style === 'cjk-ideographic' || style === 'simp-chinese-informal') return `${listNumber(value, 'chineseCountingThousand')}、`
  return `${listNumber(value, LIST_TYPES.get(attributeOf(list, 'type') ?? '') ?? 'decimal')}.`
}
