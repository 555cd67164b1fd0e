// Spreadsheets as offices drop them. All names and figures are made up.
import { sampleDocument } from '../../../src/check/sample-document.ts'
import { SamplePatch } from '../../../src/check/sample-patch.ts'
import type { Table } from '../../../src/model/document.ts'
import { sheetOf, type SheetOut } from '../../extract/workbook-writer.ts'
import { reference } from '../../support/reference.ts'

export type Row = readonly (string | number)[]

/** A sheet from its rows; blank texts are no cells. */
export const rowsSheet = (rows: readonly Row[], more: Partial<SheetOut> = {}): SheetOut => ({
  name: 'Sheet1',
  cells: rows.flatMap((cells, row) => cells.flatMap((value, column) => (value === '' ? [] : [{ row, column, value }]))),
  ...more,
})

/** Rows as a text with commas, as Excel saves it. */
export const rowsCsv = (rows: readonly Row[], sign = ','): Uint8Array => {
  const quoted = (cell: string | number): string => (String(cell).includes(sign) ? `"${cell}"` : String(cell))
  return new TextEncoder().encode(`\ufeff${rows.map((row) => row.map(quoted).join(sign)).join('\r\n')}\r\n`)
}

/** The tables of a clean report, a sheet each. */
export const draftSheets = (patch: Readonly<Record<string, unknown>> = {}): SheetOut[] =>
  sampleDocument(reference, SamplePatch.parse(patch))
    .blocks.filter((block): block is Table => block.kind === 'table')
    .map((table, index) => sheetOf(table, `表${'二三四'[index]}`))

/** Cuts a sheet off below the first rows. */
export const firstRows = ({ cells, merges = [], ...sheet }: SheetOut, count: number): SheetOut => ({
  ...sheet,
  cells: cells.filter(({ row }) => row < count),
  merges: merges.filter(([, , bottom]) => bottom < count),
})

export const LEDGER: readonly Row[] = [
  ['序号', '收到日期', '申请人', '方式', '申请内容', '答复日期', '办理结果'],
  [1, '2025-02-03', '张某', '网上申请', '某地块征收公告', '2025-02-20', '予以公开'],
  [2, '2025-03-11', '李某', '信函', '水质检测报告', '2025-03-28', '部分公开'],
  [3, '2025-05-06', '某某公司', '当面', '项目批复', '2025-05-19', '本机关不掌握相关政府信息'],
  [4, '2025-09-15', '王某', '网上申请', '会议纪要', '2025-10-10', '不予公开'],
]

export const AGENCIES: readonly Row[] = [
  ['名称', '简称', '上级', '类型'],
  ['临川市安平区人民政府', '区政府', '', '政府'],
  ['临川市安平区水利局', '区水利局', '临川市安平区人民政府', '部门'],
  ['临川市安平区民政局', '区民政局', '临川市安平区人民政府', '部门'],
  ['临川市安平区城东街道办事处', '城东街道', '临川市安平区人民政府', '乡镇街道'],
]

export const ENFORCEMENT: readonly Row[] = [
  ['安平区2025年度行政执法数据统计表'],
  ['序号', '执法单位', '行政许可', '行政处罚', '行政强制'],
  [1, '区水利局', 12, 3, 0],
  [2, '区民政局', 8, 0, 0],
  [3, '区住建局', 55, 14, 2],
]

export const DOCUMENTS: readonly Row[] = [
  ['安平区现行有效行政规范性文件目录'],
  ['序号', '文件名称', '文号', '印发日期', '有效期'],
  [1, '安平区节约用水管理办法', '安政规〔2024〕1号', '2024-03-01', '五年'],
  [2, '安平区临时救助实施细则', '安政规〔2024〕2号', '2024-05-11', '五年'],
  [3, '安平区养犬管理规定', '安政办规〔2025〕1号', '2025-07-02', '两年'],
]

export const SALARY: readonly Row[] = [
  ['姓名', '部门', '岗位工资', '绩效', '应发合计'],
  ['张某', '办公室', 3200, 1500, 4700],
  ['李某', '财务科', 3100, 1400, 4500],
  ['王某', '法规科', 3000, 1400, 4400],
]
