import type { AnnualReport, CellKey } from '../../model/annual-report.ts'
import { columnsOf, rowsOfGroup } from '../../form/form-lines.ts'
import { readCount } from '../read-count.ts'

/**
 * `low` and `high`: what it may be as far as its other cells tell, none of them being negative; `keys`: the cells that
 * `low` is made of.
 */
type UnknownSum = {
  readonly known: false
  readonly key: CellKey
  readonly why: string
  readonly low: number
  readonly high: number
  readonly keys: readonly CellKey[]
}
export type Sum = { readonly known: true; readonly value: number; readonly keys: readonly CellKey[] } | UnknownSum

/**
 * Adds up cells named as in rule files: `table3/granted/total`; `-table3/…` is taken off; `table3/@denied/total` stands
 * for every value row of the group. Unknown as soon as one of them is; then within bounds, a blank total being no less
 * than the cells of its row that are filled in.
 */
export function sumOfCells(report: AnnualReport, terms: readonly string[]): Sum {
  let value = 0
  let [low, high] = [0, 0]
  let lost: { readonly key: CellKey; readonly why: string } | null = null
  const keys: CellKey[] = []
  for (const term of terms) {
    const sign = term.startsWith('-') ? -1 : 1
    for (const key of expandTerm(report, term.replace(/^-/, ''))) {
      const count = readCount(report, key)
      if (count.known) {
        value += sign * count.value
        keys.push(key)
        continue
      }
      lost ??= { key, why: count.why }
      const held = count.why === 'blank' ? filledBelow(report, key) : []
      const least = held.reduce((sum, one) => sum + one.value, 0)
      if (sign > 0) [low, high] = [low + least, Infinity]
      else [low, high] = [-Infinity, high - least]
      if (sign > 0) keys.push(...held.map((one) => one.key))
    }
  }
  return lost ? { known: false, ...lost, low: low + value, high: high + value, keys } : { known: true, value, keys }
}

/** The cells that make up a sum and are not 0. */
export const filledCells = (report: AnnualReport, { keys }: Sum): CellKey[] =>
  keys.filter((key) => {
    const count = readCount(report, key)
    return count.known && count.value > 0
  })

/** Of a total that is blank, the cells of its row that are filled in. */
function filledBelow(report: AnnualReport, key: CellKey): { readonly key: CellKey; readonly value: number }[] {
  const [table = '', row, column] = key.split('/')
  const columns = columnsOf(report.form, table)
  if (!columns.some((one) => one.key === column && one.total)) return []
  return columns.flatMap((one) => {
    const cell = `${table}/${row}/${one.key}`
    const count = readCount(report, cell)
    return !one.total && count.known ? [{ key: cell, value: count.value }] : []
  })
}

function expandTerm(report: AnnualReport, term: string): CellKey[] {
  const [table = '', row = '', column = ''] = term.split('/')
  if (!row.startsWith('@')) return [term]
  return rowsOfGroup(report.form, row.slice(1)).map((key) => `${table}/${key}/${column}`)
}
