import { sampleDocument } from '../../src/check/sample-document.ts'
import { SamplePatch } from '../../src/check/sample-patch.ts'
import type { Block } from '../../src/model/document.ts'
import { reference } from '../../test/support/reference.ts'
import { writeDocx } from '../../test/support/write-document.ts'

const LINE = '本年度共收到政府信息公开申请5件，其中上年结转1件，予以公开3件；举办培训2次、印发文件4份、答复咨询120次。'

/** Annual reports that are heavy to read, report on and check: many paragraphs with numbers, one endless paragraph, many cells. */
export function heavyDrafts(): { name: string; bytes: Uint8Array }[] {
  const sample = sampleDocument(reference, SamplePatch.parse({}))
  const paragraph = (id: string, text: string): Block => ({ kind: 'paragraph', id, text })
  const lines = Array.from({ length: 4000 }, (_, index) => paragraph(`heavy${index}`, `${index + 1}. ${LINE}`))
  const cells = Array.from({ length: 30_000 }, (_, index) => ({
    id: `wide.${index}`,
    row: Math.floor(index / 30),
    column: index % 30,
    rowSpan: 1,
    columnSpan: 1,
    text: String(index),
  }))
  const wide: Block = { kind: 'table', id: 'wide', rows: 1000, columns: 30, cells }
  const withBlocks = (name: string, blocks: readonly Block[]) => ({
    name: `${name}.docx`,
    bytes: writeDocx({ ...sample, blocks: [...sample.blocks, ...blocks] }),
  })
  return [withBlocks('lines', lines), withBlocks('long', [paragraph('heavy', '、'.repeat(30_000))]), withBlocks('cells', [wide])]
}
