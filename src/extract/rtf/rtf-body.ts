import type { DocumentMark } from '../../model/document.ts'
import { hasText } from '../clean-text.ts'
import { bothDrawn, type Drawn, type TableInput } from '../document-builder.ts'
import type { Limits } from '../limits.ts'
import { gridFromEdges, type EdgedCell, type EdgedRow } from '../place-by-edges.ts'
import { placeMerged } from '../place-cells.ts'
import { Unreadable } from '../unreadable-error.ts'
import { BoxOutput, type RtfOutput } from './rtf-output.ts'
import { RowDefinitions } from './row-definitions.ts'

interface BodyCell extends EdgedCell {
  readonly marks: readonly DocumentMark[]
}

interface OpenCell {
  lines: string[]
  tables: TableInput[]
  marks: DocumentMark[]
  boxes: BoxOutput[]
  /** Something is in it that is no text. */
  drawn: Drawn
  /** Its text is not all that is shown. */
  doubtful: boolean
}

/** One depth of nesting: rows that were ended, cells of the row that is open, and the cell that is open. */
interface OpenTable {
  rows: EdgedRow<BodyCell>[]
  cells: Omit<BodyCell, 'right' | 'continues' | 'joined'>[]
  cell: OpenCell
  /** What stood in rows and cells that are not shown. */
  hidden: string
}

const emptyCell = (): OpenCell => ({ lines: [], tables: [], marks: [], boxes: [], drawn: false, doubtful: false })

/** Puts RTF's stream of text and paragraph words together into paragraphs and tables. */
export class RtfBody {
  readonly #limits: Limits
  readonly #output: RtfOutput
  readonly #tables: OpenTable[] = []
  readonly #rows = new RowDefinitions()
  #line = ''
  #marks: DocumentMark[] = []
  #boxes: BoxOutput[] = []
  #keep = false
  #drawn: Drawn = false
  #doubtful = false
  #unread = false
  #level: number | undefined
  /** Depth of tables around the paragraph (`\intbl`, `\itap`). */
  #depth = 0
  /** Colour behind the paragraph, by its number; 0 for none. */
  paragraphGround = 0
  isEmpty = true

  constructor(output: RtfOutput, limits: Limits) {
    this.#output = output
    this.#limits = limits
  }

  text(text: string): void {
    this.#line += text
  }

  mark(mark: DocumentMark): void {
    this.#marks.push(mark)
  }

  /** The level that the paragraph's style gives it. */
  heading(level: number | undefined): void {
    this.#level = level
  }

  object(kind: 'image' | 'embedded-object'): void {
    this.#marks.push({ kind })
    this.#keep = true
    this.#drawn = 'picture'
  }

  /** Something stands here that is no text and may be a value; `unread` where it is not in the file at all. */
  draw(unread = false): void {
    this.#drawn ||= true
    this.#unread ||= unread
  }

  doubt(): void {
    this.#doubtful = true
  }

  /** A text box that hangs on the paragraph. */
  box(box: BoxOutput): void {
    this.#boxes.push(box)
  }

  /** Text that is tracked or not shown; one mark of a kind is enough for what is not shown. */
  change(kind: 'insertion' | 'deletion' | 'hidden-text' | 'struck-text', text: string): void {
    const tracked = kind === 'insertion' || kind === 'deletion'
    const index = tracked ? this.#marks.length - 1 : this.#marks.findLastIndex((mark) => mark.kind === kind)
    const last = this.#marks[index]
    if (last?.kind === kind) this.#marks[index] = { kind, text: (last.text ?? '') + text }
    else if (tracked || hasText(text)) this.#marks.push({ kind, text })
  }

  /** Whether the paragraph is in a cell, or directly behind a figure: what is moved there is a mark. */
  get takesShifted(): boolean {
    return this.#depth > 0 || /\d$/.test(this.#line)
  }

  /** The number of the colour behind the cell; null where it is not known yet, 0 for none. */
  get cellGround(): number | null {
    if (this.#depth === 0) return 0
    return this.#depth > 1 ? null : this.#rows.groundOf(this.#tables[0]?.cells.length ?? 0)
  }

  word(word: string, value: number | undefined): void {
    if (word === 'par' || word === 'sect') this.#endParagraph()
    else if (word === 'pard') [this.#depth, this.#level, this.paragraphGround] = [0, undefined, 0]
    else if (word === 'cbpat') this.paragraphGround = value ?? 0
    else if (word === 'intbl') this.#depth = Math.max(this.#depth, 1)
    else if (word === 'itap') {
      if ((value ?? 0) > this.#limits.depth) throw new Unreadable('too-complex', 'nested-tables')
      this.#depth = Math.max(0, value ?? 0)
    } else if (word === 'outlinelevel') this.#level = value !== undefined && value >= 0 && value < 9 ? value + 1 : undefined
    else if (word === 'cell' || word === 'nestcell') this.#endCell(word === 'cell' ? 1 : Math.max(2, this.#depth))
    else if (word === 'row' || word === 'nestrow') this.#endRow(word === 'row' ? 1 : Math.max(2, this.#depth))
    else this.#rows.word(word, value, this.#limits)
  }

  end(): void {
    this.#endParagraph()
    this.#closeTables(0)
  }

  #endParagraph(): void {
    this.#closeTables(this.#depth)
    const { text, boxes, ...line } = this.#takeLine()
    if (hasText(text)) this.isEmpty = false
    if (this.#depth > 0) return addLine(this.#openTable(this.#depth).cell, { text, boxes, ...line })
    this.#output.paragraph({ text, level: this.#level, keep: line.keep, marks: line.marks, unread: line.unread })
    for (const box of boxes) box.pass(this.#output)
    if (boxes.length > 0) this.isEmpty = false
  }

  #takeLine(): Line {
    const line = {
      text: this.#line,
      marks: this.#marks,
      boxes: this.#boxes,
      keep: this.#keep,
      drawn: this.#drawn,
      doubtful: this.#doubtful,
      unread: this.#unread,
    }
    this.#line = ''
    this.#marks = []
    this.#boxes = []
    this.#keep = this.#drawn = this.#doubtful = this.#unread = false
    return line
  }

  #endCell(depth: number): void {
    this.#closeTables(depth)
    const table = this.#openTable(depth)
    const { cell } = table
    const line = this.#takeLine()
    if (hasText(line.text)) this.isEmpty = false
    addLine(cell, line)
    // Beside words of the cell itself a box says something else than the cell.
    const isBlank = cell.lines.length === 0
    for (const box of cell.boxes) {
      this.isEmpty = false
      for (const cells of box.tables) cell.tables.push({ cells })
      for (const { text, marks } of box.paragraphs) {
        cell.marks.push(...marks)
        if (isBlank && hasText(text)) cell.lines.push(text)
      }
      if (!isBlank) this.#output.aside(box.text)
    }
    const { lines, tables, marks, drawn, doubtful } = cell
    table.cells.push({ text: lines.join('\n'), tables, marks, drawn, ...(doubtful ? { confidence: 'unreadable' as const } : {}) })
    table.cell = emptyCell()
  }

  #endRow(depth: number): void {
    const table = this.#openTable(depth)
    if (table.rows.length > this.#limits.cells) throw new Unreadable('too-complex', 'rows')
    const { left, cells: defined, flat } = this.#rows.end(depth)
    const cells: BodyCell[] = []
    table.cells.forEach((cell, index) => {
      // Cells past those defined go side by side behind the last edge.
      const { right, continues, joined, narrow } = defined[index] ?? {
        right: (defined.at(-1)?.right ?? 0) + (index + 1) * 1_000,
        continues: false,
        joined: false,
        narrow: false,
      }
      if (flat || narrow) table.hidden += `${cell.text}\n`
      else cells.push({ ...cell, right, continues, joined })
    })
    if (cells.length > 0) table.rows.push({ left, cells })
    table.cells = []
  }

  #openTable(depth: number): OpenTable {
    while (this.#tables.length < depth) this.#tables.push({ rows: [], cells: [], cell: emptyCell(), hidden: '' })
    return this.#tables[depth - 1]!
  }

  /** Tables deeper than this have ended: the outermost goes on, inner ones into the cell around them. */
  #closeTables(depth: number): void {
    while (this.#tables.length > depth) {
      const { rows, cell, hidden } = this.#tables.pop()!
      const cells = placeMerged(gridFromEdges(rows, 60), this.#limits)
      const outer = this.#tables.at(-1)?.cell
      const mark = { kind: 'hidden-text', text: hidden } as const
      if (outer) {
        if (cells.length > 0) outer.tables.push({ cells })
        outer.lines.push(...cell.lines)
        outer.marks.push(...cells.flatMap(({ from }) => from.marks), ...(hasText(hidden) ? [mark] : []))
        continue
      }
      this.#output.table(cells)
      if (hasText(hidden)) this.#marks.push(mark)
      for (const text of cell.lines) this.#output.paragraph({ text, level: undefined, keep: false, marks: [], unread: false })
    }
  }
}

interface Line {
  readonly text: string
  readonly marks: readonly DocumentMark[]
  readonly boxes: readonly BoxOutput[]
  readonly keep: boolean
  readonly drawn: Drawn
  readonly doubtful: boolean
  readonly unread: boolean
}

function addLine(cell: OpenCell, { text, marks, boxes, drawn, doubtful }: Line): void {
  if (hasText(text)) cell.lines.push(text)
  cell.marks.push(...marks)
  cell.boxes.push(...boxes)
  cell.drawn = bothDrawn(cell.drawn, drawn)
  cell.doubtful ||= doubtful
}
