import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Sqlite from 'better-sqlite3'
import type { Database, Statement } from './database.ts'

export interface NodeDatabase extends Database {
  /** For what only Node can do: backup. */
  readonly native: Sqlite.Database
  close(): void
}

/**
 * Opens (and makes) the database file and brings it up to the newest migration.
 * @param file path, or `:memory:`
 * @param migrations folder of `NNNN_name.sql`
 */
export function openNodeSqlite(file: string, migrations: string): NodeDatabase {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const native = new Sqlite(file, { timeout: 10_000 })
  native.pragma('journal_mode = WAL')
  // better-sqlite3 defaults to NORMAL with WAL, which survives kill -9 but not a power cut.
  native.pragma('synchronous = FULL')
  native.pragma('foreign_keys = ON')
  native.pragma('trusted_schema = OFF')
  migrate(native, migrations)
  return fromNative(native)
}

/** Runs what has not run yet, in the order of the names; several processes starting at once do it once. */
function migrate(native: Sqlite.Database, folder: string): void {
  native.exec('CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, at TEXT NOT NULL) STRICT')
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
  const one = native.transaction((name: string) => {
    if (native.prepare('SELECT 1 FROM migrations WHERE name = ?').get(name)) return
    native.exec(readFileSync(join(folder, name), 'utf8'))
    native.prepare('INSERT INTO migrations (name, at) VALUES (?, ?)').run(name, new Date().toISOString())
  })
  for (const name of names) one.immediate(name)
}

function fromNative(native: Sqlite.Database): NodeDatabase {
  const prepared = new Map<string, Sqlite.Statement>()
  const prepare = (sql: string): Sqlite.Statement => {
    const known = prepared.get(sql)
    if (known) return known
    const statement = native.prepare(sql)
    if (prepared.size < 500) prepared.set(sql, statement)
    return statement
  }
  const run = ({ sql, params }: Statement) => {
    const statement = prepare(sql)
    return statement.reader ? { changes: statement.all(...params).length } : { changes: statement.run(...params).changes }
  }
  const batch = native.transaction((statements: readonly Statement[]) => statements.map(run))
  return {
    native,
    all: async <Row>(sql: string, ...params: Statement['params']) => prepare(sql).all(...params) as Row[],
    get: async <Row>(sql: string, ...params: Statement['params']) => (prepare(sql).get(...params) as Row | undefined) ?? null,
    run: async (sql, ...params) => run({ sql, params }),
    batch: async (statements) => batch.immediate(statements),
    close: () => native.close(),
  }
}
