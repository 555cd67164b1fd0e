import { describe, expect, it } from 'vitest'
import { sampleDocument } from '../../src/check/sample-document.ts'
import { SamplePatch } from '../../src/check/sample-patch.ts'
import { extractDocument } from '../../src/extract/extract-document.ts'
import { defaultLimits } from '../../src/extract/limits.ts'
import type { Document, Table } from '../../src/model/document.ts'
import { reference } from '../support/reference.ts'
import { wholeCatalogue } from '../support/plain-reader.ts'
import { sheetOf, sheetOfDocument, writeXls, writeXlsx, type SheetOut } from './workbook-writer.ts'

const sample = sampleDocument(
  reference,
  SamplePatch.parse({ table3: { new_received: [3, 0, 0, 0, 0, 0, 3], granted: [3, 0, 0, 0, 0, 0, 3] } }),
)
const tables = sample.blocks.filter((block): block is Table => block.kind === 'table')
const { checker } = wholeCatalogue()

async function read(bytes: Uint8Array, name: string): Promise<Document> {
  const extraction = await extractDocument(bytes, name, defaultLimits)
  if (extraction.status !== 'read') throw new Error(extraction.reason)
  return extraction.document
}
const cellsOf = (document: Document) =>
  Object.fromEntries(
    Object.values(checker.read(document, { year: 2024 }).tables).flatMap(({ cells }) =>
      [...cells].map(([key, cell]) => [key, cell.state === 'number' ? cell.value : cell.state]),
    ),
  )
const said = (document: Document) => checker.check({ report: checker.read(document, { year: 2024 }) })
const WRITERS: readonly [string, (sheets: readonly SheetOut[]) => Uint8Array][] = [
  ['xlsx', writeXlsx],
  ['xls', writeXls],
]
/** A sheet with a table of two rows. */
const small = (more: Partial<SheetOut> = {}): SheetOut => ({
  name: '表',
  cells: [
    { row: 0, column: 0, value: '项目' },
    { row: 0, column: 1, value: '件数' },
    { row: 1, column: 0, value: '收到' },
    { row: 1, column: 1, value: 12 },
    { row: 2, column: 0, value: '办结' },
    { row: 2, column: 1, value: 9 },
  ],
  ...more,
})
const texts = ({ blocks }: Document): string[] =>
  blocks.flatMap((block) => (block.kind === 'table' ? block.cells.map(({ text }) => text) : [block.text]))

describe.each(WRITERS)('a workbook (%s)', (format, write) => {
  it('with the three tables, on sheets of their own or on one, is read to the cells of the same draft in Word', async () => {
    const wanted = cellsOf(sample)
    const apart = await read(write(tables.map((table, index) => sheetOf(table, `表${index + 2}`))), `a.${format}`)
    let top = 0
    const one: SheetOut[] = tables.map((table) => {
      const sheet = sheetOf(table, '年报', top)
      top += table.rows + 1
      return sheet
    })
    const together = { name: '年报', cells: one.flatMap(({ cells }) => cells), merges: one.flatMap(({ merges = [] }) => merges) }
    for (const document of [apart, await read(write([together]), `a.${format}`)]) {
      expect(document.format).toBe(format)
      expect(cellsOf(document)).toEqual(wanted)
      const { findings, unknown } = said(document)
      expect(findings.filter(({ severity }) => severity !== 'notice')).toEqual([])
      expect(unknown.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['TP-001', 'CP-001', 'WD-012']))
    }
  })

  it('with a wrong total in a table finds what is found in Word', async () => {
    const wrong = sampleDocument(reference, SamplePatch.parse({ table3: { new_received: [3, 0, 0, 0, 0, 0, 4] } }))
    const sheets = wrong.blocks
      .filter((block): block is Table => block.kind === 'table')
      .map((table, index) => sheetOf(table, `表${index + 2}`))
    const found = (document: Document) =>
      said(document)
        .findings.map(({ rule }) => rule)
        .filter((rule) => /^T[234F]/.test(rule))
        .sort()
    expect(found(await read(write(sheets), `a.${format}`))).toEqual(found(wrong))
    expect(found(wrong)).toContain('T3-003')
  })

  it('with one table alone is not told that the others are missing', async () => {
    const { findings, unknown } = said(await read(write([sheetOf(tables[1]!, '表三')]), `a.${format}`))
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(unknown.map(({ rule }) => rule)).toContain('ST-007')
  })

  it('with a whole report on one sheet has its title, headings and text', async () => {
    const document = await read(write([sheetOfDocument(sample, '年报')]), `a.${format}`)
    const report = checker.read(document)
    expect(report.title?.agency).toBe(checker.read(sample).title?.agency)
    expect(report.sections.map(({ part }) => part)).toEqual([1, 2, 3, 4, 5, 6])
    expect(cellsOf(document)).toEqual(cellsOf(sample))
  })

  it('does not show hidden sheets, rows and columns, and tells of them', async () => {
    const hidden = { name: '底稿', cells: [{ row: 0, column: 0, value: '内部数' }], hidden: true }
    const document = await read(write([small({ hiddenRows: [2] }), hidden]), `a.${format}`)
    expect(texts(document)).toEqual(['表', '项目', '件数', '收到', '12'])
    expect(document.marks.map(({ kind, text }) => [kind, text])).toEqual([
      ['hidden-text', '办结 9'],
      ['hidden-text', '内部数'],
    ])
    const narrow = await read(write([small({ hiddenColumns: [0] })]), `a.${format}`)
    expect(texts(narrow)).not.toContain('收到')
  })

  it('beyond the limits is refused, and a damaged one is told of', async () => {
    const many = { name: '多', cells: Array.from({ length: 4_000 }, (_, index) => ({ row: index, column: index % 3, value: index })) }
    expect(await extractDocument(write([many]), `a.${format}`, { ...defaultLimits, cells: 1_000 })).toMatchObject({ reason: 'too-complex' })
    const bytes = write([small()])
    for (const end of [bytes.length >> 1, 700]) {
      const cut = await extractDocument(bytes.subarray(0, end), `a.${format}`, defaultLimits)
      expect(cut.status).toBe('unreadable')
    }
  })
})

describe('a cell of a workbook', () => {
  const cell = async (xml: string) => {
    const document = await read(writeXlsx([small()], { B2: xml }), 'a.xlsx')
    const table = document.blocks.find((block): block is Table => block.kind === 'table')
    return table?.cells.find(({ row, column }) => row === 1 && column === 1)
  }

  it.each([
    ['a formula with its result', '<c r="B2"><f>SUM(B3)</f><v>12</v></c>', '12'],
    ['a number as text', '<c r="B2" t="str"><v>12</v></c>', '12'],
    ['text in the cell', '<c r="B2" t="inlineStr"><is><t>12</t></is></c>', '12'],
    ['noise of binary fractions', '<c r="B2"><v>0.30000000000000004</v></c>', '0.3'],
    ['nothing', '<c r="B2"/>', ''],
  ])('with %s shows it', async (_name, xml, text) => {
    expect(await cell(xml)).toMatchObject({ text })
  })

  it.each([
    ['a formula that was not reckoned', '<c r="B2"><f>SUM(B3)</f></c>'],
    ['an error', '<c r="B2" t="e"><v>#REF!</v></c>'],
    ['a text that is not there', '<c r="B2" t="s"><v>999</v></c>'],
  ])('with %s is unreadable, not blank', async (_name, xml) => {
    expect(await cell(xml)).toMatchObject({ text: '', confidence: 'unreadable' })
  })
})

it('an old workbook with a password says so', async () => {
  expect(await extractDocument(writeXls([small()], { encrypted: true }), 'a.xls', defaultLimits)).toMatchObject({ reason: 'encrypted' })
})
