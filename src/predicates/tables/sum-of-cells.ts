import type { AnnualReport, CellKey } from '../../model/annual-report.ts'
import { rowsOfGroup } from '../../form/form-lines.ts'
import { readCount } from '../read-count.ts'

export type Sum =
  | { readonly known: true; readonly value: number; readonly keys: readonly CellKey[] }
  | { readonly known: false; readonly key: CellKey; readonly why: string }

/**
 * Adds up cells named as in rule files: `table3/granted/total`; `-table3/…` is taken off; `table3/@denied/total` stands
 * for every value row of the group. Unknown as soon as one of them is.
 */
export function sumOfCells(report: AnnualReport, terms: readonly string[]): Sum {
  let value = 0
  const keys: CellKey[] = []
  for (const term of terms) {
    const sign = term.startsWith('-') ? -1 : 1
    for (const key of expandTerm(report, term.replace(/^-/, ''))) {
      const count = readCount(report, key)
      if (!count.known) return { known: false, key, why: count.why }
      value += sign * count.value
      keys.push(key)
    }
  }
  return { known: true, value, keys }
}

function expandTerm(report: AnnualReport, term: string): CellKey[] {
  const [table = '', row = '', column = ''] = term.split('/')
  if (!row.startsWith('@')) return [term]
  return rowsOfGroup(report.form, row.slice(1)).map((key) => `${table}/${key}/${column}`)
}
