import { existsSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { extractDocument } from '../../../src/extract/extract-document.ts'
import { defaultLimits } from '../../../src/extract/limits.ts'
import { columns3, read, rows3, type Readings } from './sample-tables.ts'
import { describeWith, sharedData } from '../../support/needs.ts'

const folder = new URL('../../../../shared/drafts/', import.meta.url)
const there = existsSync(new URL('truth.json', folder))
const truth = there
  ? (JSON.parse(readFileSync(new URL('truth.json', folder), 'utf8')) as Record<string, { mutation: string | null; format: string }>)
  : {}

async function tablesOf(file: string): Promise<Readings> {
  const extraction = await extractDocument(new Uint8Array(readFileSync(new URL(file, folder))), file, defaultLimits)
  if (extraction.status !== 'read') throw new Error(`${file}: ${extraction.reason}`)
  return read(extraction.document)
}

const value = (readings: Readings, key: string): number => {
  const cell = readings[key.split('/')[0] as 'table2' | 'table3' | 'table4'].cells.get(key)
  return cell?.state === 'number' ? cell.value : Number.NaN
}
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)

/** Sums that do not hold, by the key of their subject. */
function brokenSums(readings: Readings): string[] {
  const at = (row: string, column: string): number => value(readings, `table3/${row}/${column}`)
  const rows = rows3.filter((row) => at(row, 'total') !== sum(columns3.slice(0, 6).map((column) => at(row, column))))
  const balance = columns3.filter(
    (column) => at('new_received', column) + at('carried_in', column) !== at('results_total', column) + at('carried_out', column),
  )
  const results = columns3.filter((column) => at('results_total', column) !== sum(rows3.slice(2, -2).map((row) => at(row, column))))
  const groups = ['reconsideration', 'litigation_direct', 'litigation_after_reconsideration'].filter((group) => {
    const four = ['maintained', 'corrected', 'other', 'pending'].map((column) => value(readings, `table4/${group}/${column}`))
    return sum(four) !== value(readings, `table4/${group}/total`)
  })
  return [
    ...rows.map((row) => `row ${row}`),
    ...balance.map((column) => `balance ${column}`),
    ...results.map((column) => `results ${column}`),
    ...groups.map((group) => `group ${group}`),
  ]
}

const states = (readings: Readings): string[] =>
  [readings.table2, readings.table3, readings.table4]
    .flatMap((table) => [...table.cells.values()].map(({ state }) => state))
    .filter((state) => state !== 'number')
const wrongLabels = (readings: Readings): string[] =>
  [readings.table2, readings.table3, readings.table4].flatMap((table) =>
    table.labels.filter((label) => !label.same && !label.damaged).map(({ key }) => key),
  )

/** The expected reading of drafts with a planted table defect; the tables of all other drafts are sound. */
const planted: Readonly<Record<string, (readings: Readings) => void>> = {
  row_missing: ({ table3 }) => {
    expect(table3.absent).toHaveLength(1)
    expect([...table3.cells.values()].filter(({ state }) => state === 'absent')).toHaveLength(7)
  },
  blank_cell: (readings) => expect(new Set(states(readings))).toEqual(new Set(['blank'])),
  bad_cell: (readings) =>
    expect(
      states(readings).includes('not-a-number') ||
        [...readings.table3.cells.values()].some((cell) => cell.state === 'number' && (cell.value < 0 || !Number.isInteger(cell.value))),
    ).toBe(true),
  label_abolished: (readings) => expect(wrongLabels(readings)).toEqual(['table2/column/repealed']),
  label_overdue: (readings) => expect(wrongLabels(readings)).toEqual(['table3/row/other_no_correction', 'table3/row/other_fee_unpaid']),
  table_missing: (readings) =>
    expect([readings.table2, readings.table3, readings.table4].filter(({ presence }) => presence === 'absent')).toHaveLength(1),
  section_missing: (readings) => expect(states(readings).filter((state) => state !== 'absent')).toEqual([]),
  row_total: (readings) => expect(brokenSums(readings).filter((one) => one.startsWith('row '))).toHaveLength(1),
  column_balance: (readings) => expect(brokenSums(readings).some((one) => one.startsWith('balance '))).toBe(true),
  handled_total: (readings) => expect(brokenSums(readings).some((one) => one.startsWith('results '))).toBe(true),
  t4_total: (readings) => expect(brokenSums(readings).filter((one) => one.startsWith('group '))).toHaveLength(1),
}

describeWith(sharedData('drafts/truth.json'), 'drafts in every format', () => {
  it.each(Object.entries(truth).map(([file, { mutation }]) => [file, mutation ?? 'sound']))('%s (%s)', async (file, mutation) => {
    const readings = await tablesOf(file)
    const check = planted[mutation]
    if (check) check(readings)
    if (!check || mutation.startsWith('label_')) {
      expect(states(readings)).toEqual([])
      expect([readings.table2, readings.table3, readings.table4].map(({ cells }) => cells.size)).toEqual([10, 175, 15])
      expect(brokenSums(readings)).toEqual([])
    }
    if (!check) expect(wrongLabels(readings)).toEqual([])
    if (mutation !== 'row_missing')
      expect(
        [readings.table2, readings.table3, readings.table4].flatMap(({ absent, extra, shifted }) => [...absent, ...extra, ...shifted]),
      ).toEqual([])
  })
})
