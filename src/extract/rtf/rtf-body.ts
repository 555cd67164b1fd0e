import type { DocumentMark } from '../../model/document.ts'
import { hasText } from '../clean-text.ts'
import type { DocumentBuilder, TableInput } from '../document-builder.ts'
import { gridFromEdges, type EdgedCell, type EdgedRow } from '../place-by-edges.ts'
import { placeMerged } from '../place-cells.ts'
import { Unreadable } from '../unreadable-error.ts'

interface Definition {
  readonly right: number
  readonly continues: boolean
  readonly joined: boolean
}

interface BodyCell extends EdgedCell {
  readonly marks: readonly DocumentMark[]
}

/** One depth of nesting: rows that were ended, cells of the row that is open, and lines of the cell that is open. */
interface OpenTable {
  rows: EdgedRow<BodyCell>[]
  cells: { text: string; tables: TableInput[]; marks: DocumentMark[] }[]
  lines: string[]
  inner: TableInput[]
  marks: DocumentMark[]
}

/** Puts RTF's stream of text and paragraph words together into paragraphs and tables. */
export class RtfBody {
  readonly #builder: DocumentBuilder
  readonly #tables: OpenTable[] = []
  #line = ''
  #marks: DocumentMark[] = []
  #keep = false
  #level: number | undefined
  /** Depth of tables around the paragraph (`\intbl`, `\itap`). */
  #depth = 0
  /** Cells as the outer table's rows define them, and as those of nested ones do (`\nesttableprops`). */
  readonly #rows = { outer: { left: 0, cells: [] as Definition[] }, nested: { left: 0, cells: [] as Definition[] } }
  #defining: 'outer' | 'nested' = 'outer'
  #next = { continues: false, joined: false }
  isEmpty = true

  constructor(builder: DocumentBuilder) {
    this.#builder = builder
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
  }

  /** Text that is tracked or hidden; runs of one kind are one mark. */
  change(kind: 'insertion' | 'deletion' | 'hidden-text', text: string): void {
    const last = this.#marks.at(-1)
    if (last?.kind === kind) this.#marks[this.#marks.length - 1] = { kind, text: (last.text ?? '') + text }
    else this.#marks.push({ kind, text })
  }

  word(word: string, value: number | undefined): void {
    const row = this.#rows[this.#defining]
    const { columns, depth } = this.#builder.limits
    if (word === 'par' || word === 'sect') this.#endParagraph()
    else if (word === 'pard') [this.#depth, this.#level] = [0, undefined]
    else if (word === 'intbl') this.#depth = Math.max(this.#depth, 1)
    else if (word === 'itap') {
      if ((value ?? 0) > depth) throw new Unreadable('too-complex', 'nested-tables')
      this.#depth = Math.max(0, value ?? 0)
    } else if (word === 'outlinelevel') this.#level = value !== undefined && value >= 0 && value < 9 ? value + 1 : undefined
    else if (word === 'cell' || word === 'nestcell') this.#endCell(word === 'cell' ? 1 : Math.max(2, this.#depth))
    else if (word === 'row' || word === 'nestrow') this.#endRow(word === 'row' ? 1 : Math.max(2, this.#depth))
    else if (word === 'nesttableprops') this.#defining = 'nested'
    else if (word === 'trowd') [row.cells, row.left] = [[], 0]
    else if (word === 'trleft') row.left = value ?? 0
    else if (word === 'clvmrg') this.#next.continues = true
    else if (word === 'clmrg') this.#next.joined = true
    else if (word === 'cellx') {
      if (row.cells.length >= columns) throw new Unreadable('too-complex', 'columns')
      row.cells.push({ right: value ?? 0, ...this.#next })
      this.#next = { continues: false, joined: false }
    }
  }

  end(): void {
    this.#endParagraph()
    this.#closeTables(0)
  }

  #endParagraph(): void {
    this.#closeTables(this.#depth)
    const line = this.#line
    const marks = this.#marks
    this.#line = ''
    this.#marks = []
    const keep = this.#keep
    this.#keep = false
    if (hasText(line)) this.isEmpty = false
    if (this.#depth > 0) {
      const table = this.#openTable(this.#depth)
      if (hasText(line)) table.lines.push(line)
      table.marks.push(...marks)
      return
    }
    const anchor = this.#builder.paragraph(line, { keep, level: this.#level })
    this.#builder.hang(marks, anchor)
  }

  #endCell(depth: number): void {
    this.#closeTables(depth)
    const table = this.#openTable(depth)
    if (hasText(this.#line)) {
      table.lines.push(this.#line)
      this.isEmpty = false
    }
    table.cells.push({ text: table.lines.join('\n'), tables: table.inner, marks: [...table.marks, ...this.#marks] })
    table.lines = []
    table.inner = []
    table.marks = []
    this.#line = ''
    this.#marks = []
    this.#keep = false
  }

  #endRow(depth: number): void {
    const table = this.#openTable(depth)
    if (table.rows.length > this.#builder.limits.cells) throw new Unreadable('too-complex', 'rows')
    const defined = depth === 1 ? this.#rows.outer : this.#rows.nested
    this.#defining = 'outer'
    const cells = table.cells.map((cell, index): BodyCell => {
      // Cells past those defined go side by side behind the last edge.
      const { right, continues, joined } = defined.cells[index] ?? {
        right: (defined.cells.at(-1)?.right ?? 0) + (index + 1) * 1_000,
        continues: false,
        joined: false,
      }
      return { ...cell, right, continues, joined }
    })
    if (cells.length > 0) table.rows.push({ left: defined.left, cells })
    table.cells = []
  }

  #openTable(depth: number): OpenTable {
    while (this.#tables.length < depth) this.#tables.push({ rows: [], cells: [], lines: [], inner: [], marks: [] })
    return this.#tables[depth - 1]!
  }

  /** Tables deeper than this have ended: the outermost goes to the builder, inner ones into the cell around them. */
  #closeTables(depth: number): void {
    while (this.#tables.length > depth) {
      const table = this.#tables.pop()!
      const cells = placeMerged(gridFromEdges(table.rows, 60), this.#builder.limits)
      const outer = this.#tables.at(-1)
      if (outer) {
        if (cells.length > 0) outer.inner.push({ cells })
        outer.lines.push(...table.lines)
        continue
      }
      this.#builder.markedTable(cells)
      for (const line of table.lines) this.#builder.paragraph(line)
    }
  }
}
