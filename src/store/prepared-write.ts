import type { Write } from '../model/ports/write.ts'
import type { SqlValue, Statement } from './database.ts'

/** A prepared change is a list of statements, known as such to this room alone. */
export const prepareWrite = (...statements: readonly Statement[]): Write => statements as unknown as Write

export const statementsOf = (write: Write): readonly Statement[] => write as unknown as readonly Statement[]

export const statement = (sql: string, ...params: readonly SqlValue[]): Statement => ({ sql, params })

/** A change that is one statement. */
export const change = (sql: string, ...params: readonly SqlValue[]): Write => prepareWrite(statement(sql, ...params))

/** `?, ?, ?` for an IN list. */
export const marks = (values: readonly unknown[]): string => values.map(() => '?').join(', ')
