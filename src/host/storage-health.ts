import { statfs } from 'node:fs/promises'
import type { StorageFault, StorageWord } from '../store/storage-fault.ts'

export interface StorageHealth {
  /** Called for every fault of the database or of the blobs. */
  readonly note: (fault: StorageFault) => void
  /** What /healthz says: `ok`, or what is wrong. Costs nothing while all is well. */
  readonly status: () => Promise<'ok' | StorageWord>
}

export interface HealthOptions {
  readonly folder: string
  /** Writes a little into the database. @throws what is still wrong */
  readonly tryToWrite: () => Promise<unknown>
  readonly now?: () => number
}

/** How often it is tried whether a fault has passed, however often somebody asks. */
const TRY_AGAIN = 1_000
/** A database that found no room wants at least this much. */
const LEAST_ROOM = 65_536

/**
 * Remembers the last fault of the place where data is kept, and looks whether it has passed when it is asked. A damaged
 * database stays damaged until it is restored.
 */
export function createStorageHealth({ folder, tryToWrite, now = Date.now }: HealthOptions): StorageHealth {
  let last: StorageFault | null = null
  let triedAt = Number.NEGATIVE_INFINITY
  let trying: Promise<void> | null = null
  const look = async (fault: StorageFault): Promise<void> => {
    if (fault.word === 'no-room' && (await freeBytes(folder)) < Math.max(fault.bytes, LEAST_ROOM)) return
    // A fault notes itself.
    const passed = await tryToWrite().then(
      () => true,
      () => false,
    )
    if (passed && last === fault) last = null
  }
  return {
    note: (fault) => void (last = fault),
    status: async () => {
      if (last && last.word !== 'damaged' && last.word !== 'not-a-store' && now() - triedAt >= TRY_AGAIN) {
        triedAt = now()
        trying ??= look(last)
          .catch(() => undefined)
          .finally(() => (trying = null))
      }
      await trying
      return last?.word ?? 'ok'
    },
  }
}

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}
