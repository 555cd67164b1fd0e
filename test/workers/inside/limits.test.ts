import { expect, it } from 'vitest'
import { zipSync } from 'fflate'
import { defaultLimits } from '../../../src/extract/limits.ts'
import { knowledge } from '../../../src/worker/compose-knowledge.ts'
import { createInProcessReader } from '../../../src/worker/in-process-reader.ts'
import { workerLimits } from '../../../src/worker/worker-limits.ts'
import { openWith, unpackWith } from '../../support/open-with.ts'
import { writeDocxBody } from '../../support/write-document.ts'
import { makePdf } from '../../extract/pdf-writer.ts'

const limits = workerLimits({})
const drafts = createInProcessReader({ ...knowledge(), limits })

it('has stricter limits than Node, which no setting can raise', () => {
  for (const name of ['fileBytes', 'inflatedBytes', 'cells', 'characters', 'pages'] as const)
    expect(limits[name], name).toBeLessThan(defaultLimits[name])
  expect(workerLimits({ NIANBAO_LIMIT_FILE_BYTES: '999999999', NIANBAO_LIMIT_PAGES: '5' })).toMatchObject({
    fileBytes: limits.fileBytes,
    pages: 5,
  })
})

it('refuses what exceeds the limits, with a reason', async () => {
  const rows = `<w:tr>${'<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>'.repeat(10)}</w:tr>`.repeat(limits.cells / 10 + 1)
  const manyCells = writeDocxBody(`<w:tbl>${rows}</w:tbl>`)
  const bomb = writeDocxBody('<w:p/>', { 'word/media/x.xml': new Uint8Array(limits.inflatedBytes + 1) })
  const long = new TextEncoder().encode('年报\n'.repeat(limits.characters / 2))
  const pages = makePdf(Array.from({ length: limits.pages + 1 }, () => ({ texts: [{ x: 40, y: 700, text: '年报' }] })))
  expect(await openWith(drafts, manyCells, 'a.docx')).toMatchObject({ status: 'unreadable', reason: 'too-complex' })
  expect((await openWith(drafts, bomb, 'a.docx')).status === 'read' ? 'read' : 'refused').toBe('refused')
  expect(await openWith(drafts, long, 'a.txt')).toMatchObject({ status: 'unreadable' })
  expect(await openWith(drafts, pages, 'a.pdf')).toMatchObject({ status: 'unreadable', reason: 'too-complex' })
  expect(await openWith(drafts, new Uint8Array(limits.fileBytes + 1), 'a.pdf')).toMatchObject({
    status: 'unreadable',
    reason: 'too-large',
  })
  expect(await openWith(drafts, new Uint8Array(), 'a.pdf')).toMatchObject({ status: 'unreadable', reason: 'empty' })
})

it('opens a zip of drafts, and refuses one with too many', async () => {
  const files = (count: number) =>
    zipSync(Object.fromEntries(Array.from({ length: count }, (_, index) => [`${index}.txt`, new TextEncoder().encode(`年报 ${index}`)])))
  const some = await unpackWith(drafts, files(3), 'a.zip')
  expect(some).toMatchObject({ status: 'drafts' })
  expect(await unpackWith(drafts, files(limits.drafts + 1), 'a.zip')).toMatchObject({ status: 'unreadable', reason: 'too-complex' })
})
