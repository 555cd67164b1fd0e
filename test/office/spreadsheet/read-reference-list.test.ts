import { describe, expect, it } from 'vitest'
import { matchReferenceLines } from '../../../src/office/spreadsheet/match-reference-lines.ts'
import { readReferenceList } from '../../../src/office/spreadsheet/read-reference-list.ts'
import type { Agency } from '../../../src/model/agency.ts'
import { reference } from '../../support/reference.ts'
import { ENFORCEMENT } from './sheet-shapes.ts'

const { lexicon } = reference
const read = (rows: readonly (readonly (string | number)[])[], file = '清单.xlsx') =>
  readReferenceList(
    lexicon,
    file,
    rows.map((row) => row.map(String)),
  )

describe('a list of figures by agency', () => {
  it('takes enforcement by agency, with the year of its title', () => {
    expect(read(ENFORCEMENT)).toEqual({
      year: 2025,
      until: null,
      unsure: [],
      joint: [],
      rows: [
        {
          name: '区水利局',
          figures: [
            ['table2/licensing/decisions', 12],
            ['table2/penalty/decisions', 3],
            ['table2/compulsion/decisions', 0],
          ],
        },
        {
          name: '区民政局',
          figures: [
            ['table2/licensing/decisions', 8],
            ['table2/penalty/decisions', 0],
            ['table2/compulsion/decisions', 0],
          ],
        },
        {
          name: '区住建局',
          figures: [
            ['table2/licensing/decisions', 55],
            ['table2/penalty/decisions', 14],
            ['table2/compulsion/decisions', 2],
          ],
        },
      ].map((row) => ({ ...row, figures: row.figures.map((pair) => [...pair]) })),
    })
  })

  it('reads heads in two rows, whose upper ones stand over several columns, and an amount in 元', () => {
    const found = read([
      ['安平区2024年度情况（截至2024年12月31日）', '', '', '', '', ''],
      ['单位名称', '行政规范性文件', '', '', '收费金额（元）', '备注'],
      ['', '制发件数', '废止件数', '现行有效件数', '', ''],
      ['区水利局', 3, 1, 12, '12,000', ''],
    ])
    expect(found).toMatchObject({ year: 2024, until: '2024-12-31', unsure: [] })
    expect(found?.rows[0]?.figures).toEqual([
      ['table2/normative_documents/issued', 3],
      ['table2/normative_documents/repealed', 1],
      ['table2/normative_documents/in_force', 12],
      ['table2/administrative_fee/amount_wan_yuan', 1.2],
    ])
  })

  it('takes from the title which documents 制发 is of, but not where it speaks of both', () => {
    const rows = [
      ['单位', '制发件数', '现行有效件数'],
      ['区水利局', 3, 12],
    ]
    expect(read(rows, '2024年行政规范性文件统计.xlsx')?.rows[0]?.figures.map(([cell]) => cell)).toEqual([
      'table2/normative_documents/issued',
      'table2/normative_documents/in_force',
    ])
    expect(read(rows, '2024年规章和规范性文件统计.xlsx')).toBeNull()
    expect(read(rows, '2024年文件统计.xlsx')).toBeNull()
  })

  it('takes agencies side by side', () => {
    expect(
      read(
        [
          ['执法单位', '区水利局', '区民政局'],
          ['行政许可', 12, 8],
          ['行政处罚', 3, 0],
        ],
        '2024年.csv',
      )?.rows,
    ).toEqual([
      {
        name: '区水利局',
        figures: [
          ['table2/licensing/decisions', 12],
          ['table2/penalty/decisions', 3],
        ],
      },
      {
        name: '区民政局',
        figures: [
          ['table2/licensing/decisions', 8],
          ['table2/penalty/decisions', 0],
        ],
      },
    ])
  })

  it('leaves out what it is not sure of: the same column twice, an amount without its unit, a blank', () => {
    const found = read(
      [
        ['单位', '行政许可', '行政处罚', '行政处罚', '收费金额', '行政强制'],
        ['区水利局', 12, 3, 4, 5, ''],
      ],
      '2023、2024年对比.xlsx',
    )
    expect(found).toMatchObject({ year: null, unsure: ['行政处罚', '行政处罚', '收费金额'] })
    expect(found?.rows[0]?.figures).toEqual([['table2/licensing/decisions', 12]])
  })

  it('is none without agencies or without figures of the form', () => {
    expect(
      read([
        ['姓名', '部门', '工资'],
        ['张某', '办公室', 1],
      ]),
    ).toBeNull()
    expect(
      read([
        ['单位', '罚没金额', '行政处罚金额'],
        ['区水利局', 1, 2],
      ]),
    ).toBeNull()
    expect(read([])).toBeNull()
  })

  it.each([
    ['安平区2024年度执法统计（截至2025年1月10日）', 2024, '2025-01-10'],
    ['执法统计（2024年1月1日至11月30日）', 2024, '2024-11-30'],
    ['执法统计（截止2024.12.31）', 2024, '2024-12-31'],
    ['执法统计', null, null],
  ])('%s', (title, year, until) => {
    expect(
      read(
        [
          ['单位', '行政许可'],
          ['区水利局', 1],
        ],
        `${title}.xlsx`,
      ),
    ).toMatchObject({ year, until })
  })
})

describe('a list with one document a row', () => {
  const HEADS = ['序号', '规范性文件名称', '文号', '制定机关', '印发日期', '是否有效', '废止日期']
  const ROWS = [
    [1, '节约用水管理办法', '安水规〔2021〕1号', '区水利局', '2021-03-01', '废止', '2024-06-30'],
    [2, '河道采砂管理规定', '安水规〔2024〕1号', '区水利局', '2024年3月1日', '有效', ''],
    [3, '取水口监管细则', '安水规〔2024〕2号', '区水利局', '2024.5.20', '有效', ''],
    [4, '临时救助实施细则', '安民规〔2023〕1号', '区民政局', '2023/5/11', '继续有效', ''],
  ]
  const cells = (rows: readonly (readonly (string | number)[])[], file = '2024年规范性文件目录.xlsx') => {
    const found = read(rows, file)
    return (
      found &&
      Object.fromEntries(
        found.rows.map(({ name, figures }) => [name, Object.fromEntries(figures.map(([cell, value]) => [cell.split('/').at(-1), value]))]),
      )
    )
  }

  it('is counted by agency: issued by the year of its day, repealed by the day of its repeal, in force by its state', () => {
    expect(cells([HEADS, ...ROWS])).toEqual({
      区水利局: { issued: 2, repealed: 1, in_force: 2 },
      区民政局: { issued: 0, repealed: 0, in_force: 1 },
    })
  })

  it('gives no figure that its rows do not say', () => {
    const without = (name: string, text = '') =>
      ROWS.map((row) => row.map((cell, at) => (at === HEADS.indexOf(name) && row[0] === 2 ? text : cell)))
    expect(cells([HEADS, ...without('印发日期', '三月')])?.['区水利局']).toEqual({ repealed: 1, in_force: 2 })
    expect(cells([HEADS, ...without('是否有效', '拟修改')])?.['区水利局']).toEqual({ issued: 2, repealed: 1 })
    // A list of one year's documents says nothing of all that are in force.
    expect(cells([HEADS, ...ROWS.filter(([, , , , day]) => String(day).startsWith('2024'))])).toEqual({
      区水利局: { issued: 2 },
    })
  })

  it('counts a list of documents in force, or of repealed ones, as what it is', () => {
    const plain = [HEADS.slice(0, 5), ...ROWS.slice(1).map((row) => row.slice(0, 5))]
    expect(cells(plain, '现行有效规范性文件目录（截至2024年12月31日）.xlsx')).toEqual({
      区水利局: { in_force: 2 },
      区民政局: { in_force: 1 },
    })
    expect(cells(plain, '2024年废止的规范性文件清单.xlsx')).toEqual({
      区水利局: { repealed: 2 },
      区民政局: { repealed: 1 },
    })
  })

  it('takes an issuer over several rows, and the agency of a title', () => {
    const merged = ROWS.map((row) => row.map((cell, at) => (at === 3 && row[0] !== 1 && row[0] !== 4 ? '' : cell)))
    expect(cells([HEADS, ...merged])?.['区水利局']).toMatchObject({ issued: 2 })
    const bare = [['文件名称', '文号', '印发日期'], ...ROWS.map(([, title, number, , day]) => [title!, number!, day!])]
    expect(cells(bare, '安平区水利局2024年行政规范性文件目录.xlsx')).toEqual({ 安平区水利局: { issued: 2 } })
  })

  it('counts nothing for those who issued together with another, and names them', () => {
    const rows = [
      HEADS,
      ...ROWS,
      [5, '用水补贴办法', '安水规〔2024〕3号', '区水利局、区财政局', '2024-07-01', '有效', ''],
      [6, '票据办法', '安财规〔2024〕1号', '区财政局', '2024-08-01', '有效', ''],
    ]
    expect(read(rows, '2024年规范性文件目录.xlsx')?.joint).toEqual(['区水利局', '区财政局'])
    expect(Object.keys(cells(rows) ?? {})).toEqual(['区民政局'])
  })

  it('is none without a word on which documents they are, and has no year where nothing says it', () => {
    expect(
      read(
        [
          ['标题', '发文单位', '印发日期'],
          ['通知', '区水利局', '2024-01-02'],
        ],
        '2024年发文.xlsx',
      ),
    ).toBeNull()
    expect(read([HEADS, ...ROWS], '现行有效规范性文件目录.xlsx')).toMatchObject({
      year: null,
      rows: [{ name: '区水利局', figures: [['table2/normative_documents/in_force', 2]] }, { name: '区民政局' }],
    })
  })

  it('counts rules apart from other documents', () => {
    const found = read(
      [
        ['规章名称', '制定机关', '公布日期'],
        ['某市供水办法', '某市人民政府', '2024-01-02'],
        ['某市燃气办法', '某市人民政府', '2020-01-02'],
      ],
      '2024年政府规章目录.xlsx',
    )
    expect(found?.rows).toEqual([{ name: '某市人民政府', figures: [['table2/rules/issued', 1]] }])
  })
})

const agency = (id: string, name: string): Agency => ({
  id,
  name,
  shortNames: [],
  superiorId: null,
  kind: 'department',
  contact: null,
  channel: null,
  position: 0,
})
const line = (name: string, value = 1) => ({ name, figures: [['table2/penalty/decisions', value] as const] })

describe('whose rows they are', () => {
  const own = [agency('w', '临川市安平区水利局'), agency('c', '临川市安平区民政局')]
  const all = [...own, agency('x', '临川市永和区水利局'), agency('y', '水利局')]

  it('finds shorter names; leaves out totals, rows that stand twice and other people’s agencies', () => {
    const { rows, others } = matchReferenceLines(
      lexicon,
      [line('区水利局'), line('安平区民政局', 2), line('安平区民政局', 3), line('合计'), line('临川市永和区水利局')],
      own,
      all,
    )
    expect(rows.map(({ agencyId }) => agencyId)).toEqual(['w'])
    expect(others).toEqual(['安平区民政局', '合计', '临川市永和区水利局'])
  })

  it('does not take another agency’s full name for a short one', () => {
    expect(matchReferenceLines(lexicon, [line('水利局')], own, all).rows).toEqual([])
  })

  it('does not compare every name with every agency', () => {
    const many = Array.from({ length: 12_000 }, (_, index) => agency(String(index), `临川市第${index}区水利局`))
    const started = performance.now()
    const { rows } = matchReferenceLines(
      lexicon,
      many.map(({ name }) => line(name)),
      many,
      many,
    )
    expect(rows).toHaveLength(12_000)
    expect(
      matchReferenceLines(
        lexicon,
        Array.from({ length: 2_000 }, (_, index) => line(`第${index}局`)),
        many,
        many,
      ).rows,
    ).toEqual([])
    expect(performance.now() - started).toBeLessThan(20_000)
  })
})
