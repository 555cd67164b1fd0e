import type { Form } from '../form/form.ts'
import { findTable, tableOf } from '../form/form-lines.ts'
import { countWork } from '../language/count-work.ts'
import { remember } from '../language/remember.ts'
import type { AnnualReport, CellKey, TableReading } from '../model/annual-report.ts'
import { readingOf } from '../model/table-reading.ts'

export type Count =
  | { readonly known: true; readonly value: number }
  | { readonly known: false; readonly why: 'blank' | 'not-a-number' | 'unreadable' | 'absent' | 'shifted' | 'unsure' | 'inferred' }

/**
 * A cell's number, or why there is none that a conclusion may rest on. A blank cell is never 0.
 * @param inferred a value rebuilt by this very sum proves nothing about it
 */
export function readCount(report: AnnualReport, key: CellKey, inferred?: 'row-sum' | 'column-sum'): Count {
  const table = readingOf(report, tableOf(key))
  const cell = table.cells.get(key)
  if (!cell) return { known: false, why: 'absent' }
  if (table.shifted.length && isShifted(table, key)) return { known: false, why: 'shifted' }
  if (cell.state !== 'number') return { known: false, why: cell.state }
  // A count below 0 or with decimals is TF-006's finding; no sum is tested with it.
  if (isWhole(report.form, table.id) && (cell.value < 0 || !Number.isInteger(cell.value))) return { known: false, why: 'not-a-number' }
  if (cell.unsure) return { known: false, why: 'unsure' }
  if (inferred && cell.inferredBy === inferred) return { known: false, why: 'inferred' }
  return { known: true, value: cell.value }
}

const shiftedRows = remember(({ shifted }: TableReading): ReadonlySet<string> => {
  countWork(shifted.length)
  return new Set(shifted)
})

const isShifted = (table: TableReading, key: CellKey): boolean =>
  shiftedRows(table).has(key.slice(0, key.lastIndexOf('/'))) || shiftedRows(table).has(rowKey(key))

/** A sum without what binary fractions add to it. */
export const rounded = (value: number): number => Math.round(value * 1e6) / 1e6

/** Whether only whole numbers from 0 on are figures of a table. */
const isWhole = (form: Form, table: string): boolean => findTable(form, table)?.whole ?? true

/** `table3/granted/total` → `table3/row/granted`. */
function rowKey(key: CellKey): string {
  const [table, row] = key.split('/')
  return `${table}/row/${row}`
}
