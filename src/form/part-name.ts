import { z } from 'zod'
import { findTable, type TableId } from './form-lines.ts'
import { NAME_MARKS } from './form-names.ts'
import type { Form } from './form.ts'

/** The id of a table, as an option of a rule. */
export const TableName = z.string().register(NAME_MARKS, { kind: 'table' })

/** The table that a cell belongs to: `table3/granted/total` → `table3`. */
export const tableOf = (cell: string): TableId => cell.slice(0, Math.max(0, cell.indexOf('/')))

/** Numeral in front of a part's heading: 三; empty for a part that the form does not have. */
export const numeralOfPart = (form: Form, part: number | null): string =>
  form.sections.find((section) => section.part === part)?.numeral ?? ''

/** Number of the part that a table belongs to. */
export const partOfTable = (form: Form, table: TableId): number | null => findTable(form, table)?.part ?? null

/** What people call a table: 表三. */
export const nameOfTable = (form: Form, table: TableId): string => findTable(form, table)?.name ?? table
