// Writes OFD files (GB/T 33190) without code of the reader: text objects with the steps between their characters, and
// the lines of tables as paths.
import type { Document, Table } from '../../src/model/document.ts'
import { zipParts } from '../support/write-document.ts'

const NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
const [WIDTH, HEIGHT, MARGIN] = [210, 297, 15]
const SIZE = 3
const LINE = 5

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
const isNarrow = (char: string): boolean => /[\u0000-\u00ff]/.test(char)
const widthOf = (text: string): number => [...text].reduce((sum, char) => sum + (isNarrow(char) ? SIZE / 2 : SIZE), 0)

/** A text object whose baseline begins at a place in millimetres. @param more further attributes and elements of it */
export function textObject(text: string, x: number, y: number, more: { attributes?: string; inside?: string } = {}): string {
  const steps = [...text].slice(0, -1).map((char) => (isNarrow(char) ? SIZE / 2 : SIZE))
  const same = steps.every((step) => step === steps[0])
  const delta = steps.length === 0 ? '' : ` DeltaX="${same && steps.length > 1 ? `g ${steps.length} ${steps[0]}` : steps.join(' ')}"`
  return `<ofd:TextObject ID="1" Font="3" Size="${SIZE}" Boundary="${x} ${y - SIZE} ${Math.max(1, widthOf(text))} ${SIZE * 1.4}" ${more.attributes ?? ''}>${more.inside ?? ''}<ofd:TextCode X="0" Y="${SIZE}"${delta}>${escape(text)}</ofd:TextCode></ofd:TextObject>`
}

const line = (x1: number, y1: number, x2: number, y2: number): string =>
  `<ofd:PathObject ID="2" LineWidth="0.2" Boundary="${Math.min(x1, x2)} ${Math.min(y1, y2)} ${Math.abs(x2 - x1) + 0.2} ${Math.abs(y2 - y1) + 0.2}"><ofd:AbbreviatedData>M 0 0 L ${x2 - x1} ${y2 - y1}</ofd:AbbreviatedData></ofd:PathObject>`

/** Text broken into lines that fit. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let now = ''
  for (const char of text) {
    if (widthOf(now + char) > width) {
      lines.push(now)
      now = ''
    }
    now += char
  }
  return [...lines, now]
}

class Pages {
  readonly pages: string[] = ['']
  y = MARGIN

  room(height: number): void {
    if (this.y + height <= HEIGHT - MARGIN) return
    this.pages.push('')
    this.y = MARGIN
  }

  put(xml: string): void {
    this.pages[this.pages.length - 1] += xml
  }
}

function putTable(table: Table, into: Pages): void {
  const column = (WIDTH - 2 * MARGIN) / table.columns
  const room = ({ columnSpan }: { columnSpan: number }): number => column * columnSpan - 2
  const heights = Array.from({ length: table.rows }, (_, row) => {
    const cells = table.cells.filter((cell) => cell.row === row && cell.rowSpan === 1)
    return LINE * Math.max(1, ...cells.map((cell) => wrap(cell.text, room(cell)).length)) + 2
  })
  into.room(heights.reduce((sum, height) => sum + height, 0))
  const top = into.y
  const at = (row: number): number => top + heights.slice(0, row).reduce((sum, height) => sum + height, 0)
  for (const cell of table.cells) {
    const [left, right] = [MARGIN + cell.column * column, MARGIN + (cell.column + cell.columnSpan) * column]
    const [above, below] = [at(cell.row), at(cell.row + cell.rowSpan)]
    for (const drawn of [
      line(left, above, right, above),
      line(left, below, right, below),
      line(left, above, left, below),
      line(right, above, right, below),
    ])
      into.put(drawn)
    wrap(cell.text, room(cell)).forEach((words, index) => words && into.put(textObject(words, left + 1, above + LINE * (index + 1))))
  }
  into.y = at(table.rows) + LINE
}

/** A Document as an OFD file. @param more objects upon the first page, and further parts of the package */
export function writeOfd(
  { blocks }: Document,
  more: { objects?: string; parts?: Readonly<Record<string, string>>; document?: string } = {},
): Uint8Array {
  const into = new Pages()
  for (const block of blocks) {
    if (block.kind === 'table') putTable(block, into)
    else
      for (const words of wrap(block.text, WIDTH - 2 * MARGIN)) {
        into.room(LINE)
        into.y += LINE
        into.put(textObject(words, MARGIN, into.y))
      }
  }
  const pages = into.pages.map((xml, index) => (index === 0 ? xml + (more.objects ?? '') : xml))
  const list = pages.map((_, index) => `<ofd:Page ID="${index + 10}" BaseLoc="Pages/Page_${index}/Content.xml"/>`).join('')
  return zipParts({
    'OFD.xml': `<ofd:OFD ${NAMESPACE} Version="1.0"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
    'Doc_0/Document.xml': `<ofd:Document ${NAMESPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 ${WIDTH} ${HEIGHT}</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages>${list}</ofd:Pages>${more.document ?? ''}</ofd:Document>`,
    ...Object.fromEntries(
      pages.map((xml, index) => [
        `Doc_0/Pages/Page_${index}/Content.xml`,
        `<ofd:Page ${NAMESPACE}><ofd:Content><ofd:Layer ID="9" Type="Body">${xml}</ofd:Layer></ofd:Content></ofd:Page>`,
      ]),
    ),
    ...more.parts,
  })
}
