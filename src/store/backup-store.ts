import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import Sqlite from 'better-sqlite3'
import type { BlobStore } from '../model/ports/blob-store.ts'
import { createFileBlobs } from './file-blobs.ts'

/** Says that a file is a backup of ours. */
const MARK = 0x6e6e6262

export interface BackupCounts {
  readonly drafts: number
  readonly blobs: number
}

/**
 * Writes everything into one file: the database as it is at one moment, while others go on writing, and the blobs
 * beside it in a table of their own. Blobs are written before the rows that speak of them, so none is missed.
 * @param file must not be there yet
 */
export function backupStore(dataDir: string, file: string): BackupCounts {
  const part = `${file}.part`
  rmSync(part, { force: true })
  const live = new Sqlite(join(dataDir, 'nianbao.db'), { timeout: 10_000 })
  try {
    live.prepare('VACUUM INTO ?').run(part)
  } finally {
    live.close()
  }
  chmodSync(part, 0o600)
  const copy = new Sqlite(part)
  try {
    copy.pragma('journal_mode = DELETE')
    copy.exec('CREATE TABLE backup_blobs (key TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT')
    const insert = copy.prepare('INSERT INTO backup_blobs (key, bytes) VALUES (?, ?)')
    let blobs = 0
    copy.transaction(() => {
      for (const { key, path } of blobFiles(join(dataDir, 'blobs'))) {
        const bytes = readOrNull(path)
        if (!bytes) continue
        insert.run(key, bytes)
        blobs++
      }
    })()
    copy.pragma(`application_id = ${MARK}`)
    const drafts = (copy.prepare('SELECT count(*) AS n FROM drafts').get() as { n: number }).n
    copy.close()
    renameSync(part, file)
    return { drafts, blobs }
  } catch (error) {
    copy.close()
    rmSync(part, { force: true })
    throw error
  }
}

/** @returns why it was not restored: there is a store already, or the file is no whole backup */
export async function restoreStore(file: string, dataDir: string): Promise<BackupCounts | 'store-there' | 'no-backup'> {
  const target = join(dataDir, 'nianbao.db')
  if (existsSync(target)) return 'store-there'
  if (!existsSync(file) || !isBackup(file)) return 'no-backup'
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const part = `${target}.part`
  rmSync(part, { force: true })
  const backup = new Sqlite(file, { readonly: true })
  const blobs: BlobStore = createFileBlobs(join(dataDir, 'blobs'))
  let count = 0
  try {
    for (const row of backup.prepare('SELECT key, bytes FROM backup_blobs').iterate() as IterableIterator<{
      key: string
      bytes: Uint8Array
    }>) {
      await blobs.put(row.key, row.bytes)
      count++
    }
    backup.prepare('VACUUM INTO ?').run(part)
  } finally {
    backup.close()
  }
  chmodSync(part, 0o600)
  const copy = new Sqlite(part)
  copy.exec('DROP TABLE backup_blobs')
  copy.exec('VACUUM')
  copy.pragma('application_id = 0')
  const drafts = (copy.prepare('SELECT count(*) AS n FROM drafts').get() as { n: number }).n
  copy.close()
  // The last step: until then there is no store, and a broken-off restore is begun again.
  renameSync(part, target)
  return { drafts, blobs: count }
}

function isBackup(file: string): boolean {
  try {
    const backup = new Sqlite(file, { readonly: true, fileMustExist: true })
    try {
      return backup.pragma('application_id', { simple: true }) === MARK && backup.pragma('integrity_check', { simple: true }) === 'ok'
    } finally {
      backup.close()
    }
  } catch {
    return false
  }
}

function blobFiles(folder: string): { key: string; path: string }[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.part'))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, key: relative(folder, path).split(sep).join('/') }))
}

/** Purged between listing and reading. */
function readOrNull(path: string): Uint8Array | null {
  try {
    return readFileSync(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
