import { accessSync, constants, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { AppError } from '../model/app-error.ts'

/** What can be wrong with the place where data is kept; names the sentences `errors.storage.<word>` and `startup.storage.<word>`. */
export type StorageWord = 'no-room' | 'damaged' | 'not-a-store' | 'read-only' | 'denied' | 'busy' | 'failing' | 'too-many-files'

/** Codes of SQLite (https://sqlite.org/rescode.html) and of the operating system; the longest prefix counts. */
const WORDS: Readonly<Record<string, StorageWord>> = {
  SQLITE_FULL: 'no-room',
  // The disk is full, or a limit on the size of a file is reached: SQLite has no code of its own for these.
  SQLITE_IOERR_WRITE: 'no-room',
  SQLITE_IOERR_SHMSIZE: 'no-room',
  SQLITE_IOERR: 'failing',
  SQLITE_CORRUPT: 'damaged',
  SQLITE_NOTADB: 'not-a-store',
  SQLITE_CANTOPEN: 'denied',
  SQLITE_PERM: 'denied',
  SQLITE_AUTH: 'denied',
  SQLITE_READONLY: 'read-only',
  SQLITE_BUSY: 'busy',
  SQLITE_LOCKED: 'busy',
  SQLITE_PROTOCOL: 'busy',
  ENOSPC: 'no-room',
  EDQUOT: 'no-room',
  EFBIG: 'no-room',
  EROFS: 'read-only',
  EACCES: 'denied',
  EPERM: 'denied',
  EISDIR: 'denied',
  ENOTDIR: 'denied',
  EIO: 'failing',
  EMFILE: 'too-many-files',
  ENFILE: 'too-many-files',
}

/** What an error of the database or of the file system says of the place where data is kept; null for any other error. */
export function storageWord(error: unknown): StorageWord | null {
  if (error instanceof StorageFault) return error.word
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
  const [known] = Object.keys(WORDS)
    .filter((prefix) => code === prefix || code.startsWith(`${prefix}_`))
    .toSorted((a, b) => b.length - a.length)
  return known === undefined ? null : (WORDS[known] as StorageWord)
}

/** A fault of the place where data is kept: nothing was written, and trying again helps once it is mended. */
export class StorageFault extends AppError {
  /** @param bytes how much was to be written; 0 if that is not known */
  constructor(
    readonly word: StorageWord,
    readonly bytes = 0,
    say: AppError['say'] = { key: `errors.storage.${word}` },
  ) {
    super(word === 'no-room' ? 'no-room' : 'storage', `storage: ${word}`, say)
  }
}

/** The error itself, or the fault that it tells of. */
export function asStorageFault(error: unknown, bytes?: number): unknown {
  const word = error instanceof StorageFault ? null : storageWord(error)
  return word === null ? error : new StorageFault(word, bytes)
}

/** What is wrong with a file, in the words of a start; any other error as it is. @param file told if the error names none */
export function openingFault(error: unknown, file: string): unknown {
  const word = storageWord(error)
  // What was said of the file itself is not said again of the folder.
  if (word === null || (error instanceof StorageFault && error.say?.with)) return error
  const path = (error as NodeJS.ErrnoException).path ?? file
  return new StorageFault(word, 0, { key: `startup.storage.${kindOf(word, path)}`, with: { file: path } })
}

/** SQLite says of many things only that the file cannot be opened. */
function kindOf(word: StorageWord, path: string): StorageWord | 'folder' {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) return 'folder'
  return word === 'denied' && may(path, constants.R_OK) && !may(dirname(path), constants.W_OK) ? 'read-only' : word
}

function may(path: string, mode: number): boolean {
  try {
    accessSync(path, mode)
    return true
  } catch {
    return false
  }
}
