import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Store } from '../../src/model/ports/store.ts'
import { openNodeSqlite, type NodeDatabase } from '../../src/store/node-sqlite.ts'
import { createSqlStore } from '../../src/store/sql-store.ts'

export interface TestStore {
  readonly store: Store
  readonly database: NodeDatabase
  readonly folder: string
  close(): void
}

/** A real SQLite file in its own folder. */
export function openTestStore(): TestStore {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-'))
  const database = openNodeSqlite(join(folder, 'nianbao.db'), join(import.meta.dirname, '../../migrations'))
  return {
    store: createSqlStore(database),
    database,
    folder,
    close: () => {
      database.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
