export type SqlValue = string | number | null | Uint8Array

export interface Statement {
  readonly sql: string
  readonly params: readonly SqlValue[]
}

interface RunResult {
  /** Rows inserted, changed or deleted. */
  readonly changes: number
}

/**
 * The little that better-sqlite3 and D1 have in common. No interactive transactions: what belongs together goes
 * into one `batch`, with its conditions in the SQL.
 */
export interface Database {
  all<Row>(sql: string, ...params: SqlValue[]): Promise<Row[]>
  get<Row>(sql: string, ...params: SqlValue[]): Promise<Row | null>
  run(sql: string, ...params: SqlValue[]): Promise<RunResult>
  /** All or nothing, in order, durable when it resolves. A statement that breaks a constraint undoes them all. */
  batch(statements: readonly Statement[]): Promise<readonly RunResult[]>
}
