import { reference } from '../support/reference.ts'
import { strFromU8, unzipSync } from 'fflate'
import readExcelFile from 'read-excel-file/node'
import { describe, expect, it } from 'vitest'
import { fixesXlsx } from '../../src/export/fixes-xlsx.ts'
import { safeCellText } from '../../src/export/sheet-cells.ts'
import { checklist, finding, say } from './support/checklists.ts'

const list = checklist(
  [
    finding({
      where: [
        { label: '第三部分 表三 “自然人”列', anchor: 't3.1.1' },
        { label: '第三部分 表三 “总计”列', anchor: 't3.1.2' },
      ],
    }),
    finding({
      severity: 'warning',
      title: '=cmd|calc',
      message: '@SUM(A1)',
      actual: '=1+1',
      expected: '-3',
      where: [{ label: '标题', anchor: 'p1' }],
      fingerprint: 'b',
    }),
  ],
  {
    version: 2,
    waived: [
      {
        finding: finding({ fingerprint: 'w' }),
        waiver: { fingerprint: 'w', rule: 'TF-001', reason: '上级模板如此', by: '李', at: '2026-01-12', until: '2026-03-31T00:00:00Z' },
      },
    ],
    fixed: [{ rule: 'NT-004', title: '文表不一致', message: '予以公开 7 ≠ 5', fingerprint: 'f' }],
    unknown: [{ rule: 'CY-001', title: '上年结转', reason: '没有上一年年报' }],
  },
)

describe('the table of fixes', () => {
  it('has one row a finding, then the waived and the fixed ones, with the columns for the office', async () => {
    const [sheet, unknown] = await readExcelFile(Buffer.from(await fixesXlsx(reference.lexicon, list, say)))
    const rows = sheet?.data ?? []
    expect(rows[0]?.[0]).toContain('整改清单')
    expect(rows[2]?.[0]).toContain('第 2 稿　核校于 2026-01-12 09:00　必改 1　建议 1　提示 0　无法判定 1')
    expect(rows[3]).toEqual(['序号', '部分', '位置', '问题', '现值', '应为', '依据', '改法', '状态', '责任人'])
    expect(rows[4]).toEqual([
      '1',
      '第三部分',
      '表三 “自然人”列\n表三 “总计”列',
      '【必改】行名错字（TF-001）\n“预期”应为“逾期”',
      '预期',
      '逾期',
      '国办公开办函〔2021〕30号表三',
      '照格式附件改。',
      '新增',
      null,
    ])
    expect(rows[6]?.[8]).toBe('不改：上级模板如此（李），至 2026-03-31')
    expect(rows[7]?.[3]).toContain('文表不一致')
    expect(rows[7]?.[8]).toBe('已改')
    expect(unknown?.data[1]).toEqual(['CY-001', '上年结转', '没有上一年年报'])
  })

  it('writes words as text, never as a formula', async () => {
    const parts = unzipSync(await fixesXlsx(reference.lexicon, list, say))
    const sheet = strFromU8(parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array())
    expect(sheet).not.toMatch(/<f[ >]/)
    const [read] = await readExcelFile(Buffer.from(await fixesXlsx(reference.lexicon, list, say)))
    expect(read?.data[5]?.slice(4, 6)).toEqual(["'=1+1", '-3'])
    for (const [given, written] of [
      ['=1', "'=1"],
      ['+86', '+86'],
      ['＝A1', "'＝A1"],
      ['-', '-'],
      ['-3', '-3'],
      ['-a', "'-a"],
      ['@x', "'@x"],
      ['共3件', '共3件'],
    ])
      expect(safeCellText(given ?? '')).toBe(written)
  })

  it('is set up for printing: landscape, one page wide, header rows on every page', async () => {
    const parts = unzipSync(await fixesXlsx(reference.lexicon, list, say))
    const sheet = strFromU8(parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array())
    expect(sheet).toMatch(/<pageSetup fitToWidth="1" fitToHeight="0"[^>]*orientation="landscape"/)
    expect(sheet).toContain('fitToPage="1"')
    expect(sheet).toMatch(/ySplit="4"/)
    expect(strFromU8(parts['xl/workbook.xml'] ?? new Uint8Array())).toContain("'整改清单'!$4:$4")
  })

  it('says so if there is nothing to fix', async () => {
    const [sheet] = await readExcelFile(Buffer.from(await fixesXlsx(reference.lexicon, checklist([]), say)))
    expect(sheet?.data[4]?.[0]).toBe('没有需要改的地方。')
  })
})
