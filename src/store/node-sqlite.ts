import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { AppError } from '../model/app-error.ts'
import type { Database, Statement } from './database.ts'
import { asStorageFault, openingFault, StorageFault } from './storage-fault.ts'

export interface NodeDatabase extends Database {
  /** For what only Node can do: backup. */
  readonly native: Sqlite.Database
  close(): void
}

export interface OpenOptions {
  /** Looks at every page first: half a second for 500 MB. */
  readonly checkPages?: boolean
  /** Called for every fault of the place where the file is. */
  readonly onFault?: (fault: StorageFault) => void
}

/**
 * Opens (and makes) the database file, readable by this user alone, and brings it up to the newest migration.
 * @param file path, or `:memory:`
 * @param migrations folder of `NNNN_name.sql`
 * @throws StorageFault with a sentence of startup.yaml if the file cannot be used; AppError bad-setting if a newer
 *   version of the program has written it
 */
export function openNodeSqlite(file: string, migrations: string, { checkPages = false, onFault }: OpenOptions = {}): NodeDatabase {
  try {
    if (file !== ':memory:') makeFile(file)
    const native = new Sqlite(file, { timeout: 10_000 })
    try {
      native.pragma('journal_mode = WAL')
      // better-sqlite3 defaults to NORMAL with WAL, which survives kill -9 but not a power cut.
      native.pragma('synchronous = FULL')
      native.pragma('foreign_keys = ON')
      native.pragma('trusted_schema = OFF')
      if (checkPages && native.pragma('quick_check(1)', { simple: true }) !== 'ok') throw new StorageFault('damaged')
      migrate(native, migrations, file)
    } catch (error) {
      native.close()
      throw error
    }
    return fromNative(native, onFault)
  } catch (error) {
    throw openingFault(error, file)
  }
}

/** Made before SQLite does, which would let everybody read it, and the files beside it like it. */
function makeFile(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600))
}

/** Runs what has not run yet, in the order of the names; several processes starting at once do it once. */
function migrate(native: Sqlite.Database, folder: string, file: string): void {
  native.exec('CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, at TEXT NOT NULL) STRICT')
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
  const done = native.prepare('SELECT name FROM migrations').all() as { name: string }[]
  if (done.some(({ name }) => !names.includes(name)))
    throw new AppError('bad-setting', 'store of a newer version', { key: 'startup.storage.newer', with: { file } })
  const one = native.transaction((name: string) => {
    if (native.prepare('SELECT 1 FROM migrations WHERE name = ?').get(name)) return
    native.exec(readFileSync(join(folder, name), 'utf8'))
    native.prepare('INSERT INTO migrations (name, at) VALUES (?, ?)').run(name, new Date().toISOString())
  })
  for (const name of names) one.immediate(name)
  // Deletes nothing, and still fails where nothing can be written.
  native.exec('DELETE FROM fences')
}

function fromNative(native: Sqlite.Database, onFault: OpenOptions['onFault']): NodeDatabase {
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
  const told = <T>(work: () => T): T => {
    try {
      return work()
    } catch (error) {
      const fault = asStorageFault(error)
      if (fault instanceof StorageFault) onFault?.(fault)
      throw fault
    }
  }
  return {
    native,
    all: async <Row>(sql: string, ...params: Statement['params']) => told(() => prepare(sql).all(...params) as Row[]),
    get: async <Row>(sql: string, ...params: Statement['params']) => told(() => (prepare(sql).get(...params) as Row | undefined) ?? null),
    run: async (sql, ...params) => told(() => run({ sql, params })),
    batch: async (statements) => told(() => batch.immediate(statements)),
    close: () => native.close(),
  }
}
