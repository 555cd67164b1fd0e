import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Cell, Document, Table } from '../../src/model/document.ts'
import { extractDocument } from '../../src/extract/extract-document.ts'
import { defaultLimits } from '../../src/extract/limits.ts'
import { documentOf, writeDocx, writeHtml, writeMarkdown, writeOdt, writeRtf, writeText } from '../support/write-document.ts'

/** Common cell contents: counts, blanks, labels, full-width digits, several lines. */
const cellText = fc.oneof(
  fc.nat(99_999).map(String),
  fc.constantFrom('', '0', '/', '-', '１２', '532.96', '　３', '一、本年新收政府信息公开申请数量', '结果\n维持', 'A & B <c>', '1,234'),
)
const plainGrid = fc
  .tuple(fc.integer({ min: 2, max: 12 }), fc.integer({ min: 2, max: 10 }))
  .chain(([rows, columns]) =>
    fc.array(fc.array(cellText, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }),
  )
  // The same words in cells beside each other are what converters make of a merged cell: each has its own here.
  .map((grid) => grid.map((row, down) => row.map((text, over) => (/\p{L}/u.test(text) ? `${text}（${down}之${over}）` : text))))
/** Rectangles to merge; those that fall outside or overlap are skipped. */
const merges = fc.array(
  fc.record({ row: fc.nat(10), column: fc.nat(8), down: fc.integer({ min: 1, max: 4 }), over: fc.integer({ min: 1, max: 4 }) }),
  { maxLength: 5 },
)

/** Merges rectangles below the first row, which stays unmerged so that every column has its own cell. */
function merged(table: Table, wanted: readonly { row: number; column: number; down: number; over: number }[]): Table {
  let cells: Cell[] = [...table.cells]
  for (const { row, column, down, over } of wanted) {
    if (row === 0 || row + down > table.rows || column + over > table.columns) continue
    const inside = cells.filter((cell) => cell.row >= row && cell.row < row + down && cell.column >= column && cell.column < column + over)
    if (inside.length !== down * over || inside.some((cell) => cell.rowSpan * cell.columnSpan > 1)) continue
    cells = cells.filter((cell) => !inside.includes(cell) || (cell.row === row && cell.column === column))
    cells = cells.map((cell) => (cell.row === row && cell.column === column ? { ...cell, rowSpan: down, columnSpan: over } : cell))
  }
  return { ...table, cells }
}

async function read(bytes: Uint8Array, name: string): Promise<Document> {
  const extraction = await extractDocument(bytes, name, defaultLimits)
  if (extraction.status !== 'read') throw new Error(`${name}: ${extraction.reason} ${extraction.detail ?? ''}`)
  return extraction.document
}

const tablesOf = (document: Pick<Document, 'blocks'>) => document.blocks.filter((block): block is Table => block.kind === 'table')
const cellsOf = (table: Table) =>
  table.cells.map(({ id, row, column, rowSpan, columnSpan, text }) => ({ id, row, column, rowSpan, columnSpan, text }))
const linesOf = (document: Pick<Document, 'blocks'>) => document.blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : []))

describe('any grid of counts reads back to the same cells', () => {
  const formats = { docx: writeDocx, html: writeHtml, odt: writeOdt, rtf: writeRtf }
  for (const [format, write] of Object.entries(formats))
    it(format, async () => {
      await fc.assert(
        fc.asyncProperty(plainGrid, merges, async (grid, wanted) => {
          const plain = documentOf('三、收到和处理政府信息公开申请情况', grid, '第四部分在表后。')
          const table = merged(tablesOf(plain)[0]!, wanted)
          const document = { ...plain, blocks: plain.blocks.map((block) => (block.kind === 'table' ? table : block)) }
          const back = await read(write(document), `draft.${format}`)
          expect(linesOf(back)).toEqual(linesOf(document))
          expect(tablesOf(back)).toHaveLength(1)
          expect({ ...tablesOf(back)[0], cells: cellsOf(tablesOf(back)[0]!) }).toEqual({ ...table, cells: cellsOf(table) })
        }),
        { numRuns: 60 },
      )
    })

  it('in md, without merged cells', async () => {
    await fc.assert(
      fc.asyncProperty(plainGrid, async (grid) => {
        const document = documentOf('三、收到和处理政府信息公开申请情况', grid)
        const [table] = tablesOf(await read(writeMarkdown(document), 'draft.md'))
        expect(cellsOf(table!).map((cell) => cell.text)).toEqual(cellsOf(tablesOf(document)[0]!).map((cell) => cell.text.trim()))
      }),
      { numRuns: 60 },
    )
  })

  it('in txt, one row a line and tabs between cells, in every encoding', async () => {
    await fc.assert(
      fc.asyncProperty(plainGrid, fc.constantFrom('utf-8', 'utf-8-bom', 'utf-16le', 'utf-16be'), async (grid, encoding) => {
        const document = documentOf(
          '三、收到和处理政府信息公开申请情况',
          grid.map((row) => row.map((text) => text.replaceAll('\n', ''))),
        )
        const lines = new TextDecoder()
          .decode(writeText(document))
          .split('\n')
          .filter((line) => line.trim() !== '')
        expect(linesOf(await read(encoded(lines.join('\r\n'), encoding), 'draft.txt'))).toEqual(lines)
      }),
      { numRuns: 60 },
    )
  })
})

function encoded(text: string, encoding: string): Uint8Array {
  if (encoding === 'utf-8') return new TextEncoder().encode(text)
  if (encoding === 'utf-8-bom') return new TextEncoder().encode(`\ufeff${text}`)
  const units = Uint16Array.from([...`\ufeff${text}`].flatMap((character) => character.split('').map((unit) => unit.charCodeAt(0))))
  const bytes = new Uint8Array(units.buffer.slice(0))
  if (encoding === 'utf-16be') for (let at = 0; at < bytes.length; at += 2) [bytes[at], bytes[at + 1]] = [bytes[at + 1]!, bytes[at]!]
  return bytes
}
