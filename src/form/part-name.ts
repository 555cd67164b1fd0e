import { z } from 'zod'
import type { Form } from './form.ts'
import type { TableId } from './form-lines.ts'

/** The tables of the prescribed format, in their order. */
export const TABLE_IDS = ['table2', 'table3', 'table4'] as const satisfies readonly TableId[]
export const TableName = z.enum(TABLE_IDS)

/**
 * The table that a cell belongs to: `table3/granted/total` → `table3`.
 * @throws RangeError for a key of no table
 */
export function tableOf(cell: string): TableId {
  const table = TABLE_IDS.find((id) => cell.startsWith(`${id}/`))
  if (!table) throw new RangeError(`no table of cell ${cell}`)
  return table
}

/** Numeral in front of a part's heading: 三; empty for a part that the form does not have. */
export function numeralOfPart(form: Form, part: number | null): string {
  return form.sections.find((section) => section.part === part)?.numeral ?? ''
}

/** Number of the part that a table belongs to. */
export function partOfTable(form: Form, table: TableId): number | null {
  return form.sections.find((section) => section.table === table)?.part ?? null
}

/** Numeral by which a table is named, that of its part: 三 for 表三. */
export function numeralOfTable(form: Form, table: TableId): string {
  return numeralOfPart(form, partOfTable(form, table))
}
