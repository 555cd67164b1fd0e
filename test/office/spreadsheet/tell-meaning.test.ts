import { describe, expect, it } from 'vitest'
import { blankFigures } from '../../../src/export/blank-figures.ts'
import { tellOpening } from '../../../src/office/spreadsheet/spreadsheet-reply.ts'
import { writeXls, writeXlsx, type SheetOut } from '../../extract/workbook-writer.ts'
import { plainReader, wholeCatalogue } from '../../support/plain-reader.ts'
import { forms } from '../../support/reference.ts'
import { AGENCIES, DOCUMENTS, draftSheets, ENFORCEMENT, firstRows, LEDGER, rowsCsv, rowsSheet, SALARY, type Row } from './sheet-shapes.ts'

const { checker, words } = wholeCatalogue()

/** `tables` for a draft; else the meaning, `ask` with the likely ones, or `other`. */
async function meaningOf(bytes: Uint8Array, name = 'a.xlsx'): Promise<string> {
  const opening = await plainReader().attempt((attempt) => attempt.run('open', { bytes, name }))
  if (opening.status === 'halted') throw new Error(opening.reason)
  const telling = tellOpening(opening, name, { checker, words })
  if (!telling) return opening.status === 'read' ? 'tables' : opening.reason
  if (telling.meanings.length === 0) return 'other'
  return telling.sure ? telling.meanings.join() : `ask ${telling.meanings.join()}`
}
const ofSheets = (...sheets: readonly SheetOut[]) => meaningOf(writeXlsx(sheets))
const ofRows = (rows: readonly Row[], more: Partial<SheetOut> = {}) => ofSheets(rowsSheet(rows, more))

describe('the tables of a draft are checked, never asked about', () => {
  const [two, three, four] = draftSheets() as [SheetOut, SheetOut, SheetOut]
  const filled = draftSheets({ table3: { new_received: [3, 1, 0, 0, 0, 0, 4], granted: [3, 1, 0, 0, 0, 0, 4] } })
  it.each<[string, readonly SheetOut[]]>([
    ['three sheets', [two, three, four]],
    ['figures in them', filled],
    ['table two alone', [two]],
    ['table three alone', [three]],
    ['table four alone', [four]],
    ['the format of 2019', draftSheets({ year: 2020 })],
    [
      'a sheet of remarks beside them',
      [two, three, four, rowsSheet([['填表说明'], ['没有的填0。'], ['请于1月20日前报送。']], { name: '说明' })],
    ],
    ['an empty sheet beside them', [two, three, four, { name: 'Sheet2', cells: [] }]],
    ['a hidden ledger beside them', [two, three, four, rowsSheet(LEDGER, { name: '底稿', hidden: true })]],
    ['names of sheets that say nothing', [two, three, four].map((sheet, index) => ({ ...sheet, name: `Sheet${index + 1}` }))],
    ['a table three with rows left out', [firstRows(three, 22)]],
  ])('%s', async (_name, sheets) => {
    expect(await ofSheets(...sheets)).toBe('tables')
    expect(await meaningOf(writeXls(sheets), 'a.et')).toBe('tables')
  })

  it('in a file that is named as a ledger or a list', async () => {
    expect(await meaningOf(writeXlsx([two, three, four]), '2025年依申请公开台账.xlsx')).toBe('tables')
    expect(await meaningOf(writeXlsx([two, three, four]), '单位名单.xlsx')).toBe('tables')
  })
})

describe('a ledger is told', () => {
  it.each<[string, readonly Row[]]>([
    ['by its heads', LEDGER],
    ['with lines above', [['临川市安平区水利局'], ['2025年依申请公开台账'], ['填表日期：2026年1月4日'], ...LEDGER]],
    ['without cases', LEDGER.slice(0, 1)],
    [
      'with other words',
      [
        ['登记编号', '申请时间', '申请人姓名/名称', '申请人类型', '所需信息内容描述', '获取方式', '答复时间', '答复类型'],
        ['2025001', '2025.3.1', '赵某', '自然人', '规划图', '邮寄', '2025.3.9', '公开'],
      ],
    ],
    [
      'by its title, without dates',
      [['政府信息公开申请办理登记表'], ['序号', '申请人', '申请事项', '办理情况'], [1, '钱某', '拆迁补偿方案', '已答复']],
    ],
    [
      'with marks and notes in its heads',
      [
        ['序 号', '收到日期*', '申请人（姓名）', '申请方式（网上/信函/当面）', '答 复 日 期', '办理结果：'],
        [1, '3月4日', '孙某', '信函', '3月19日', '予以公开'],
      ],
    ],
  ])('%s', async (_name, rows) => {
    expect(await ofRows(rows)).toBe('ledger')
  })

  it('with heads over two rows', async () => {
    const rows: Row[] = [
      ['2025年信息公开申请台账'],
      ['序号', '收到日期', '申请人', '', '申请内容', '答复', ''],
      ['', '', '姓名', '类型', '', '日期', '文号'],
      [1, '2025-03-02', '周某', '自然人', '批复文件', '2025-03-20', '安信公〔2025〕1号'],
    ]
    const merges: SheetOut['merges'] = [
      [0, 0, 0, 6],
      [1, 0, 2, 0],
      [1, 1, 2, 1],
      [1, 2, 1, 3],
      [1, 4, 2, 4],
      [1, 5, 1, 6],
    ]
    expect(await ofRows(rows, { merges })).toBe('ledger')
  })

  it('that is larger than any report', async () => {
    const many: Row[] = [LEDGER[0]!, ...Array.from({ length: 2_000 }, () => LEDGER[1]!)]
    expect(await ofRows(many)).toBe('ledger')
    expect(await ofRows([SALARY[0]!, ...Array.from({ length: 3_000 }, () => SALARY[1]!)])).toBe('too-many-cells')
  })

  it('saved as text, with many rows or few', async () => {
    for (const rows of [LEDGER, LEDGER.slice(0, 2), LEDGER.slice(0, 1)]) {
      expect(await meaningOf(rowsCsv(rows), '台账.csv')).toBe('ledger')
      expect(await meaningOf(rowsCsv(rows, '\t'), '台账.tsv')).toBe('ledger')
    }
    expect(await meaningOf(rowsCsv(LEDGER, '\t'), '台账.txt')).toBe('ledger')
    expect(await meaningOf(rowsCsv(LEDGER.slice(0, 2), ';'), '台账.csv')).toBe('ledger')
    const page = `<html><body><table>${LEDGER.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table></body></html>`
    expect(await meaningOf(new TextEncoder().encode(page), '台账.xls')).toBe('ledger')
  })

  it('and asked about where it may be of other requests', async () => {
    expect(
      await ofRows([
        ['序号', '申请人', '申请日期', '承办科室', '办理结果'],
        [1, '吴某', '2025-04-01', '综合科', '同意'],
      ]),
    ).toBe('ask ledger')
  })
})

describe('a list of agencies is told', () => {
  it.each<[string, readonly Row[]]>([
    ['by the heads that are imported', AGENCIES],
    ['empty, to be filled', AGENCIES.slice(0, 1)],
    [
      'with a title and other words',
      [
        ['2025年度应编制年报单位名单'],
        ['序号', '单位名称', '联系人', '联系电话'],
        [1, '区水利局', '郑某', '0000-1234567'],
        [2, '区民政局', '冯某', '0000-1234568'],
      ],
    ],
    [
      'with names and running numbers alone',
      [
        ['序号', '单位'],
        [1, '区水利局'],
        [2, '区民政局'],
        [3, '城东街道办事处'],
      ],
    ],
    [
      'with a column nobody knows',
      [['政府信息公开机构名录'], ['机构名称', '受理点'], ['区水利局', '一楼大厅'], ['区民政局', '三楼'], ['城东街道办事处', '便民中心']],
    ],
  ])('%s', async (_name, rows) => {
    expect(await ofRows(rows)).toBe('agencies')
  })

  it('saved as text', async () => {
    expect(await meaningOf(rowsCsv(AGENCIES), '名单.csv')).toBe('agencies')
    expect(await meaningOf(rowsCsv([['名称'], ['区水利局'], ['区民政局']]), '名单.csv')).toBe('agencies')
  })

  it('and asked about where it has no heads', async () => {
    expect(await ofRows([['区水利局'], ['区民政局'], ['城东街道办事处'], ['城西街道办事处']])).toBe('ask agencies')
  })
})

describe('figures of a supervisor are told', () => {
  it.each<[string, readonly Row[]]>([
    ['enforcement by agency', ENFORCEMENT],
    [
      'enforcement with other words',
      [
        ['单位名称', '行政许可件数', '行政处罚宗数', '罚没金额（万元）'],
        ['区水利局', 3, 4, 1.2],
        ['区民政局', 0, 1, 0],
      ],
    ],
    ['documents in force', DOCUMENTS],
    [
      'documents with other words',
      [
        ['序号', '规范性文件名称', '发文字号', '制定机关', '有效性'],
        [1, '安平区养犬管理规定', '安政办规〔2025〕1号', '区政府办公室', '有效'],
      ],
    ],
    [
      'requests by agency',
      [
        ['单位', '收到申请数', '受理件数', '办结件数', '行政复议件数'],
        ['区水利局', 3, 3, 2, 0],
        ['区民政局', 1, 1, 1, 0],
      ],
    ],
  ])('%s', async (_name, rows) => {
    expect(await ofRows(rows)).toBe('reference')
  })

  it('with heads over two rows', async () => {
    const rows: Row[] = [
      ['执法单位', '行政许可', '', '行政处罚', ''],
      ['', '受理', '办结', '件数', '金额'],
      ['区水利局', 3, 3, 1, 0.5],
      ['区民政局', 2, 2, 0, 0],
    ]
    expect(
      await ofRows(rows, {
        merges: [
          [0, 0, 1, 0],
          [0, 1, 0, 2],
          [0, 3, 0, 4],
        ],
      }),
    ).toBe('reference')
  })

  it('and asked about where they may be something else', async () => {
    expect(
      await ofRows([
        ['标题', '文号', '印发日期'],
        ['关于做好防汛工作的通知', '安政发〔2025〕3号', '2025-05-01'],
      ]),
    ).toBe('ask reference')
    expect(
      await ofRows([
        ['行政相对人名称', '处罚决定文书号', '处罚内容', '处罚日期'],
        ['某某公司', '安水罚〔2025〕1号', '罚款', '2025-06-01'],
      ]),
    ).toBe('ask reference')
  })
})

describe('the spreadsheet for figures is told', () => {
  const say = (key: string, values?: Readonly<Record<string, unknown>>) => words.plain(`export.${key}`, values)
  it.each(['2021', '2019'] as const)('of the form of %s, empty and filled', async (version) => {
    expect(await meaningOf(await blankFigures(forms[version], say))).toBe('figures')
    expect(await meaningOf(await blankFigures(forms[version], say, new Map([['table3/new_received/natural_person', 3]])))).toBe('figures')
  })

  it('by a sheet of it whose hint is gone, and saved as text', async () => {
    expect(
      await ofRows([
        ['项目', '数值'],
        ['规章　本年制发件数', 0],
        ['规章　本年废止件数', 0],
        ['行政许可　本年处理决定数量', 3],
      ]),
    ).toBe('figures')
    expect(
      await meaningOf(
        rowsCsv([
          ['只填白格；灰格由程序计算。没有的填 0。', '', ''],
          ['项目', '结果维持', '结果纠正'],
          ['行政复议', 0, 0],
        ]),
        'a.csv',
      ),
    ).toBe('figures')
    expect(
      await ofRows([
        ['项目', '数值'],
        ['水费', 3],
        ['电费', 4],
      ]),
    ).toBe('other')
  })
})

describe('any other spreadsheet is none of them', () => {
  it.each<[string, readonly Row[]]>([
    ['wages', SALARY],
    ['a title above wages', [['2025年12月工资表'], ...SALARY]],
    [
      'a petition ledger',
      [
        ['信访台账'],
        ['序号', '信访人', '来访日期', '信访事项', '答复日期', '办理结果'],
        [1, '张某', '2025-01-03', '噪声', '2025-01-09', '办结'],
      ],
    ],
    [
      'leave',
      [
        ['申请人', '申请日期', '请假天数', '审批意见'],
        ['张某', '2025-03-01', 2, '同意'],
      ],
    ],
    [
      'permits',
      [
        ['申请人', '许可事项', '受理日期', '办结日期', '办理结果'],
        ['某某公司', '取水许可', '2025-03-01', '2025-03-20', '准予'],
      ],
    ],
    [
      'people and their telephones',
      [
        ['姓名', '单位', '职务', '电话'],
        ['张某', '区水利局', '科长', '1234567'],
        ['李某', '区民政局', '科员', '1234568'],
      ],
    ],
    [
      'money by agency',
      [
        ['单位', '预算金额', '支出金额'],
        ['区水利局', 30, 28],
        ['区民政局', 20, 19],
      ],
    ],
    [
      'things with a unit',
      [
        ['名称', '单位', '数量'],
        ['打印纸', '箱', 12],
        ['硒鼓', '个', 3],
        ['档案盒', '个', 40],
      ],
    ],
    [
      'incoming mail',
      [
        ['收文日期', '来文单位', '文号', '标题', '拟办意见'],
        ['2025-03-01', '市政府', '川政发〔2025〕1号', '关于某事的通知', '阅'],
      ],
    ],
    [
      'a timetable',
      [
        ['日期', '地点', '内容'],
        ['周一', '三楼', '例会'],
        ['周二', '二楼', '培训'],
      ],
    ],
    [
      'figures alone',
      [
        [1, 2, 3],
        [4, 5, 6],
        [7, 8, 9],
      ],
    ],
  ])('%s', async (_name, rows) => {
    expect(await ofRows(rows)).toBe('other')
    expect(await meaningOf(rowsCsv(rows), 'a.csv')).toBe('other')
  })
})

describe('a workbook of several meanings', () => {
  const [two, three, four] = draftSheets() as [SheetOut, SheetOut, SheetOut]
  it('is asked about', async () => {
    expect(await ofSheets(two, three, four, rowsSheet(LEDGER, { name: '台账' }))).toBe('ask tables,ledger')
    expect(await ofSheets(rowsSheet(LEDGER), rowsSheet(AGENCIES, { name: '名单' }))).toBe('ask ledger,agencies')
  })

  it('is what its shown and known sheets say', async () => {
    expect(await ofSheets(rowsSheet(SALARY), rowsSheet(LEDGER, { name: '台账' }))).toBe('ledger')
    expect(await ofSheets(rowsSheet(LEDGER), rowsSheet(AGENCIES, { name: '名单', hidden: true }))).toBe('ledger')
    expect(await ofSheets(rowsSheet(ENFORCEMENT), rowsSheet(DOCUMENTS, { name: '文件' }))).toBe('reference')
  })
})

it('a part of a table that is not to be told from another list is asked about', async () => {
  const [, three] = draftSheets() as [SheetOut, SheetOut, SheetOut]
  expect(await ofSheets(firstRows(three, 9))).toMatch(/^ask tables/)
})
