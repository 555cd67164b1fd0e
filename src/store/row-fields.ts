import type { SqlValue, Statement } from './database.ts'
import { marks, statement } from './prepared-write.ts'

/** `sentBy` → `sent_by`. */
const columnOf = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** Fields as a SELECT names them: `sent_by AS "sentBy"`. */
export const select = (fields: readonly string[]): string =>
  fields.map((field) => (columnOf(field) === field ? field : `${columnOf(field)} AS "${field}"`)).join(', ')

/** Fields as an UPDATE sets them, their values in the same order: `sent_by = ?`. */
export const assign = (fields: readonly string[]): string => fields.map((field) => `${columnOf(field)} = ?`).join(', ')

/** Puts these fields of a row into a table. @param conflict what to do where the row is there already; a fault if left out */
export const insert = <Field extends string>(
  table: string,
  fields: readonly Field[],
  row: Readonly<Record<Field, SqlValue | boolean | object>>,
  conflict = '',
): Statement =>
  statement(
    `INSERT INTO ${table} (${fields.map(columnOf).join(', ')}) VALUES (${marks(fields)}) ${conflict}`,
    ...fields.map((field) => sqlValue(row[field])),
  )

/** Lists and objects become JSON. */
function sqlValue(value: SqlValue | boolean | object): SqlValue {
  if (typeof value === 'boolean') return Number(value)
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value
}

/** The WHERE clause of those conditions whose value is given, and the values; `true` stands for a condition without one. */
export function where(terms: Readonly<Record<string, SqlValue | true | undefined>>): Statement {
  const given = Object.entries(terms).filter(([, value]) => value !== undefined)
  const params = given.map(([, value]) => value).filter((value) => value !== undefined && value !== true)
  return { sql: given.length ? `WHERE ${given.map(([term]) => term).join(' AND ')}` : '', params }
}
