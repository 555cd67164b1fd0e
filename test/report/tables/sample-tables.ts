import * as fc from 'fast-check'
import type { FormVersion, PartNumber } from '../../../src/model/annual-report.ts'
import type { Block, Cell, Document, DocumentFormat, Table } from '../../../src/model/document.ts'
import { readTables } from '../../../src/report/tables/read-tables.ts'
import { forms, reference, threeTables, type ThreeTables } from '../../support/reference.ts'

/** The text of every cell of the three tables, by cell key. */
export type Figures = ReadonlyMap<string, string>
/** One row of a grid before it is placed: text with spans. */
export interface GridCell {
  readonly text: string
  readonly wide?: number
  readonly high?: number
}
export type GridRows = readonly (readonly GridCell[])[]

const form = forms['2021']
export const columns3 = form.table3.columns.map(({ key }) => key)
export const rows3 = form.table3.rows.filter(({ kind }) => kind === 'value').map(({ key }) => key)

/** Random figures whose sums hold: row totals, results total, balance, and table four's group totals. */
export const consistentFigures: fc.Arbitrary<Figures> = fc
  .record({
    table2: fc.array(fc.integer({ min: 0, max: 99_999 }), { minLength: 9, maxLength: 9 }),
    fee: fc.oneof(
      fc.integer({ min: 0, max: 9_999 }).map(String),
      fc.integer({ min: 1, max: 999_999 }).map((cents) => (cents / 100).toFixed(2)),
    ),
    // Mostly zeros, as in real reports.
    table3: fc.array(
      fc.oneof(
        { weight: 4, arbitrary: fc.constant(0) },
        { weight: 2, arbitrary: fc.integer({ min: 1, max: 60 }) },
        { weight: 1, arbitrary: fc.integer({ min: 100, max: 4_000 }) },
      ),
      { minLength: 24 * 6, maxLength: 24 * 6 },
    ),
    table4: fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 120 })), { minLength: 12, maxLength: 12 }),
  })
  .map(({ table2, fee, table3, table4 }) => figuresOf(table2.map(String), fee, table3, table4))

function figuresOf(table2: readonly string[], fee: string, table3: readonly number[], table4: readonly number[]): Figures {
  const figures = new Map<string, string>()
  const keys2 = [
    'rules/issued',
    'rules/repealed',
    'rules/in_force',
    'normative_documents/issued',
    'normative_documents/repealed',
    'normative_documents/in_force',
    'licensing/decisions',
    'penalty/decisions',
    'compulsion/decisions',
  ]
  keys2.forEach((key, index) => figures.set(`table2/${key}`, table2[index] ?? '0'))
  figures.set('table2/administrative_fee/amount_wan_yuan', fee)
  const grid = new Map<string, number[]>()
  const results = rows3.slice(2, -2)
  results.forEach((row, index) => grid.set(row, table3.slice(index * 6, index * 6 + 6)))
  const sum = (column: number): number => results.reduce((total, row) => total + (grid.get(row)?.[column] ?? 0), 0)
  const out = table3.slice(23 * 6, 23 * 6 + 6).map((value) => value % 7)
  grid.set('results_total', [0, 1, 2, 3, 4, 5].map(sum))
  grid.set('carried_out', out)
  grid.set('carried_in', [0, 0, 0, 0, 0, 0])
  grid.set(
    'new_received',
    [0, 1, 2, 3, 4, 5].map((column) => sum(column) + (out[column] ?? 0)),
  )
  for (const row of rows3) {
    const values = grid.get(row) ?? []
    ;[...values, values.reduce((a, b) => a + b, 0)].forEach((value, index) =>
      figures.set(`table3/${row}/${columns3[index]}`, String(value)),
    )
  }
  form.table4.groups.forEach((group, index) => {
    const values = table4.slice(index * 4, index * 4 + 4)
    ;[...values, values.reduce((a, b) => a + b, 0)].forEach((value, place) =>
      figures.set(`table4/${group.key}/${form.table4.columns[place]?.key}`, String(value)),
    )
  })
  return figures
}

/** The prescribed grids with their merged cells. */
export function gridsOf(figures: Figures): { table2: GridRows; table3: GridRows; table4: GridRows } {
  return { table2: grid2(figures), table3: grid3(figures), table4: grid4(figures) }
}

function grid2(figures: Figures): GridRows {
  return form.table2.blocks.flatMap((block): GridRows => {
    const wide = block.columns.length === 3 ? 1 : 3
    return [
      [{ text: block.title, wide: 4 }],
      [{ text: block.stub }, ...block.columns.map(({ label }) => ({ text: label, wide }))],
      ...block.rows.map((row) => [
        { text: row.label },
        ...block.columns.map((column) => ({ text: figures.get(`table2/${row.key}/${column.key}`) ?? '', wide })),
      ]),
    ]
  })
}

function grid3(figures: Figures): GridRows {
  const t = form.table3
  const header: GridRows = [
    [
      { text: t.corner?.label ?? '', wide: 3, high: 3 },
      { text: t.over?.label ?? '', wide: 7 },
    ],
    [
      { text: '自然人', high: 2 },
      { text: t.span?.label ?? '', wide: 5 },
      { text: '总计', high: 2 },
    ],
    t.columns.slice(1, 6).map(({ label }) => ({ text: label })),
  ]
  const values = (row: string): GridCell[] => columns3.map((column) => ({ text: figures.get(`table3/${row}/${column}`) ?? '' }))
  const rows: GridCell[][] = []
  let lead: GridCell[] = []
  for (const row of t.rows) {
    const children = t.rows.filter(({ group, kind }) => group === row.key && kind === 'value').length
    if (row.key === 'results') lead.push({ text: row.label, high: 22 })
    else if (row.kind === 'group') lead.push({ text: row.label, high: children })
    else {
      const wide = row.group === undefined ? 3 : row.group === 'results' ? 2 : 1
      rows.push([...lead, { text: row.label, wide }, ...values(row.key)])
      lead = []
    }
  }
  return [...header, ...rows]
}

function grid4(figures: Figures): GridRows {
  const [first, second, third] = form.table4.groups
  const labels = form.table4.columns.map(({ label }) => label)
  return [
    [
      { text: first?.label ?? '', wide: 5 },
      { text: form.table4.span?.label ?? '', wide: 10 },
    ],
    [...labels.map((text) => ({ text, high: 2 })), { text: second?.label ?? '', wide: 5 }, { text: third?.label ?? '', wide: 5 }],
    [...labels, ...labels].map((text) => ({ text })),
    form.table4.groups.flatMap((group) =>
      form.table4.columns.map((column) => ({ text: figures.get(`table4/${group.key}/${column.key}`) ?? '' })),
    ),
  ]
}

/** Rows with spans as a Table of the Document. */
export function tableOf(id: string, rows: GridRows): Table {
  const cells: Cell[] = []
  const taken = new Set<string>()
  rows.forEach((row, index) => {
    let column = 0
    for (const { text, wide = 1, high = 1 } of row) {
      while (taken.has(`${index}.${column}`)) column++
      cells.push({ id: `${id}.${index}.${column}`, row: index, column, rowSpan: high, columnSpan: wide, text })
      for (let r = index; r < index + high; r++) for (let c = column; c < column + wide; c++) taken.add(`${r}.${c}`)
      column += wide
    }
  })
  const width = Math.max(0, ...cells.map((cell) => cell.column + cell.columnSpan))
  return { kind: 'table', id, rows: rows.length, columns: width, cells }
}

export function documentOf(format: DocumentFormat, parts: readonly (string | Table)[]): Document {
  const blocks = parts.map((part, index): Block =>
    typeof part === 'string' ? { kind: 'paragraph', id: `p${index + 1}`, text: part } : part,
  )
  return { format, blocks, aside: [], marks: [], notes: [] }
}

/** Heading of a part and some body text before and after its table, as paragraphs of a Document. */
export function withProse(tables: readonly (readonly (string | Table)[])[]): (string | Table)[] {
  const headings = form.sections.map(({ numeral, heading }) => `${numeral}、${heading}`)
  return [
    '某市某局2023年政府信息公开工作年度报告',
    `本年度报告由${form.sections.map(({ heading }) => heading).join('、')}六个部分组成。`,
    headings[0] ?? '',
    '（一）主动公开。全年办理行政许可20件、行政处罚3件，制发行政规范性文件1件。',
    '（二）依申请公开。新收政府信息公开申请7件，其中予以公开5件、不予公开1件，重复申请1件。',
    headings[1] ?? '',
    ...(tables[0] ?? []),
    headings[2] ?? '',
    ...(tables[1] ?? []),
    headings[3] ?? '',
    ...(tables[2] ?? []),
    headings[4] ?? '',
    '（一）存在的主要问题。解读形式单一。',
    headings[5] ?? '',
    '未收取信息处理费。',
  ]
}

export interface Readings extends ThreeTables {
  readonly consumed: ReadonlySet<string>
}

export function read(
  document: Document,
  formOfYear: FormVersion = '2021',
  partOf: (anchor: string) => PartNumber | null = () => null,
): Readings {
  const { tables, consumed } = readTables(document, reference, { partOf, formOfYear })
  return { ...threeTables(tables), consumed }
}

/** Cells whose reading differs from what was written; unreadable ones are listed separately. */
export function compare(readings: Readings, figures: Figures): { wrong: string[]; unread: string[] } {
  const wrong: string[] = []
  const unread: string[] = []
  for (const [key, text] of figures) {
    const id = key.split('/')[0] as 'table2' | 'table3' | 'table4'
    const cell = readings[id].cells.get(key)
    if (cell?.state === 'unreadable') unread.push(key)
    else if (text === '' ? cell?.state !== 'blank' : cell?.state !== 'number' || cell.value !== Number(text))
      wrong.push(`${key}: ${text} as ${JSON.stringify(cell)}`)
  }
  return { wrong, unread }
}

/** Figures that differ from cell to cell, so that every swap is noticed; sums do not hold. */
export function plainFigures(): Figures {
  const figures = new Map<string, string>()
  let next = 1
  for (const block of form.table2.blocks)
    for (const row of block.rows) for (const column of block.columns) figures.set(`table2/${row.key}/${column.key}`, String(next++))
  for (const row of rows3) for (const column of columns3) figures.set(`table3/${row}/${column}`, String(100 + next++))
  for (const group of form.table4.groups)
    for (const column of form.table4.columns) figures.set(`table4/${group.key}/${column.key}`, String(next++))
  return figures
}
