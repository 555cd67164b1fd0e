// An annual report of an invented agency, its tables laid out as the prescribed form prints them.
import type { MatrixTable } from '../../../src/form/form.ts'
import type { Block, Cell, Document, Table } from '../../../src/model/document.ts'
import { forms } from '../reference.ts'

const AGENCY = '云溪市石门区农业农村局'
const { table3, table4 } = forms['2021']

/** What differs between the drafts of a test: the sentence on requests, and single cells of the tables by their words. */
export interface ReportChange {
  readonly requests?: string
  /** `table/row/column` of the grid as printed → what stands there. */
  readonly cells?: Readonly<Record<string, string>>
}

type Row = readonly (readonly [text: string, rowSpan?: number, columnSpan?: number] | null)[]

/** Lays cells on a grid row by row; null skips a place that a cell from above covers. */
function tableOf(id: string, columns: number, rows: readonly Row[], change: ReportChange): Table {
  const taken = new Set<string>()
  const cells: Cell[] = []
  rows.forEach((line, row) => {
    let column = 0
    for (const place of line) {
      while (taken.has(`${row}.${column}`)) column++
      const [text, rowSpan = 1, columnSpan = 1] = place ?? ['']
      for (let down = 0; down < rowSpan; down++) for (let over = 0; over < columnSpan; over++) taken.add(`${row + down}.${column + over}`)
      const written = change.cells?.[`${id}/${row}/${column}`] ?? text
      cells.push({ id: `${id}.${row}.${column}`, row, column, rowSpan, columnSpan, text: written })
      column += columnSpan
    }
  })
  return { kind: 'table', id, rows: rows.length, columns, cells }
}

const TABLE2: readonly Row[] = [
  [['第二十条第（一）项', 1, 4]],
  [['信息内容'], ['本年制发件数'], ['本年废止件数'], ['现行有效件数']],
  [['规章'], ['0'], ['0'], ['0']],
  [['行政规范性文件'], ['3'], ['1'], ['17']],
  [['第二十条第（五）项', 1, 4]],
  [['信息内容'], ['本年处理决定数量', 1, 3]],
  [['行政许可'], ['286', 1, 3]],
  [['第二十条第（六）项', 1, 4]],
  [['信息内容'], ['本年处理决定数量', 1, 3]],
  [['行政处罚'], ['41', 1, 3]],
  [['行政强制'], ['2', 1, 3]],
  [['第二十条第（八）项', 1, 4]],
  [['信息内容'], ['本年收费金额（单位：万元）', 1, 3]],
  [['行政事业性收费'], ['18.65', 1, 3]],
]

/** Figures by row: natural persons, five kinds of organisations; the total is their sum. */
const REQUESTS: Readonly<Record<string, readonly number[]>> = {
  new_received: [12, 3, 0, 1, 0, 0],
  carried_in: [2, 0, 0, 0, 0, 0],
  granted: [6, 1, 0, 1, 0, 0],
  partial: [1, 0, 0, 0, 0, 0],
  denied_third_party: [1, 0, 0, 0, 0, 0],
  denied_enforcement_file: [0, 1, 0, 0, 0, 0],
  unable_not_held: [3, 0, 0, 0, 0, 0],
  not_processed_petition: [1, 0, 0, 0, 0, 0],
  results_total: [12, 2, 0, 1, 0, 0],
  carried_out: [2, 1, 0, 0, 0, 0],
}

function matrixRows(form: MatrixTable): Row[] {
  const figures = (key: string): [string][] => {
    const row = REQUESTS[key] ?? [0, 0, 0, 0, 0, 0]
    return [...row, row.reduce((sum, value) => sum + value, 0)].map((value) => [String(value)])
  }
  const results = form.rows.filter((row) => row.group !== undefined || row.key === 'results_total').length
  const pending: (readonly [string, number?, number?])[] = []
  const rows: Row[] = [
    [
      [form.corner!.label, 3, 3],
      [form.over!.label, 1, 7],
    ],
    [
      ['自然人', 2],
      ['法人或其他组织', 1, 5],
      ['总计', 2],
    ],
    form.columns.filter(({ spanned }) => spanned).map(({ label }) => [label] as const),
  ]
  for (const { key, kind, label, group } of form.rows) {
    if (kind === 'group') {
      const inside = form.rows.filter((row) => row.group === key && row.kind !== 'group').length
      pending.push([
        label,
        key === 'results' ? results - form.rows.filter((row) => row.kind === 'group' && row.group !== undefined).length : inside,
      ])
      continue
    }
    const stub = group === undefined && key !== 'results_total' ? 3 : group === 'results' || key === 'results_total' ? 2 : 1
    rows.push([...pending.splice(0), [label, 1, stub] as const, ...figures(key)])
  }
  return rows
}

const TABLE4: readonly Row[] = [
  [
    ['行政复议', 1, 5],
    ['行政诉讼', 1, 10],
  ],
  [...table4.columns.map(({ label }) => [label, 2] as const), ['未经复议直接起诉', 1, 5], ['复议后起诉', 1, 5]],
  [...table4.columns, ...table4.columns].map(({ label }) => [label] as const),
  ['1', '0', '0', '1', '2', '0', '0', '1', '0', '1', '0', '0', '0', '0', '0'].map((text) => [text] as const),
]

const PART1 = [
  '2025年，我局认真贯彻落实《中华人民共和国政府信息公开条例》，围绕高标准农田建设、种粮补贴、动物疫病防控等群众关心的事项，及时、准确公开政府信息。',
  '（一）主动公开情况。全年通过区政府门户网站发布信息312条，公开行政规范性文件3件。',
  '（二）依申请公开情况。',
  '（三）政府信息管理情况。完善信息发布“三审三校”制度，全年未发生泄密事件。',
  '（四）政府信息公开平台建设情况。优化门户网站“涉农补贴”专栏，设置公开栏5处。',
  '（五）监督保障情况。明确一名副局长分管，组织业务培训2次，未发生责任追究情形。',
]

/** The report; a clean one without a change. */
export function reportDocument(change: ReportChange = {}): Document {
  const requests = change.requests ?? '全年收到政府信息公开申请16件，上年结转2件，办结15件，结转下年度继续办理3件。'
  const parts: (string | Table)[] = [
    `${AGENCY}2025年政府信息公开工作年度报告`,
    '根据《中华人民共和国政府信息公开条例》（国务院令第711号）和《中华人民共和国政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）的规定，编制本报告。本报告所列数据的统计期限自2025年1月1日起至2025年12月31日止。本报告电子版可在石门区人民政府网站（http://www.shimen.gov.cn）查阅下载。对本报告如有疑问，请与云溪市石门区农业农村局办公室联系（地址：石门区稻香路26号；邮编：415300；电话：0736-5328610；电子邮箱：nyj@shimen.gov.cn）。',
    '一、总体情况',
    ...PART1.map((text) => (text.startsWith('（二）') ? text + requests : text)),
    '二、主动公开政府信息情况',
    tableOf('t1', 4, TABLE2, change),
    '三、收到和处理政府信息公开申请情况',
    tableOf('t2', 10, matrixRows(table3), change),
    '四、政府信息公开行政复议、行政诉讼情况',
    tableOf('t3', 15, TABLE4, change),
    '五、存在的主要问题及改进情况',
    '存在的主要问题：一是政策解读形式偏少，二是村级公开栏更新不够及时。',
    '改进情况：2026年，一是增加图解、短视频等解读形式，二是每季度检查村级公开栏。',
    '六、其他需要报告的事项',
    '依据《政府信息公开信息处理费管理办法》，2025年未收取信息处理费。没有其他需要报告的事项。',
    AGENCY,
    '2026年1月16日',
  ]
  const blocks = parts.map((part, index): Block => (typeof part === 'string' ? { kind: 'paragraph', id: `p${index}`, text: part } : part))
  return { format: 'docx', blocks, aside: [], marks: [], notes: [] }
}
