import { chmodSync, existsSync, readdirSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

/** Whatever this process writes from now on is for this user alone. */
export const keepPrivate = (): void => void process.umask(0o077)

/** Files in the data folder that are ours; SQLite gives those beside the database the rights of the database. */
const OURS = /^(?:nianbao\.db(?:-wal|-shm|-journal)?|sign-in\.secret)$/
const OTHERS = 0o077

/**
 * Takes from others what rights they have to the data folder and its files, where they are ours to change.
 * @returns what to say of it: `closed` if others could look in until now, `open` if they still can, else null
 */
export function secureFolder(folder: string): 'closed' | 'open' | null {
  const wasOpen = isOpen(folder)
  const files = namesIn(folder).filter((name) => OURS.test(name))
  const paths = [...files.map((name) => join(folder, name)), join(folder, 'blobs')].filter((path) => existsSync(path))
  // A folder that everybody puts files into is not ours, even if this user may change it.
  if (!isShared(folder)) close(folder)
  for (const path of paths) close(path)
  if ([folder, ...paths].some(isOpen)) return 'open'
  return wasOpen ? 'closed' : null
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    // Not to be listed; whether the files can be used is told when they are opened.
    return []
  }
}

function close(path: string): void {
  const { mode } = statSync(path)
  if ((mode & OTHERS) === 0) return
  try {
    chmodSync(path, mode & 0o700)
  } catch {
    // Somebody else's: it is told that others can still look in.
  }
}

const isOpen = (path: string): boolean => ((statSync(path, { throwIfNoEntry: false })?.mode ?? 0) & OTHERS) !== 0

/** A folder with the sticky bit (/tmp), or the root of a file system. */
const isShared = (folder: string): boolean => (statSync(folder).mode & 0o1000) !== 0 || dirname(resolve(folder)) === resolve(folder)
