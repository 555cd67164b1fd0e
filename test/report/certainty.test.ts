import { describe, expect, it } from 'vitest'
import { sampleDocument } from '../../src/check/sample-document.ts'
import { SamplePatch } from '../../src/check/sample-patch.ts'
import type { Document } from '../../src/model/document.ts'
import { documentOf, writeDocx } from '../support/write-document.ts'
import { extractDocument } from '../../src/extract/extract-document.ts'
import { defaultLimits } from '../../src/extract/limits.ts'
import { readReport, reference } from '../support/reference.ts'

const sample = (patch: Record<string, unknown>): Document => sampleDocument(reference, SamplePatch.parse(patch))
const certaintyOf = (document: Document, cell: string): string | undefined => {
  const found = readReport(document).tables.table3.cells.get(cell)
  return found?.state === 'number' ? (found.certainty ?? 'exact') : found?.state
}
const RECEIVED = 'table3/new_received/total'

/** A row of table three whose figures were joined by the conversion. */
function glued(figures: string): Document {
  const lines = sample({}).blocks.flatMap((block): string[] => {
    if (block.kind === 'paragraph') return [block.text]
    return Array.from({ length: block.rows }, (_, index) =>
      block.cells.flatMap(({ row, text }) => (row === index ? [text] : [])).join('\t'),
    )
  })
  return documentOf(...lines.map((line) => (line.startsWith('一、本年新收') ? `一、本年新收政府信息公开申请数量${figures}` : line)))
}

describe('the certainty of a reading', () => {
  it('is exact for a cell under official words', () => {
    expect(certaintyOf(sample({}), RECEIVED)).toBe('exact')
  })

  it('is near for a cell whose row or column was identified by likeness', () => {
    const misspelt = sample({ labels: { 'table3/row/new_received': '一、本年新收政府信息公开申清数里' } })
    expect(certaintyOf(misspelt, RECEIVED)).toBe('near')
    expect(certaintyOf(misspelt, 'table3/carried_in/total')).toBe('exact')
    expect(
      certaintyOf(sample({ labels: { 'table3/column/legal_service_org': '法律服务机枸' } }), 'table3/carried_in/legal_service_org'),
    ).toBe('near')
  })

  it('is inferred for joined digits that only a sum can split', () => {
    expect(certaintyOf(glued('713000074'), RECEIVED)).toBe('inferred')
  })

  it('is damaged for joined digits that can be split in only one way', () => {
    expect(certaintyOf(glued('0000000'), RECEIVED)).toBe('damaged')
  })

  it('is damaged for a figure read from a picture, or with a remark in its cell', () => {
    const { blocks, ...rest } = sample({ table3: { new_received: [5, 0, 0, 0, 0, 0, '5（含上年1件）'] } })
    expect(certaintyOf({ blocks, ...rest }, RECEIVED)).toBe('damaged')
    const recognised = blocks.map((block) =>
      block.kind === 'table' ? { ...block, cells: block.cells.map((cell) => ({ ...cell, confidence: 'recognised' as const })) } : block,
    )
    expect(certaintyOf({ blocks: recognised, ...rest }, 'table3/carried_in/total')).toBe('damaged')
  })

  it.each([
    ['本报告所列数据的统计期限自2024年1月1日起至2024年12月31日止。', undefined],
    ['内容涵盖我局在2024年1月1日至2024年12月31日期间的政府信息公开工作情况。', 'near'],
    ['数据统计期限为2024年度。', 'inferred'],
    ['本报告所列数据的统计期限自202411日起至20241231日止。', 'damaged'],
  ])('of the period: %s', (preamble, certainty) => {
    expect(readReport(sample({ preamble })).periods[0]?.certainty).toBe(certainty)
  })

  it.each([
    [['安平区水利局2024年政府信息公开工作年度报告'], undefined],
    [['安平区水利局', '2024年', '政府信息公开工作年度报告'], 'near'],
    [['安平区水利局2024年度政府', '信息公开工作年度报告'], undefined],
  ])('of the title: %j', (title, certainty) => {
    expect(readReport(sample({ title })).title).toMatchObject({ year: 2024, agency: '安平区水利局', ...(certainty ? { certainty } : {}) })
    expect(readReport(sample({ title })).title?.certainty).toBe(certainty)
  })

  it('is kept with the cell if the draft is read from a file', async () => {
    const bytes = writeDocx(sample({ labels: { 'table3/row/new_received': '一、本年新收政府信息公开申清数里' } }))
    const extraction = await extractDocument(bytes, '年报.docx', defaultLimits)
    if (extraction.status !== 'read') throw new Error(extraction.reason)
    expect(certaintyOf(extraction.document, RECEIVED)).toBe('near')
  })
})
