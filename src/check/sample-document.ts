import { formOf, formOfYear, type Forms } from '../form/forms.ts'
import type { Form } from '../form/form.ts'
import type { Block, Cell, Document, DocumentMark, ExtractionNote, Table } from '../model/document.ts'
import { z } from 'zod'

const Figure = z.union([z.number(), z.string(), z.null()])
const Figures = z.record(z.string(), z.union([Figure, z.array(Figure)]))
const Text = z.union([z.string(), z.array(z.string())])

/**
 * What a rule's case may change in a clean, all-zero report (CONTRIBUTING.md lists it for authors of rules).
 * Figures: `new_received: 5` fills the natural-person and total columns; `new_received: [1,2,0,0,0,0,3]` the row;
 * `new_received/total: 3` one cell; null leaves it blank, a string is written as it is.
 */
export const SamplePatch = z.strictObject({
  year: z.number().int().optional(),
  form: z.string().optional(),
  agency: z.string().optional(),
  title: Text.optional(),
  preamble: Text.optional(),
  /** Body of 一、总体情况 by aspect. */
  proactive: Text.optional(),
  on_request: Text.optional(),
  management: Text.optional(),
  platform: Text.optional(),
  supervision: Text.optional(),
  /** Further paragraphs at the end of 一、总体情况. */
  says: Text.optional(),
  part1: Text.optional(),
  part5: Text.optional(),
  part6: Text.optional(),
  /** Text in front of the table of part 2, 3, 4. */
  part2: Text.optional(),
  part3: Text.optional(),
  part4: Text.optional(),
  headings: z.record(z.string(), z.string().nullable()).optional(),
  order: z.array(z.number().int()).optional(),
  /** part1…part6 (heading and body), table2…table4, preamble, contact, period, signature. */
  omit: z.array(z.string()).optional(),
  omit_rows: z.array(z.string()).optional(),
  extra_rows: z.array(z.array(z.string())).optional(),
  table2: Figures.optional(),
  table3: Figures.optional(),
  table4: Figures.optional(),
  /** `table3/row/other_misc: 3.其它`; the table layout of another form: `tables: "2019"`. */
  labels: z.record(z.string(), z.string()).optional(),
  tables: z.string().optional(),
  signature: Text.optional(),
  contact: z.string().optional(),
  period: z.string().optional(),
  marks: z.array(z.object({ kind: z.string(), text: z.string().optional() })).optional(),
  notes: z.array(z.object({ kind: z.string() })).optional(),
  footer: z.string().optional(),
})
export type SamplePatch = z.infer<typeof SamplePatch>

const list = (text: string | readonly string[] | undefined): readonly string[] =>
  text === undefined ? [] : typeof text === 'string' ? [text] : text

/**
 * A clean report as a Document, with the patch applied. Used by rule cases, the web page's examples and tests.
 * @param forms the prescribed formats
 * @param patch what differs from a clean report; parse with SamplePatch first
 */
export function sampleDocument(forms: Forms, patch: SamplePatch): Document {
  const year = patch.year ?? 2024
  const form = patch.form ? formOf(forms, patch.form) : formOfYear(forms, year)
  const agency = patch.agency ?? '临川市安平区水利局'
  const omitted = new Set(patch.omit ?? [])
  const blocks: Block[] = []
  const say = (...texts: readonly string[]): void => {
    for (const text of texts) blocks.push({ kind: 'paragraph', id: `p${blocks.length + 1}`, text })
  }
  say(...(patch.title === undefined ? [`${agency}${year}年政府信息公开工作年度报告`] : list(patch.title)))
  if (!omitted.has('preamble')) say(...preambleOf(patch, form, agency, year, omitted))
  const parts = patch.order ?? [1, 2, 3, 4, 5, 6]
  for (const part of parts) {
    if (omitted.has(`part${part}`)) continue
    const section = form.sections.find((candidate) => candidate.part === part)
    if (!section) continue
    const written = patch.headings?.[String(part)]
    if (written !== null) say(written ?? `${section.numeral}、${section.heading}`)
    say(...bodyOf(part, patch, year, omitted))
    if (section.table && !omitted.has(section.table))
      blocks.push(tableOf(section.table, formOf(forms, patch.tables ?? form.version), patch, `t${blocks.length + 1}`))
  }
  if (!omitted.has('signature')) say(...(patch.signature === undefined ? [agency, `${year + 1}年1月15日`] : list(patch.signature)))
  return {
    format: 'docx',
    blocks,
    aside: patch.footer ? [{ kind: 'footer', text: patch.footer }] : [],
    marks: (patch.marks ?? []) as DocumentMark[],
    notes: (patch.notes ?? []) as ExtractionNote[],
  }
}

function preambleOf(patch: SamplePatch, form: Form, agency: string, year: number, omitted: ReadonlySet<string>): readonly string[] {
  if (patch.preamble !== undefined) return list(patch.preamble)
  const period = omitted.has('period') ? '' : (patch.period ?? `本报告所列数据的统计期限自${year}年1月1日起至${year}年12月31日止。`)
  const contact = omitted.has('contact')
    ? ''
    : (patch.contact ??
      `对本报告如有疑问，请与${agency}办公室联系（地址：安平区文昌路18号；邮编：344000；电话：0794-8231100；电子邮箱：slj@anping.gov.cn）。`)
  const law = `根据《中华人民共和国政府信息公开条例》（国务院令第711号）和《中华人民共和国政府信息公开工作年度报告格式》（${form.document}）的规定，编制本报告。`
  return [`${law}${period}本报告电子版可在安平区人民政府网站（http://www.anping.gov.cn）查阅下载。${contact}`]
}

function bodyOf(part: number, patch: SamplePatch, year: number, omitted: ReadonlySet<string>): readonly string[] {
  const whole = patch[`part${part}` as 'part1']
  if (whole !== undefined) return list(whole)
  if (part === 1) {
    const aspects: readonly (readonly [keyof SamplePatch, string, string])[] = [
      ['proactive', '（一）主动公开情况。', '坚持以公开为常态，及时更新机构职能、政策文件等栏目内容。'],
      ['on_request', '（二）依申请公开情况。', '不断规范申请的登记、审核、办理、答复各环节。'],
      ['management', '（三）政府信息管理情况。', '严格执行信息发布审核制度，先审查、后公开。'],
      ['platform', '（四）政府信息公开平台建设情况。', '加强政府网站专栏和政务新媒体的日常维护。'],
      ['supervision', '（五）监督保障情况。', '明确专人负责，定期开展自查，未发生责任追究情形。'],
    ]
    return [
      ...aspects.flatMap(([key, heading, text]) => {
        if (omitted.has(key)) return []
        const [first = '', ...more] = list((patch[key] as string | undefined) ?? text)
        return [heading + first, ...more]
      }),
      ...list(patch.says),
    ]
  }
  if (part === 5)
    return [
      '存在的主要问题：一是政策解读的形式不够多样；二是工作人员业务能力有待提高。',
      `改进措施：${year + 1}年，一是丰富解读形式，多用图表和视频；二是加强业务培训，提高工作质量。`,
    ]
  if (part === 6) return [`依据《政府信息公开信息处理费管理办法》，${year}年未收取信息处理费。没有其他需要报告的事项。`]
  return []
}

function tableOf(id: 'table2' | 'table3' | 'table4', form: Form, patch: SamplePatch, anchor: string): Table {
  const grid = new GridWriter(anchor)
  const label = (key: string, official: string): string => patch.labels?.[`${id}/${key}`] ?? official
  const gone = new Set((patch.omit_rows ?? []).filter((key) => key.startsWith(`${id}/`)).map((key) => key.slice(id.length + 1)))
  if (id === 'table2') writeTable2(grid, form, patch, label, gone)
  else if (id === 'table3') writeTable3(grid, form, patch, label, gone)
  else writeTable4(grid, form, patch, label)
  return grid.table()
}

type Label = (key: string, official: string) => string

function writeTable2(grid: GridWriter, form: Form, patch: SamplePatch, label: Label, gone: ReadonlySet<string>): void {
  for (const block of form.table2.blocks) {
    grid.row([[label(`block/${block.key}`, block.title), 1, 4]])
    const width = (index: number): number => (index === block.columns.length - 1 ? 4 - block.columns.length : 1)
    grid.row([
      [block.stub],
      ...block.columns.map((column, index) => [label(`column/${block.key}/${column.key}`, column.label), 1, width(index)] as const),
    ])
    for (const row of block.rows) {
      if (gone.has(row.key)) continue
      const figures = block.columns.map((column) =>
        figureOf(patch.table2, `${row.key}/${column.key}`, row.key, block.columns.indexOf(column)),
      )
      grid.row([[label(`row/${row.key}`, row.label)], ...figures.map((figure, index) => [figure, 1, width(index)] as const)])
    }
  }
}

function writeTable3(grid: GridWriter, form: Form, patch: SamplePatch, label: Label, gone: ReadonlySet<string>): void {
  const { columns, rows, note, applicants, organisations } = form.table3
  grid.row([
    [label('note', note), 3, 3],
    [applicants, 1, 7],
  ])
  grid.row(
    [
      [label('column/natural_person', columns[0]?.label ?? ''), 2, 1],
      [organisations, 1, 5],
      [label('column/total', columns[6]?.label ?? ''), 2, 1],
    ],
    3,
  )
  grid.row(
    columns.slice(1, 6).map((column) => [label(`column/${column.key}`, column.label)] as const),
    4,
  )
  const figures = table3Figures(form, patch)
  for (const row of rows) {
    if (gone.has(row.key)) continue
    const text = label(`row/${row.key}`, row.label)
    if (row.kind === 'group') grid.row([[text, 1, 10]])
    else grid.row([[text, 1, 3], ...columns.map((column) => [figures(row.key, column.key)] as const)])
  }
  for (const extra of patch.extra_rows ?? []) grid.row([[extra[0] ?? '', 1, 3], ...extra.slice(1).map((text) => [text] as const)])
}

/** Zeros where nothing is said; （七）总计 is the sum of the results unless the patch says it. */
function table3Figures(form: Form, patch: SamplePatch): (row: string, column: string) => string {
  const { columns } = form.table3
  const at = (row: string, column: string): string => {
    const index = columns.findIndex((candidate) => candidate.key === column)
    const plain = patch.table3?.[row]
    if (typeof plain === 'number' && `${row}/${column}` in (patch.table3 ?? {}) === false)
      return index === 0 || index === 6 ? String(plain) : '0'
    return figureOf(patch.table3, `${row}/${column}`, row, index)
  }
  const results = form.table3.rows.filter(
    (row) => row.kind === 'value' && !['new_received', 'carried_in', 'results_total', 'carried_out'].includes(row.key),
  )
  return (row, column) => {
    const said = patch.table3 && ('results_total' in patch.table3 || `results_total/${column}` in patch.table3)
    if (row !== 'results_total' || said) return at(row, column)
    return String(results.reduce((sum, result) => sum + (Number(at(result.key, column)) || 0), 0))
  }
}

function writeTable4(grid: GridWriter, form: Form, patch: SamplePatch, label: Label): void {
  const { groups, columns, litigation } = form.table4
  grid.row([
    [label('group/reconsideration', groups[0]?.label ?? ''), 1, 5],
    [litigation, 1, 10],
  ])
  grid.row([
    ...columns.map((column) => [label(`column/reconsideration/${column.key}`, column.label), 2, 1] as const),
    ...groups.slice(1).map((group) => [label(`group/${group.key}`, group.label), 1, 5] as const),
  ])
  grid.row(
    groups.slice(1).flatMap((group) => columns.map((column) => [label(`column/${group.key}/${column.key}`, column.label)] as const)),
    5,
  )
  grid.row(
    groups.flatMap((group) =>
      columns.map((column, index) => [figureOf(patch.table4, `${group.key}/${column.key}`, group.key, index)] as const),
    ),
  )
}

function figureOf(figures: SamplePatch['table3'], key: string, row: string, index: number): string {
  const one = figures?.[key]
  if (one !== undefined && !Array.isArray(one)) return one === null ? '' : String(one)
  const whole = figures?.[row]
  const value = Array.isArray(whole) ? whole[index] : index === 0 ? whole : undefined
  return value === undefined ? '0' : value === null ? '' : String(value)
}

class GridWriter {
  readonly #cells: Cell[] = []
  #rows = 0
  #columns = 0

  constructor(readonly anchor: string) {}

  row(cells: readonly (readonly [text: string, rowSpan?: number, columnSpan?: number])[], from = 0): void {
    let column = from
    for (const [text, rowSpan = 1, columnSpan = 1] of cells) {
      while (
        this.#cells.some(
          (cell) =>
            cell.row < this.#rows &&
            cell.row + cell.rowSpan > this.#rows &&
            cell.column <= column &&
            cell.column + cell.columnSpan > column,
        )
      )
        column++
      this.#cells.push({ id: `${this.anchor}.${this.#rows}.${column}`, row: this.#rows, column, rowSpan, columnSpan, text })
      column += columnSpan
    }
    this.#columns = Math.max(this.#columns, column)
    this.#rows++
  }

  table(): Table {
    return { kind: 'table', id: this.anchor, rows: this.#rows, columns: this.#columns, cells: this.#cells }
  }
}
