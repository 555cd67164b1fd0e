import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import type { Document, Table } from '../../src/model/document.ts'
import { extractDocument } from '../../src/extract/extract-document.ts'
import { defaultLimits } from '../../src/extract/limits.ts'
import { writeHtml, writeOdt, writeRtf } from '../support/write-document.ts'
import { describeWith, sharedData } from '../support/needs.ts'

const FOLDER = '../shared/drafts'
const here = existsSync(FOLDER)
const files = here ? readdirSync(FOLDER).filter((file) => /\.(docx|html|odt|txt)$/.test(file)) : []

async function read(bytes: Uint8Array, name: string): Promise<Document> {
  const extraction = await extractDocument(bytes, name, defaultLimits)
  if (extraction.status !== 'read') throw new Error(`${name}: ${extraction.reason} ${extraction.detail ?? ''}`)
  return extraction.document
}
const tables = (document: Document) => document.blocks.filter((block): block is Table => block.kind === 'table')
const grid = (document: Document) =>
  tables(document).map(({ rows, columns, cells }) => ({
    rows,
    columns,
    cells: cells.map(({ id, rowSpan, columnSpan, text }) => [id, rowSpan, columnSpan, text.replaceAll(' ', '')]),
  }))

describeWith(sharedData('drafts'), 'whole drafts', () => {
  it('reads every draft and places all its content', async () => {
    const truth = JSON.parse(readFileSync(`${FOLDER}/truth.json`, 'utf8')) as Record<string, { expect: string[] }>
    expect(files.length).toBeGreaterThan(50)
    for (const file of files) {
      const document = await read(readFileSync(`${FOLDER}/${file}`), file)
      expect(document.notes).toEqual([])
      if (file.endsWith('.txt') || truth[file]!.expect.length > 0) continue
      expect(tables(document).map(({ rows, columns, cells }) => [rows, columns, cells.length])).toEqual([
        [14, 4, 30],
        [28, 10, 215],
        [4, 15, 34],
      ])
    }
  })

  it('reads the same tables from a Word draft and its copies in other formats', async () => {
    for (const file of files.filter((name) => name.endsWith('.docx')).slice(0, 12)) {
      const document = await read(readFileSync(`${FOLDER}/${file}`), file)
      expect(grid(await read(writeHtml(document), 'a.html'))).toEqual(grid(document))
      expect(grid(await read(writeOdt(document), 'a.odt'))).toEqual(grid(document))
      expect(grid(await read(writeRtf(document), 'a.rtf'))).toEqual(grid(document))
    }
  })
})
