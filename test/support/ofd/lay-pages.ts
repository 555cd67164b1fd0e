// Lays a Document on sheets of A4 in millimetres from the upper left corner, as Word would print it.
import type { Cell, Document, Table } from '../../../src/model/document.ts'

/** A line of one size; `steps` are the distances between the origins of its characters. */
export interface LaidText {
  readonly x: number
  /** Of the baseline, from the top. */
  readonly y: number
  readonly text: string
  readonly size: number
  readonly steps: readonly number[]
  readonly inCell: boolean
}

/** The frame of a cell: left, top, right, bottom. */
type Frame = readonly [number, number, number, number]

export interface LaidPage {
  readonly texts: LaidText[]
  readonly frames: Frame[]
}

const [LEFT, RIGHT, TOP, BOTTOM] = [24, 186, 30, 267]
/** 小四 for the text, 小五 for the tables, 二号 for the title. */
const [BODY, SMALL, TITLE] = [4.233, 3.175, 6.5]
const LEADING = 1.5
const SHARES: Readonly<Record<number, readonly number[]>> = {
  4: [40, 40, 40, 42],
  10: [13, 17, 41, 13, 13, 13, 13, 13, 13, 13],
  15: Array.from({ length: 15 }, () => 10.8),
}

const advance = (char: string, size: number): number => (char < '\u0080' ? size / 2 : size)
const widthOf = (text: string, size: number): number => [...text].reduce((sum, char) => sum + advance(char, size), 0)

function laid(x: number, y: number, text: string, size: number, inCell: boolean, stretch = 0): LaidText {
  const steps = [...text].slice(0, -1).map((char) => advance(char, size) + stretch)
  return { x, y, text, size, steps, inCell }
}

/** Breaks a text into lines; figures and addresses stay whole, no line begins with a stop. */
function broken(text: string, size: number, width: number, indent: number): string[] {
  const lines: string[] = []
  let line = ''
  let room = width - indent
  for (const [word] of text.matchAll(/[\x21-\x7e]+|./gsu)) {
    const needed = widthOf(word, size)
    if (needed > room && line !== '' && !/^[，。；：、）》”]/.test(word)) {
      lines.push(line)
      line = ''
      room = width
    }
    line += word
    room -= needed
  }
  return [...lines, line]
}

class Sheets {
  readonly pages: LaidPage[] = [{ texts: [], frames: [] }]
  y = TOP

  page(height: number): LaidPage {
    if (this.y + height > BOTTOM) this.turn()
    return this.pages.at(-1)!
  }

  turn(): void {
    this.pages.push({ texts: [], frames: [] })
    this.y = TOP
  }

  /** A paragraph set justified, its first line two characters in; the title in the middle. */
  paragraph(text: string, isTitle: boolean): void {
    const size = isTitle ? TITLE : BODY
    const indent = isTitle ? 0 : 2 * size
    const lines = broken(text, size, RIGHT - LEFT, indent)
    lines.forEach((line, index) => {
      const left = LEFT + (index === 0 ? indent : 0)
      const spare = RIGHT - left - widthOf(line, size)
      const stretch = index < lines.length - 1 && !isTitle ? spare / Math.max(1, [...line].length - 1) : 0
      const page = this.page(size * LEADING)
      page.texts.push(laid(isTitle ? left + spare / 2 : left, this.y + size, line, size, false, stretch))
      this.y += size * LEADING
    })
  }

  /** A table, broken between pages where it is too long; a cell over the break has its words on the first page. */
  table(table: Table): void {
    const xs = [LEFT]
    const even = Array.from({ length: table.columns }, () => (RIGHT - LEFT) / table.columns)
    for (const share of SHARES[table.columns] ?? even) xs.push(xs.at(-1)! + share)
    const heights = rowHeights(table, xs)
    this.y += 2
    let first = 0
    while (first < table.rows) {
      if (this.y + heights[first]! > BOTTOM) this.turn()
      const ys = [this.y]
      let end = first
      while (end < table.rows && ys.at(-1)! + heights[end]! <= BOTTOM) ys.push(ys.at(-1)! + heights[end++]!)
      for (const cell of table.cells) this.cell(cell, xs, ys, first, end)
      this.y = ys.at(-1)!
      first = end
    }
    this.y += 4
  }

  cell(cell: Cell, xs: readonly number[], ys: readonly number[], first: number, end: number): void {
    const [top, bottom] = [Math.max(cell.row, first), Math.min(cell.row + cell.rowSpan, end)]
    if (top >= bottom) return
    const frame: Frame = [xs[cell.column]!, ys[top - first]!, xs[cell.column + cell.columnSpan]!, ys[bottom - first]!]
    const page = this.pages.at(-1)!
    page.frames.push(frame)
    if (cell.row < first) return
    const lines = cellLines(cell, xs)
    const start = (frame[1] + frame[3]) / 2 - (lines.length * SMALL * 1.25) / 2
    lines.forEach((line, index) => {
      const x = (frame[0] + frame[2] - widthOf(line, SMALL)) / 2
      page.texts.push(laid(x, start + index * SMALL * 1.25 + SMALL * 0.98, line, SMALL, true))
    })
  }
}

const cellLines = (cell: Cell, xs: readonly number[]): string[] =>
  cell.text === '' ? [] : broken(cell.text, SMALL, xs[cell.column + cell.columnSpan]! - xs[cell.column]! - 1.6, 0)

function rowHeights(table: Table, xs: readonly number[]): number[] {
  return Array.from({ length: table.rows }, (_, row) => {
    const lines = table.cells.filter((cell) => cell.row === row && cell.rowSpan === 1).map((cell) => cellLines(cell, xs).length)
    return Math.max(1, ...lines) * SMALL * 1.25 + 2.4
  })
}

/** The pages of a Document. */
export function layPages(document: Pick<Document, 'blocks'>): LaidPage[] {
  const sheets = new Sheets()
  document.blocks.forEach((block, index) => {
    if (block.kind === 'table') sheets.table(block)
    else sheets.paragraph(block.text, index === 0)
  })
  return sheets.pages
}
