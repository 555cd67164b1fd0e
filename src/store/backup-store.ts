import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import Sqlite from 'better-sqlite3'
import { documentKey } from '../model/blob-keys.ts'
import type { BlobStore } from '../model/ports/blob-store.ts'
import type { Draft } from '../model/ports/draft-store.ts'
import { Reply } from '../model/reply.ts'
import { createFileBlobs } from './file-blobs.ts'
import { openingFault, storageWord } from './storage-fault.ts'

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
  const source = join(dataDir, 'nianbao.db')
  try {
    return writeBackup(source, dataDir, part, file)
  } catch (error) {
    rmSync(part, { force: true })
    const ofTarget = ['no-room', 'read-only'].includes(storageWord(error) ?? '') || (error as NodeJS.ErrnoException).path === part
    throw openingFault(error, ofTarget ? file : source)
  }
}

function writeBackup(source: string, dataDir: string, part: string, file: string): BackupCounts {
  makePrivate(part)
  const live = new Sqlite(source, { timeout: 10_000 })
  try {
    live.prepare('VACUUM INTO ?').run(part)
  } finally {
    live.close()
  }
  const copy = new Sqlite(part)
  try {
    copy.pragma('journal_mode = DELETE')
    copy.exec('CREATE TABLE backup_blobs (key TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT')
    const needed = neededKeys(copy)
    const insert = copy.prepare('INSERT INTO backup_blobs (key, bytes) VALUES (?, ?)')
    let blobs = 0
    copy.transaction(() => {
      for (const { key, path } of blobFiles(join(dataDir, 'blobs')).filter((blob) => needed.has(blob.key))) {
        const bytes = readOrNull(path)
        if (!bytes) continue
        insert.run(key, bytes)
        blobs++
      }
    })()
    copy.pragma(`application_id = ${MARK}`)
    const drafts = (copy.prepare('SELECT count(*) AS n FROM drafts').get() as { n: number }).n
    renameSync(part, file)
    return { drafts, blobs }
  } finally {
    copy.close()
  }
}

/** Made before SQLite does, which would let everybody read it; SQLite fills an empty file. */
function makePrivate(part: string): void {
  rmSync(part, { force: true })
  closeSync(openSync(part, 'wx', 0o600))
}

/** Keys of bytes that rows of the copy speak of: what was left behind, or came after the copy, stays out. */
function neededKeys(copy: Sqlite.Database): ReadonlySet<string> {
  const drafts = copy.prepare('SELECT id, blob, purged_at AS "purgedAt" FROM drafts').all() as Pick<Draft, 'id' | 'blob' | 'purgedAt'>[]
  const replies = copy.prepare('SELECT reply FROM messages WHERE reply IS NOT NULL').all() as { reply: string }[]
  return new Set([
    ...drafts.flatMap(({ id, blob, purgedAt }) => [documentKey(id), ...(purgedAt === null ? [blob] : [])]),
    ...replies.flatMap(({ reply }) => Reply.parse(JSON.parse(reply)).files.map(({ blob }) => blob)),
  ])
}

/**
 * @returns why it was not restored: there is a store already, or the file is no whole backup
 * @throws StorageFault with a sentence of startup.yaml if the folder cannot be written
 */
export async function restoreStore(file: string, dataDir: string): Promise<BackupCounts | 'store-there' | 'no-backup'> {
  const target = join(dataDir, 'nianbao.db')
  if (existsSync(target)) return 'store-there'
  if (!existsSync(file) || !isBackup(file)) return 'no-backup'
  try {
    return await writeStore(file, dataDir, target)
  } catch (error) {
    throw openingFault(error, target)
  }
}

async function writeStore(file: string, dataDir: string, target: string): Promise<BackupCounts> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const part = `${target}.part`
  makePrivate(part)
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
