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
