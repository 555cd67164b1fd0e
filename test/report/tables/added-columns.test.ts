import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { flavours } from './flavours.ts'
import { compare, consistentFigures, documentOf, type GridRows, gridsOf, read, tableOf, withProse } from './sample-tables.ts'

const RUNS = { numRuns: 20, interruptAfterTimeLimit: 20_000 }
const figures = fc.sample(consistentFigures, { numRuns: 1, seed: 3 })[0] ?? new Map<string, string>()

/** Table three with a column in front of the total. */
const withColumn = (rows: GridRows, head: string, value: string): GridRows =>
  rows.map((row, index) => {
    if (index === 0) return row.map((cell, place) => (place === 1 ? { ...cell, wide: 8 } : cell))
    if (index === 1) return [...row.slice(0, -1), { text: head, high: 2 }, ...row.slice(-1)]
    const last = row.length - 1
    return index === 2 ? row : [...row.slice(0, last), { text: value }, ...row.slice(last)]
  })

const grids = gridsOf(figures)
const draft = (table3: Parameters<typeof withProse>[0][number], table2: GridRows = grids.table2, table4: GridRows = grids.table4) =>
  read(documentOf('docx', withProse([[tableOf('t1', table2)], table3, [tableOf('t3', table4)]])))

describe('a column that the form does not have', () => {
  it.each(['小计', '法人合计', '备注', '个体工商户', '外国公民', '社区居民'])(
    'is told by its head, and the table is read without it: %s',
    (head) => {
      fc.assert(
        fc.property(consistentFigures, fc.integer({ min: 0, max: 99 }), (drawn, value) => {
          const rows = withColumn(gridsOf(drawn).table3, head, String(value))
          const readings = read(documentOf('docx', withProse([[], [tableOf('t2', rows)], []])))
          const { wrong } = compare(readings, new Map([...drawn].filter(([key]) => key.startsWith('table3/'))))
          expect(wrong).toEqual([])
          expect(readings.table3.addedColumns.map(({ text }) => text)).toEqual([head])
          expect(readings.table3.absent).toEqual([])
        }),
        RUNS,
      )
    },
  )

  it('is told in text of a cell a line, where its figures cannot be taken out', () => {
    const lines = (flavours.lines ?? (() => []))(withColumn(grids.table3, '小计', '4'))
    expect(draft(lines).table3.addedColumns.length).toBeLessThanOrEqual(1)
    expect(compare(draft(lines), figures).wrong.filter((key) => key.startsWith('table3'))).toEqual([])
  })

  it('is told in a block of table two', () => {
    const rows = grids.table2.map((row, index) =>
      index === 0 ? [{ text: row[0]?.text ?? '', wide: 5 }] : index < 4 ? [...row, { text: index === 1 ? '修订件数' : '1' }] : row,
    )
    const { table2 } = draft([tableOf('t2', grids.table3)], rows)
    expect(table2.addedColumns.map(({ text }) => text)).toEqual(['修订件数'])
  })

  it('is none where all columns are the form’s, in any flavour', () => {
    for (const flavour of Object.values(flavours)) {
      const readings = draft(flavour(grids.table3))
      expect(
        [readings.table2, readings.table3, readings.table4].flatMap(({ addedColumns, otherHeads }) => [...addedColumns, ...otherHeads]),
      ).toEqual([])
    }
  })
})
