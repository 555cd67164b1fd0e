import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitByCount, splitBySum } from '../../../src/report/tables/split-digits.ts'
import { compare, consistentFigures, documentOf, gridsOf, read, withProse } from './sample-tables.ts'
import { glued } from './flavours.ts'
import { forms } from '../../support/reference.ts'

describe('splitBySum', () => {
  it('splits if only one sum holds', () => {
    expect(splitBySum(['713000074'], 7, 1)).toEqual([[71, 3, 0, 0, 0, 0, 74]])
    expect(splitBySum(['500000', '5'], 7, 1)).toEqual([[5, 0, 0, 0, 0, 0, 5]])
    expect(splitBySum(['10203120001200000'], 5, 3)).toEqual([[1, 0, 2, 0, 3, 12, 0, 0, 0, 12, 0, 0, 0, 0, 0]])
  })

  it('gives every reading if there are several', () => {
    expect(splitBySum(['191000020'], 7, 1).toSorted()).toEqual([
      [1, 9, 10, 0, 0, 0, 20],
      [19, 1, 0, 0, 0, 0, 20],
    ])
  })

  it('includes the true reading, and no number that begins with 0', () => {
    const row = fc.array(fc.oneof(fc.constant(0), fc.nat({ max: 300 })), { minLength: 6, maxLength: 6 })
    fc.assert(
      fc.property(row, (addends) => {
        const numbers = [...addends, addends.reduce((a, b) => a + b, 0)]
        const ways = splitBySum([numbers.join('')], 7, 1)
        for (const way of ways) expect(way.join('')).toBe(numbers.join(''))
        if (ways.length) expect(ways).toContainEqual(numbers)
      }),
      { numRuns: 60 },
    )
  })

  it('gives up on text that is too long', () => {
    expect(splitBySum(['123456789'.repeat(6)], 7, 1)).toEqual([])
    expect(splitBySum(['1'.repeat(5_000)], 7, 1)).toEqual([])
    expect(splitBySum(['12a'], 7, 1)).toEqual([])
  })
})

describe('splitByCount', () => {
  it('splits only if the digits allow one reading', () => {
    expect(splitByCount(['0000000'], 7)).toEqual([0, 0, 0, 0, 0, 0, 0])
    expect(splitByCount(['000'], 3)).toEqual([0, 0, 0])
    expect(splitByCount(['2293'], 1)).toEqual([2293])
    expect(splitByCount(['693665'], 3)).toBeNull()
    expect(splitByCount(['12', '5'], 2)).toEqual([12, 5])
    expect(splitByCount(['05'], 1)).toBeNull()
    expect(splitByCount(['12'], 3)).toBeNull()
  })
})

describe('rows whose sum allows several readings', () => {
  /** Two rows of 19 1 … 20 and 1 9 10 … 20 look alike; the columns decide. */
  it('are decided by the columns if exactly one choice fits', () => {
    const [sample] = fc.sample(consistentFigures, { numRuns: 1, seed: 1 })
    const figures = new Map([...(sample ?? [])].map(([key, value]) => [key, key.startsWith('table3') ? '0' : value]))
    const set = (row: string, values: readonly number[]): void =>
      forms['2021'].table3.columns.forEach((column, index) => figures.set(`table3/${row}/${column.key}`, String(values[index])))
    set('new_received', [19, 1, 0, 0, 0, 0, 20])
    set('granted', [9, 1, 0, 0, 0, 0, 10])
    set('partial', [10, 0, 0, 0, 0, 0, 10])
    set('results_total', [19, 1, 0, 0, 0, 0, 20])
    const grids = gridsOf(figures)
    const readings = read(documentOf('txt', withProse([glued(grids.table2), glued(grids.table3), glued(grids.table4)])))
    expect(compare(readings, figures).wrong).toEqual([])
    expect(readings.table3.cells.get('table3/new_received/natural_person')).toMatchObject({
      state: 'number',
      value: 19,
      inferredBy: 'column-sum',
    })
    expect(readings.table3.cells.get('table3/results_total/total')).toMatchObject({ state: 'number', value: 20 })
  })

  it('stay unreadable if the columns allow both', () => {
    const [sample] = fc.sample(consistentFigures, { numRuns: 1, seed: 1 })
    const figures = new Map([...(sample ?? [])].map(([key, value]) => [key, key.startsWith('table3') ? '0' : value]))
    for (const row of ['new_received', 'granted', 'results_total'])
      forms['2021'].table3.columns.forEach((column, index) =>
        figures.set(`table3/${row}/${column.key}`, String([19, 1, 0, 0, 0, 0, 20][index])),
      )
    const grids = gridsOf(figures)
    const { table3 } = read(documentOf('txt', withProse([glued(grids.table2), glued(grids.table3), glued(grids.table4)])))
    expect(table3.cells.get('table3/granted/natural_person')?.state).toBe('unreadable')
    expect(table3.cells.get('table3/partial/total')).toMatchObject({ state: 'number', value: 0 })
  })
})
