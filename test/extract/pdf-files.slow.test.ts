import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { defaultLimits } from '../../src/extract/limits.ts'
import { readPdf } from '../../src/extract/pdf/read-pdf.ts'
import { Unreadable } from '../../src/extract/unreadable-error.ts'
import type { Document, Table } from '../../src/model/document.ts'
import { describeWith, sharedData } from '../support/needs.ts'

const SHARED = '../shared'
const DRAFTS = `${SHARED}/drafts`
const REAL = `${SHARED}/reports/more/hongze_2023.pdf`
const HOSTILE = ['synthetic', 'tika', 'oletools'].map((folder) => `${SHARED}/hostile/${folder}`)

const open = (path: string) => readPdf(new Uint8Array(readFileSync(path)), defaultLimits)
const tables = (document: Document) => document.blocks.filter((block): block is Table => block.kind === 'table')
const isCount = (text: string) => /^[\d.]+$/.test(text)
/** Counts by rows; a row is identified by its label. */
const counts = (table: Table) =>
  Array.from({ length: table.rows }, (_, row) =>
    table.cells.filter((cell) => cell.row === row && isCount(cell.text)).map((cell) => Number(cell.text)),
  ).filter((row) => row.length > 0)

describeWith(sharedData('reports/more/hongze_2023.pdf'), 'a real report, read from its pages by eye', () => {
  it('reads every count of the three tables', async () => {
    const document = await open(REAL)
    const [second, third, fourth] = tables(document)
    expect(tables(document)).toHaveLength(3)
    expect(counts(second!)).toEqual([[0, 0, 0], [0, 5, 5], [550], [4119], [195], [7730.28]])
    const natural = [21, 0, 0, 4, 1, 0, 0, 0, 0, 1, 1, 0, 10, 3, 0, 1, 0, 0, 0, 0, 0, 21, 0]
    expect(counts(third!)).toEqual(natural.map((count) => [count, 0, 0, 0, 0, 0, count]))
    expect(counts(fourth!)).toEqual([[10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0]])
    expect(
      tables(document)
        .flatMap((table) => table.cells)
        .filter((cell) => cell.confidence),
    ).toEqual([])
  })

  it('reads vertical labels and labels over page breaks, and ignores page numbers', async () => {
    const document = await open(REAL)
    const third = tables(document)[1]!
    const labels = third.cells.filter((cell) => cell.rowSpan > 2 && cell.row > 2)
    expect(labels.map((cell) => [cell.text, cell.rowSpan])).toEqual([
      ['三、本年度办理结果', 20],
      ['（三）不予公开', 8],
      ['（四）无法提供', 3],
      ['（五）不予处理', 5],
    ])
    expect(document.aside.map((aside) => aside.text.replace(/\D/g, ''))).toEqual(['1', '2', '3', '4', '5'])
  })
})

describeWith(sharedData('drafts'), 'drafts as PDF', () => {
  const files = existsSync(DRAFTS) ? readdirSync(DRAFTS).filter((name) => name.endsWith('.pdf')) : []
  it.each(files)('%s: every cell of the three tables, none uncertain', async (name) => {
    const document = await open(`${DRAFTS}/${name}`)
    const found = tables(document)
    expect(found.map((table) => [table.rows, table.columns])).toEqual([
      [14, 4],
      [28, 10],
      [4, 15],
    ])
    expect(found.map((table) => counts(table).flat().length)).toEqual([10, 175, 15])
    expect(found.flatMap((table) => table.cells).every((cell) => cell.confidence === undefined)).toBe(true)
    expect(document.blocks.some((block) => block.kind === 'paragraph' && /[，、（]$/.test(block.text))).toBe(false)
  })
})

describeWith(sharedData('hostile'), 'hostile files', () => {
  const files = HOSTILE.filter((folder) => existsSync(folder)).flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.pdf'))
      .map((name) => `${folder}/${name}`),
  )
  it.each(files)('%s is read or refused with a reason', async (path) => {
    const answer = await open(path).catch((error: unknown) => error)
    if (answer instanceof Error) expect(answer).toBeInstanceOf(Unreadable)
    else expect((answer as Document).format).toBe('pdf')
  })
})
