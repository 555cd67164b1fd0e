import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import type { BlobPage, BlobStore } from '../model/ports/blob-store.ts'
import { asStorageFault, StorageFault } from './storage-fault.ts'

/** With the ending of a file that is still being written. */
const KEY = /^[a-z]+(\/[A-Za-z0-9_-]+(\.[a-z0-9]+)?(\.[0-9a-f-]{36}\.part)?)+$/
const PAGE = 100

/**
 * Blobs as files in a folder that only this user may read. Written beside, synced, then renamed into place.
 * @param onFault called for every fault of the place where the folder is
 */
export function createFileBlobs(folder: string, onFault?: (fault: StorageFault) => void): BlobStore {
  const pathOf = (key: string): string => {
    if (!KEY.test(key)) throw new Error('not a blob key')
    return join(folder, key)
  }
  const told = async <T>(work: () => Promise<T>, bytes?: number): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      const fault = asStorageFault(error, bytes)
      if (fault instanceof StorageFault) onFault?.(fault)
      throw fault
    }
  }
  return {
    put: (key, bytes) => told(() => writeBeside(pathOf(key), bytes), bytes.byteLength),
    get: (key) => told(() => orNull(async () => new Uint8Array(await readFile(pathOf(key))))),
    delete: (key) => told(() => rm(pathOf(key), { force: true })),
    list: (cursor = '') => told(() => listPage(folder, cursor)),
  }
}

async function writeBeside(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const beside = `${path}.${randomUUID()}.part`
  try {
    const file = await open(beside, 'wx', 0o600)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(beside, path)
  } catch (error) {
    // Half a file must not take the room that is missing.
    await rm(beside, { force: true }).catch(() => undefined)
    throw error
  }
}

/** Null for what is not there. */
async function orNull<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

async function listPage(folder: string, cursor: string): Promise<BlobPage> {
  const entries = (await orNull(() => readdir(folder, { recursive: true, withFileTypes: true }))) ?? []
  const keys = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((key) => key > cursor && KEY.test(key))
    .toSorted((a, b) => (a < b ? -1 : 1))
  const page = keys.slice(0, PAGE)
  const blobs = await Promise.all(
    page.map(async (key) => {
      const found = await orNull(() => stat(join(folder, key)))
      return found ? [{ key, at: found.mtime.toISOString() }] : []
    }),
  )
  return { blobs: blobs.flat(), cursor: keys.length > PAGE ? (page.at(-1) as string) : null }
}
