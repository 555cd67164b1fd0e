import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { extractDocument } from '../../src/extract/extract-document.ts'
import { defaultLimits, limitsFromEnvironment } from '../../src/extract/limits.ts'
import { unpackDrafts } from '../../src/extract/unpack-drafts.ts'
import { loadWords } from '../../src/host/load-words.ts'
import { UnreadableReason, type Document, type Table } from '../../src/model/document.ts'
import { documentOf, writeDocx, writeHtml, writeText } from '../support/write-document.ts'

const read = (text: string, limits = defaultLimits) => extractDocument(new TextEncoder().encode(text), '稿.txt', limits)
const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n')

/** A Document with one table of so many cells, eight in a row. */
function gridOf(count: number): Document {
  const cells = Array.from({ length: count }, (_, index) => {
    const [row, column] = [Math.floor(index / 8), index % 8]
    return { id: `t1.${row}.${column}`, row, column, rowSpan: 1, columnSpan: 1, text: '1' }
  })
  const table: Table = { kind: 'table', id: 't1', rows: Math.ceil(count / 8), columns: 8, cells }
  return { ...documentOf('年报'), blocks: [table] }
}

describe('the limits on a report', () => {
  it.each([
    ['too-many-paragraphs', lines(5_001, () => '我局做好公开工作。')],
    ['too-many-characters', '、'.repeat(300_001)],
    ['too-many-numbers', '受理3件，'.repeat(10_001)],
    ['too-many-headings', lines(1_001, () => '一、总体情况')],
    ['too-many-items', lines(4_001, (index) => `（二）依申请公开情况第${index}条。`)],
  ] as const)('say %s', async (reason, text) => {
    expect(await read(text)).toMatchObject({ status: 'unreadable', reason })
  })

  it('say of a table that it has too many cells', async () => {
    const bytes = writeDocx(gridOf(10_008))
    expect(await extractDocument(bytes, '稿.docx', defaultLimits)).toMatchObject({ status: 'unreadable', reason: 'too-many-cells' })
  })

  it('let through what is at the limit', async () => {
    expect(await read(lines(5_000, () => '我局做好公开工作。'))).toMatchObject({ status: 'read' })
    expect(await read('、'.repeat(300_000))).toMatchObject({ status: 'read' })
    expect(await read('受理3件，'.repeat(10_000))).toMatchObject({ status: 'read' })
  })

  it('are settings', async () => {
    const limits = limitsFromEnvironment({ NIANBAO_LIMIT_REPORT_PARAGRAPHS: '3' })
    expect(
      await read(
        lines(4, () => '我局做好公开工作。'),
        limits,
      ),
    ).toMatchObject({ reason: 'too-many-paragraphs' })
    expect(
      await read(
        lines(3, () => '我局做好公开工作。'),
        limits,
      ),
    ).toMatchObject({ status: 'read' })
  })

  it('are also those of a whole zip, whatever the formats in it', () => {
    const limits = limitsFromEnvironment({ NIANBAO_LIMIT_ZIP_CELLS: '1000' })
    const grid = gridOf(400)
    const drafts = { 'a.docx': writeDocx(grid), 'b.html': writeHtml(grid) }
    expect(unpackDrafts(zipSync(drafts), '稿.zip', limits)).toMatchObject({ status: 'drafts' })
    const more = { ...drafts, 'c.docx': writeDocx(grid), 'd.txt': writeText(documentOf('年报')) }
    expect(unpackDrafts(zipSync(more), '稿.zip', limits)).toEqual({
      status: 'unreadable',
      reason: 'too-many-cells-in-zip',
      detail: undefined,
    })
  })

  it('each have a sentence that says what to do', () => {
    const words = loadWords('prompts-templates')
    for (const reason of UnreadableReason.options.filter((one) => one.startsWith('too-many') || one === 'too-much-work'))
      expect(words.plain(`unreadable.${reason}`, { file: '稿.docx' })).toMatch(/^《稿.docx》太复杂.*请/)
  })
})
