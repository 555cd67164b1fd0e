import { NUMERALS } from '../language/chinese-numerals.ts'
import type { Lexicon } from '../language/lexicon.ts'
import type { Anchor, Block, Cell, Paragraph, Table } from '../model/document.ts'
import type { AnchorPlace, TextSegment } from './anchor-place.ts'
import { tableGrid } from './table-grid.ts'
import { xmlText } from './xml-text.ts'

const HEADING = new RegExp(`^[${NUMERALS}]+、[^。；]{2,30}$`)
const SUB_HEADING = new RegExp(`^（[${NUMERALS}]+）[^。；]{2,24}$`)
const OPEN =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
// A4 with the margins of 公文 (GB/T 9704): 37 mm above, 28 mm left.
const CLOSE =
  '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr></w:body></w:document>'
const BORDERS = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
  .map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>`)
  .join('')

/** document.xml made from a Document, with the place of every anchor in it. */
export interface WrittenDocument {
  readonly xml: string
  readonly places: Map<Anchor, AnchorPlace>
}

/** Writes paragraphs and tables (merged cells merged) in plain official-document style. */
export function writeDocumentXml(lexicon: Lexicon, blocks: readonly Block[]): WrittenDocument {
  const out = new Writer()
  out.raw(OPEN)
  const titleLines = titleLinesOf(lexicon, blocks)
  let afterTable = false
  for (const [index, block] of blocks.entries()) {
    if (block.kind === 'table') {
      // Word joins tables that touch.
      if (afterTable) out.raw('<w:p/>')
      writeTable(out, block)
    } else out.place(block.id, block.text, () => [out.paragraph(block.text, 0, styleOf(block, titleLines, index))])
    afterTable = block.kind === 'table'
  }
  if (afterTable) out.raw('<w:p/>')
  out.raw(CLOSE)
  return { xml: out.xml, places: out.places }
}

/** The style that the file gives, else the one that the wording shows: pdf and text know no headings. */
function styleOf(block: Paragraph, titleLines: number, index: number): string {
  if (block.level !== undefined) return `<w:pStyle w:val="Heading${Math.min(3, Math.max(1, block.level))}"/>`
  if (index < titleLines) return '<w:pStyle w:val="Title"/>'
  if (HEADING.test(block.text)) return '<w:pStyle w:val="Heading1"/>'
  return SUB_HEADING.test(block.text) ? '<w:pStyle w:val="Heading2"/>' : ''
}

/** A title may stand on two or three short lines: how many blocks it takes from the first. */
function titleLinesOf(lexicon: Lexicon, blocks: readonly Block[]): number {
  const head = blocks.slice(0, 3)
  const last = head.findIndex(
    (block) => block.kind === 'paragraph' && block.text.length < 60 && lexicon.pattern('export/labels/title').test(block.text),
  )
  return head.slice(0, last + 1).every((block) => block.kind === 'paragraph' && block.text.length < 60) ? last + 1 : 0
}

function writeTable(out: Writer, table: Table): void {
  const owner = tableGrid(table)
  const width = Math.floor(8845 / Math.max(1, table.columns))
  out.raw(
    `<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:jc w:val="center"/><w:tblBorders>${BORDERS}</w:tblBorders></w:tblPr><w:tblGrid>`,
  )
  out.raw(`<w:gridCol w:w="${width}"/>`.repeat(table.columns))
  out.raw('</w:tblGrid>')
  for (let row = 0; row < table.rows; row++) {
    out.raw('<w:tr>')
    for (let column = 0; column < table.columns;) column += writeCell(out, owner, row, column, table.columns)
    out.raw('</w:tr>')
  }
  out.raw('</w:tbl>')
}

/** @returns how many columns were written */
function writeCell(out: Writer, owner: readonly (readonly (Cell | undefined)[])[], row: number, column: number, columns: number): number {
  const cell = owner[row]?.[column]
  const same = (at: number) => cell !== undefined && at < columns && owner[row]?.[at] === cell
  let span = 1
  while (same(column + span)) span++
  const starts = cell?.row === row
  const merge = !cell || cell.rowSpan === 1 ? '' : starts ? '<w:vMerge w:val="restart"/>' : '<w:vMerge/>'
  out.raw(
    `<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/>${span > 1 ? `<w:gridSpan w:val="${span}"/>` : ''}${merge}<w:vAlign w:val="center"/></w:tcPr>`,
  )
  if (cell && starts && cell.column === column) {
    let at = 0
    out.place(cell.id, cell.text, () =>
      cell.text.split('\n').map((line) => {
        const from = at
        at += line.length + 1
        return out.paragraph(line, from, '<w:pStyle w:val="TableText"/>')
      }),
    )
  } else out.raw('<w:p><w:pPr><w:pStyle w:val="TableText"/></w:pPr></w:p>')
  out.raw('</w:tc>')
  return span
}

class Writer {
  readonly places = new Map<Anchor, AnchorPlace>()
  readonly #pieces: string[] = []
  #length = 0
  #segments: TextSegment[] = []

  get xml(): string {
    return this.#pieces.join('')
  }

  raw(xml: string): void {
    this.#pieces.push(xml)
    this.#length += xml.length
  }

  /** Notes an anchor's place while `write` writes its paragraphs and returns their offsets. */
  place(anchor: Anchor, text: string, write: () => number[]): void {
    this.#segments = []
    const paragraphs = write()
    this.places.set(anchor, { text, segments: this.#segments, paragraphs })
  }

  /** @returns the paragraph's offset */
  paragraph(text: string, from: number, style: string): number {
    const start = this.#length
    this.raw(`<w:p>${style ? `<w:pPr>${style}</w:pPr>` : ''}`)
    let at = from
    for (const piece of text.split(/([\n\t])/)) {
      if (piece) this.#run(piece, at)
      at += piece.length
    }
    this.raw('</w:p>')
    return start
  }

  #run(piece: string, at: number): void {
    const special = piece === '\n' ? '<w:br/>' : piece === '\t' ? '<w:tab/>' : null
    this.raw(special ? '<w:r>' : '<w:r><w:t xml:space="preserve">')
    const xmlStart = this.#length
    this.raw(special ?? xmlText(piece))
    this.#segments.push({ start: at, end: at + piece.length, xmlStart, xmlEnd: this.#length })
    this.raw(special ? '</w:r>' : '</w:t></w:r>')
  }
}
