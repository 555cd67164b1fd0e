import { describe, expect, it } from 'vitest'
import type { CellValue } from '../../../src/model/annual-report.ts'
import { flavours } from './flavours.ts'
import {
  columns3,
  compare,
  documentOf,
  gridsOf,
  plainFigures,
  read,
  rows3,
  tableOf,
  withProse,
  type Figures,
  type GridRows,
} from './sample-tables.ts'

const WAYS = ['grid', 'tabs', 'openTabs', 'lines', 'wordDump', 'pipes', 'spaced'] as const
type Change = {
  readonly table2?: (rows: GridRows) => GridRows
  readonly table3?: (rows: GridRows) => GridRows
  readonly table4?: (rows: GridRows) => GridRows
}

function draft(figures: Figures, way: string, change: Change = {}): ReturnType<typeof documentOf> {
  const grids = gridsOf(figures)
  const rows = [
    change.table2?.(grids.table2) ?? grids.table2,
    change.table3?.(grids.table3) ?? grids.table3,
    change.table4?.(grids.table4) ?? grids.table4,
  ]
  const flavour = flavours[way]
  return documentOf(
    flavour ? 'txt' : 'docx',
    withProse(rows.map((one, index) => (flavour ? flavour(one) : [tableOf(`t${index + 1}`, one)]))),
  )
}

const reword =
  (from: string, to: string) =>
  (rows: GridRows): GridRows =>
    rows.map((row) => row.map((cell) => ({ ...cell, text: cell.text.replace(from, to) })))
const without =
  (label: string) =>
  (rows: GridRows): GridRows => {
    const at = rows.findIndex((row) => row.some(({ text }) => text === label))
    return rows.flatMap((row, index) =>
      index === at
        ? []
        : [
            row.map((cell) =>
              (cell.high ?? 1) > 1 && index < at
                ? { ...cell, high: reaches(rows, index, at, cell.text) ? (cell.high ?? 1) - 1 : (cell.high ?? 1) }
                : cell,
            ),
          ],
    )
  }
const reaches = (rows: GridRows, from: number, at: number, text: string): boolean =>
  at < from + (rows[from]?.find((cell) => cell.text === text)?.high ?? 1)
const cell = (figures: Figures, key: string, text: string): Figures => new Map([...figures, [key, text]])
const at = (readings: ReturnType<typeof read>, key: string): CellValue | undefined =>
  readings[key.split('/')[0] as 'table2' | 'table3' | 'table4'].cells.get(key)

const swapRows = (rows: GridRows): GridRows => {
  const [a, b] = [
    rows.findIndex((row) => row[0]?.text.startsWith('3.危及')),
    rows.findIndex((row) => row[0]?.text.startsWith('6.属于四类')),
  ]
  return rows.map((row, index) => (index === a ? rows[b] : index === b ? rows[a] : row) ?? row)
}
const oneMore = (rows: GridRows): GridRows => [
  ...rows,
  [{ text: '五、其他主动公开的文件', wide: 3 }, ...[9, 8, 7, 6, 5, 4, 39].map((value) => ({ text: String(value) }))],
]
const fillGroup = (rows: GridRows): GridRows => {
  const from = rows.findIndex((row) => row.some(({ text }) => text === '1.属于国家秘密'))
  const row = rows[from] ?? []
  const group = [{ text: '（三）不予公开', wide: 2 }, ...row.slice(-7)]
  return [
    ...rows.slice(0, from),
    group,
    [{ text: '1.属于国家秘密', wide: 2 }, ...row.slice(-7).map(() => ({ text: '' }))],
    ...rows.slice(from + 1),
  ]
}
const swapColumns = (rows: GridRows): GridRows =>
  rows.map((row, index) =>
    index < 2
      ? row
      : index === 2
        ? [row[1], row[0], ...row.slice(2)].flatMap((one) => one ?? [])
        : [...row.slice(0, -6), ...[row.at(-5), row.at(-6)].flatMap((one) => one ?? []), ...row.slice(-4)],
  )
const dropColumn = (rows: GridRows): GridRows =>
  rows.map((row, index) =>
    index === 0
      ? row.map((one) => (one.wide === 7 ? { ...one, wide: 6 } : one))
      : index === 1
        ? row.map((one) => (one.wide === 5 ? { ...one, wide: 4 } : one))
        : index === 2
          ? row.filter(({ text }) => text !== '科研机构')
          : row.filter((_, place) => place !== row.length - 5),
  )

describe.each(WAYS)('a draft with one thing wrong: %s', (way) => {
  it('reads a missing row as absent, and moves no other figure', () => {
    const figures = plainFigures()
    const readings = read(draft(figures, way, { table3: without('8.属于行政查询事项') }))
    expect(readings.table3.absent).toEqual(['table3/row/denied_admin_query'])
    for (const column of columns3) expect(at(readings, `table3/denied_admin_query/${column}`)).toEqual({ state: 'absent' })
    const rest = new Map([...figures].filter(([key]) => !key.includes('denied_admin_query')))
    expect(compare(readings, rest)).toEqual({ wrong: [], unread: [] })
  })

  it('reports a misspelt label and still finds its row or column', () => {
    const change = { table2: reword('本年废止件数', '本年度止件数'), table3: reword('逾期', '预期') }
    const readings = read(draft(plainFigures(), way, change))
    expect(compare(readings, plainFigures())).toEqual({ wrong: [], unread: [] })
    const wrong = [...readings.table2.labels, ...readings.table3.labels].filter((label) => !label.same && !label.damaged)
    expect(wrong.map(({ key }) => key)).toEqual(['table2/column/repealed', 'table3/row/other_no_correction', 'table3/row/other_fee_unpaid'])
    expect(wrong[0]?.written).toBe('本年度止件数')
  })

  it('finds a reworded row', () => {
    const readings = read(draft(plainFigures(), way, { table3: reword('5.要求行政机关确认或重新出具已获取信息', '5.要求确认已获取信息') }))
    expect(compare(readings, plainFigures())).toEqual({ wrong: [], unread: [] })
    expect(readings.table3.labels.find(({ key }) => key === 'table3/row/not_processed_reconfirm')?.same).toBe(false)
  })

  it('keeps the figures of rows that changed places', () => {
    expect(compare(read(draft(plainFigures(), way, { table3: swapRows })), plainFigures())).toEqual({ wrong: [], unread: [] })
  })

  it('lists a row that the form does not have separately', () => {
    const readings = read(draft(plainFigures(), way, { table3: oneMore }))
    expect(compare(readings, plainFigures())).toEqual({ wrong: [], unread: [] })
    expect(readings.table3.extra.map(({ text }) => text.trim())).toEqual(['五、其他主动公开的文件'])
  })

  it.each(['/', '-', '—', '无', 'O'])('reads %s as no number', (sign) => {
    const figures = cell(plainFigures(), 'table3/partial/research_institution', sign)
    const readings = read(draft(figures, way))
    expect(at(readings, 'table3/partial/research_institution')).toMatchObject({ state: 'not-a-number', text: sign })
    expect(compare(readings, new Map([...plainFigures()].filter(([key]) => key !== 'table3/partial/research_institution')))).toEqual({
      wrong: [],
      unread: [],
    })
  })

  it.each([
    ['-1', -1],
    ['1.5', 1.5],
    ['12,308', 12_308],
    ['３', 3],
    ['007', 7],
  ])('reads %s as the number %d', (text, value) => {
    const readings = read(draft(cell(plainFigures(), 'table3/partial/research_institution', text), way))
    expect(at(readings, 'table3/partial/research_institution')).toMatchObject({ state: 'number', value, text })
  })

  it('converts an amount with a unit to 万元, and marks a figure with a remark as uncertain', () => {
    const figures = cell(
      cell(plainFigures(), 'table2/administrative_fee/amount_wan_yuan', '70487元'),
      'table2/normative_documents/in_force',
      '22（其中修订16件）',
    )
    const readings = read(draft(figures, way))
    expect(at(readings, 'table2/administrative_fee/amount_wan_yuan')).toMatchObject({
      state: 'number',
      value: 7.0487,
      unit: '元',
      text: '70487元',
    })
    expect(at(readings, 'table2/normative_documents/in_force')).toMatchObject({ state: 'number', value: 22, unsure: true })
  })
})

describe('group rows', () => {
  it('take figures that moved to the group row in flattened text for a conversion error', () => {
    for (const way of ['tabs', 'lines', 'openTabs']) {
      const { table3 } = read(draft(plainFigures(), way, { table3: fillGroup }))
      expect(table3.shifted).toEqual(['table3/row/denied_state_secret'])
      expect(table3.groupFigures).toEqual([])
      expect(table3.notes).toContain('shifted-row')
      expect(table3.cells.get('table3/denied_state_secret/total')?.state).toBe('unreadable')
    }
  })

  it('take figures in a group row of a Word grid for a drafting error', () => {
    const figures = plainFigures()
    const { table3 } = read(draft(figures, 'grid', { table3: fillGroup }))
    expect(table3.groupFigures).toMatchObject([
      { key: 'table3/row/denied', values: columns3.map((column) => Number(figures.get(`table3/denied_state_secret/${column}`))) },
    ])
    expect(table3.cells.get('table3/denied_state_secret/total')?.state).toBe('blank')
  })
})

describe('columns', () => {
  it('are read by label if their order differs', () => {
    expect(compare(read(draft(plainFigures(), 'grid', { table3: swapColumns })), plainFigures())).toEqual({ wrong: [], unread: [] })
  })

  it.each(['grid', 'tabs', 'lines'])('are absent if they are left out: %s', (way) => {
    const readings = read(draft(plainFigures(), way, { table3: dropColumn }))
    expect(readings.table3.absent).toEqual(['table3/column/research_institution'])
    expect(compare(readings, new Map([...plainFigures()].filter(([key]) => !key.endsWith('research_institution'))))).toEqual({
      wrong: [],
      unread: [],
    })
  })
})

function parts(body: string): ReturnType<typeof documentOf> {
  const grids = gridsOf(plainFigures())
  return documentOf('docx', withProse([[tableOf('t1', grids.table2)], [body], [tableOf('t3', grids.table4)]]))
}

describe('missing tables', () => {
  it('are reported without findings about their cells', () => {
    const { table3, table2 } = read(parts('本年度相关情况见附件。'))
    expect(table3).toMatchObject({ presence: 'absent', absent: [], labels: [], part: null })
    expect(table3.cells.size).toBe(rows3.length * 7)
    expect(new Set([...table3.cells.values()].map(({ state }) => state))).toEqual(new Set(['absent']))
    expect(table2.presence).toBe('present')
  })

  it('are reported with the picture in their part', () => {
    const document = parts('（见下图）')
    const block = document.blocks.find((one) => one.kind === 'paragraph' && one.text === '（见下图）')
    const withPicture = { ...document, marks: [{ kind: 'image' as const, anchor: block?.id ?? '' }] }
    const { table3 } = read(withPicture, '2021', (anchor) => (anchor === block?.id ? 3 : 1))
    expect(table3).toMatchObject({ presence: 'picture', part: 3, anchor: block?.id })
    expect(read(withPicture, '2021', () => 1).table3.presence).toBe('absent')
  })

  it('are not found again in a table that is given twice', () => {
    const grids = gridsOf(plainFigures())
    const other = gridsOf(cell(plainFigures(), 'table3/granted/natural_person', '77'))
    const twice = documentOf(
      'docx',
      withProse([
        [tableOf('t1', grids.table2)],
        [tableOf('t2', grids.table3), '上年数据如下。', tableOf('t9', other.table3)],
        [tableOf('t3', grids.table4)],
      ]),
    )
    expect(compare(read(twice), plainFigures())).toEqual({ wrong: [], unread: [] })
  })

  it('are all tables of an empty Document', () => {
    expect(read(documentOf('txt', []))).toMatchObject({
      table2: { presence: 'absent' },
      table3: { presence: 'absent' },
      table4: { presence: 'absent' },
    })
  })
})

describe('uncertain cells of a reader', () => {
  it('mark a recognised figure as uncertain, and skip an unreadable one', () => {
    const document = draft(plainFigures(), 'grid')
    const blocks = document.blocks.map((block) =>
      block.kind === 'table' && block.id === 't2'
        ? {
            ...block,
            cells: block.cells.map((one) => ({ ...one, confidence: one.column === 3 ? ('unreadable' as const) : ('recognised' as const) })),
          }
        : block,
    )
    const { table3 } = read({ ...document, blocks })
    expect(table3.cells.get('table3/granted/natural_person')?.state).toBe('unreadable')
    expect(table3.cells.get('table3/granted/commercial_enterprise')).toMatchObject({ state: 'number', unsure: true })
    expect(table3.notes).toContain('recognised')
  })
})
