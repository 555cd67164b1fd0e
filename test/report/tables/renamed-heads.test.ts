import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TableReading } from '../../../src/model/annual-report.ts'
import { flavours } from './flavours.ts'
import { consistentFigures, documentOf, type GridRows, gridsOf, read, tableOf, withProse } from './sample-tables.ts'

const figures = fc.sample(consistentFigures, { numRuns: 1, seed: 11 })[0] ?? new Map<string, string>()
const grids = gridsOf(figures)
const TABLES = ['table2', 'table3', 'table4'] as const

/** The first cell with these words has others. */
function renamed(rows: GridRows, from: string, to: string): GridRows {
  let done = false
  return rows.map((row) =>
    row.map((cell) => {
      if (done || cell.text !== from) return cell
      done = true
      return { ...cell, text: to }
    }),
  )
}

function wrongLabels(table: (typeof TABLES)[number], rows: GridRows): string[] {
  const blocks = TABLES.map((id, index) => [tableOf(`t${index + 1}`, id === table ? rows : grids[id])])
  const readings = read(documentOf('docx', withProse([blocks[0] ?? [], blocks[1] ?? [], blocks[2] ?? []])))
  return readings[table].labels.filter(({ same }) => !same).map(({ written, official }) => `${written}→${official}`)
}

describe('a head in words of no form', () => {
  it.each([
    ['table2', '本年制发件数', '发文数'],
    ['table2', '现行有效件数', '存量'],
    ['table2', '本年处理决定数量', '办了多少'],
    ['table2', '信息内容', '栏目'],
    ['table3', '自然人', '个人'],
    ['table3', '商业企业', '公司'],
    ['table3', '法律服务机构', '律所'],
    ['table3', '法人或其他组织', '各类单位'],
    ['table4', '结果纠正', '撤销'],
    ['table4', '尚未审结', '未结'],
    ['table4', '未经复议直接起诉', '径行诉讼'],
    ['table4', '复议后起诉', '两步走的'],
  ] as const)('is told by its place: %s, %s as %s', (table, official, written) => {
    expect(wrongLabels(table, renamed(grids[table], official, written))).toEqual([`${written}→${official}`])
  })

  it('is none where half of a head is in the next line', () => {
    expect(wrongLabels('table4', renamed(grids.table4, '其他结果', '其他'))).toEqual(['其他→其他结果'])
    const torn = grids.table4.map((row) =>
      row.map((cell) => (/^(?:结果|其他结果|尚未)/.test(cell.text) ? { ...cell, text: cell.text.slice(0, 2) } : cell)),
    )
    expect(wrongLabels('table4', torn)).toEqual([])
  })

  it('is none in the form’s own words, in any flavour', () => {
    const labels = Object.values(flavours).flatMap((flavour) =>
      TABLES.flatMap((id, index) => {
        const blocks = TABLES.map((one, at) => (at === index ? flavour(grids[one]) : [tableOf(`t${at + 1}`, grids[one])]))
        const reading: TableReading = read(documentOf('docx', withProse([blocks[0] ?? [], blocks[1] ?? [], blocks[2] ?? []])))[id]
        return reading.labels.filter(({ key, same, damaged }) => !same && !damaged && !key.includes('/row/')).map(({ written }) => written)
      }),
    )
    expect(labels).toEqual([])
  })
})
