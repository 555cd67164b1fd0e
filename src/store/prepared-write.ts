import type { Write } from '../model/ports/write.ts'
import type { SqlValue, Statement } from './database.ts'

/** A prepared change is a list of statements, known as such to this room alone. */
export function prepareWrite(...statements: readonly Statement[]): Write {
  return statements as unknown as Write
}

export function statementsOf(write: Write): readonly Statement[] {
  return write as unknown as readonly Statement[]
}

export function statement(sql: string, ...params: readonly SqlValue[]): Statement {
  return { sql, params }
}

/** `?, ?, ?` for an IN list. */
export function marks(values: readonly unknown[]): string {
  return values.map(() => '?').join(', ')
}
