import type { AnnualReport, CellKey } from '../../model/annual-report.ts'
import { rowsOfGroup } from '../../form/form-lines.ts'
import { readCount } from '../read-count.ts'

/** `low` and `high`: what it may be as far as its other cells tell, none of them being negative. */
type UnknownSum = { readonly known: false; readonly key: CellKey; readonly why: string; readonly low: number; readonly high: number }
export type Sum = { readonly known: true; readonly value: number; readonly keys: readonly CellKey[] } | UnknownSum

/**
 * Adds up cells named as in rule files: `table3/granted/total`; `-table3/…` is taken off; `table3/@denied/total` stands
 * for every value row of the group. Unknown as soon as one of them is; then within bounds.
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
      } else {
        lost ??= { key, why: count.why }
        if (sign > 0) high = Infinity
        else low = -Infinity
      }
    }
  }
  return lost ? { known: false, ...lost, low: low + value, high: high + value } : { known: true, value, keys }
}

/** The cells of `terms` that are read and are not 0. */
export const filledCells = (report: AnnualReport, terms: readonly string[]): CellKey[] =>
  terms
    .flatMap((term) => expandTerm(report, term.replace(/^-/, '')))
    .filter((key) => {
      const count = readCount(report, key)
      return count.known && count.value > 0
    })

function expandTerm(report: AnnualReport, term: string): CellKey[] {
  const [table = '', row = '', column = ''] = term.split('/')
  if (!row.startsWith('@')) return [term]
  return rowsOfGroup(report.form, row.slice(1)).map((key) => `${table}/${key}/${column}`)
}
