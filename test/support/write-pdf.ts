// Lays out a Document on pages, so that a test has the same report in PDF as in the other formats.
import type { Document, Table } from '../../src/model/document.ts'
import { drawTable, makePdf, type PdfExtras, type PdfPage, type PdfText } from '../extract/pdf-writer.ts'

const LEFT = 50
const TOP = 790
const BOTTOM = 60
const WIDTH = 500
const SIZE = 12
/** Size of the characters in tables: small, so that the longest table fits a page. */
const SMALL = 7

interface Sheet {
  readonly texts: PdfText[]
  readonly lines: (readonly [number, number, number, number])[]
}

/** Edges of the columns: those with words only are wider than those with a figure. */
function columnEdges(table: Table): number[] {
  const weights = Array.from({ length: table.columns }, (_, column) => {
    const texts = table.cells
      .filter((cell) => cell.column === column && cell.columnSpan === 1 && cell.row > 0)
      .map(({ text }) => text.length)
    return Math.min(12, Math.max(4, ...texts))
  })
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  let edge = LEFT
  return [LEFT, ...weights.map((weight) => (edge += (weight / all) * WIDTH))]
}

/** Heights of the rows: as many lines as the longest cell of one row needs. */
function rowHeights(table: Table, edges: readonly number[]): number[] {
  return Array.from({ length: table.rows }, (_, row) => {
    const lines = table.cells
      .filter((cell) => cell.row === row && cell.rowSpan === 1)
      .map(({ column, columnSpan, text }) => {
        const perLine = Math.max(1, Math.floor((edges[column + columnSpan]! - edges[column]! - 8) / SMALL))
        return Math.ceil(text.length / perLine)
      })
    return Math.max(1, ...lines) * SMALL * 1.2 + 6
  })
}

/** A paragraph in lines of the page's width, its first one set in; figures and addresses stay whole, no line begins with a stop. */
function linesOf(text: string): string[] {
  const lines: string[] = []
  let line = ''
  let room = WIDTH - 2 * SIZE
  for (const [word] of text.matchAll(/[\x21-\x7e]+|./gsu)) {
    const width = [...word].reduce((sum, char) => sum + (char < '\x80' ? SIZE / 2 : SIZE), 0)
    if (width > room && !/^[，。；：、）》”]/.test(word)) {
      lines.push(line)
      line = ''
      room = WIDTH
    }
    line += word
    room -= width
  }
  return [...lines, line]
}

/** The pages of this Document, to be changed before they are written. A table stands on one page. */
export function layPages(document: Pick<Document, 'blocks'>): PdfPage[] {
  const sheets: Sheet[] = [{ texts: [], lines: [] }]
  let y = TOP
  const room = (height: number): Sheet => {
    if (y - height < BOTTOM) {
      sheets.push({ texts: [], lines: [] })
      y = TOP
    }
    return sheets.at(-1)!
  }
  for (const block of document.blocks) {
    if (block.kind === 'paragraph') {
      for (const [index, line] of linesOf(block.text).entries()) {
        room(SIZE * 1.6).texts.push({ x: LEFT + (index === 0 ? SIZE * 2 : 0), y: y - SIZE, text: line, size: SIZE })
        y -= SIZE * 1.6
      }
      continue
    }
    const xs = columnEdges(block)
    const heights = rowHeights(block, xs)
    const sheet = room(heights.reduce((sum, height) => sum + height, 20))
    let edge = (y -= 10)
    const drawn = drawTable(xs, [edge, ...heights.map((height) => (edge -= height))], block.cells, SMALL)
    sheet.texts.push(...(drawn.texts ?? []))
    sheet.lines.push(...(drawn.lines ?? []))
    y = edge - 10
  }
  return sheets
}

/** A PDF of this Document. */
export const writePdf = (document: Pick<Document, 'blocks'>, extras: PdfExtras = {}): Uint8Array => makePdf(layPages(document), extras)
