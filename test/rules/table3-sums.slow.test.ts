import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { forms } from '../support/reference.ts'
import { checkSample } from './catalogue-fixture.ts'

const form = forms['2021'].table3
const columns = form.columns.map((column) => column.key)
const results = form.rows
  .filter((row) => row.kind === 'value' && !['new_received', 'carried_in', 'results_total', 'carried_out'].includes(row.key))
  .map((row) => row.key)
const rows = ['new_received', 'carried_in', ...results, 'results_total', 'carried_out']

type Table = Record<string, number[]>

/** Any table 3 in which every sum holds, computed from the leaf figures. */
const balanced = fc
  .record({
    leaves: fc.array(fc.array(fc.nat(40), { minLength: 6, maxLength: 6 }), { minLength: results.length, maxLength: results.length }),
    out: fc.array(fc.nat(9), { minLength: 6, maxLength: 6 }),
    old: fc.array(fc.nat(9), { minLength: 6, maxLength: 6 }),
  })
  .map(({ leaves, out, old }): Table => {
    const total = columns.slice(0, 6).map((_, column) => leaves.reduce((sum, row) => sum + (row[column] ?? 0), 0))
    const carriedIn = old.map((value, column) => Math.min(value, (total[column] ?? 0) + (out[column] ?? 0)))
    const table: Table = {
      results_total: total,
      carried_out: out,
      carried_in: carriedIn,
      new_received: total.map((value, column) => value + (out[column] ?? 0) - (carriedIn[column] ?? 0)),
    }
    results.forEach((row, index) => (table[row] = [...(leaves[index] ?? [])]))
    for (const row of rows) table[row] = [...(table[row] ?? []), (table[row] ?? []).reduce((sum, value) => sum + value, 0)]
    return table
  })

const sumsOf = (table: Table) => checkSample({ table3: table }).findings.filter(({ rule }) => /^T3-00[123]$/.test(rule))

it('finds nothing if all sums hold', () => {
  fc.assert(
    fc.property(balanced, (table) => {
      expect(sumsOf(table)).toEqual([])
    }),
    { numRuns: 25 },
  )
})

it('always finds one wrong cell, reports it once and names it first', () => {
  const wrong = fc.record({ table: balanced, row: fc.constantFrom(...rows), column: fc.nat(6), delta: fc.integer({ min: 1, max: 50 }) })
  fc.assert(
    fc.property(wrong, ({ table, row, column, delta }) => {
      const changed = { ...table, [row]: (table[row] ?? []).map((value, index) => (index === column ? value + delta : value)) }
      const findings = sumsOf(changed)
      expect(findings).toHaveLength(1)
      expect(findings[0]?.where[0]?.cell).toBe(`table3/${row}/${columns[column]}`)
      expect(findings[0]?.fix).toContain(`是${table[row]?.[column]}时`)
    }),
    { numRuns: 60 },
  )
})

it('draws no conclusion from a blank cell', () => {
  fc.assert(
    fc.property(balanced, fc.constantFrom(...rows), fc.nat(6), (table, row, column) => {
      const changed = { ...table, [row]: (table[row] ?? []).map((value, index) => (index === column ? null : value)) }
      expect(sumsOf(changed as Table)).toEqual([])
    }),
    { numRuns: 25 },
  )
})
