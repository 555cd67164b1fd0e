import { accessSync, closeSync, constants, openSync, readSync, type Stats, statSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { AppError } from '../model/app-error.ts'

/** Names the sentences `cli.output.<word>`. */
type OutputWord = 'no-name' | 'draft' | 'no-folder' | 'folder' | 'denied' | 'no-room' | 'failed'

/** Codes of the operating system. */
const WORDS: Readonly<Record<string, OutputWord>> = {
  ENOENT: 'no-folder',
  ENOTDIR: 'no-folder',
  EISDIR: 'folder',
  EACCES: 'denied',
  EPERM: 'denied',
  EROFS: 'denied',
  ENOSPC: 'no-room',
  EDQUOT: 'no-room',
  EFBIG: 'no-room',
}

/**
 * Looks whether a file can be written, before the work for it is done.
 * @throws AppError bad-request with a sentence that names the file and says what to do
 */
export function refuseOutput(file: string): void {
  if (file.trim() === '') throw refusal('no-name', file)
  try {
    const known = statSync(file, { throwIfNoEntry: false })
    if (known?.isDirectory()) throw refusal('folder', file)
    if (known) return accessSync(file, constants.W_OK)
    if (!statSync(dirname(resolve(file))).isDirectory()) throw refusal('no-folder', file)
    accessSync(dirname(resolve(file)), constants.W_OK)
  } catch (error) {
    throw asRefusal(error, file)
  }
}

/**
 * Refuses to write over a draft that is read, by whichever name.
 * @throws AppError bad-request with a sentence that names the file
 */
export function refuseOverwrite(output: string, drafts: readonly string[]): void {
  const target = entryOf(output)
  if (!target?.isFile()) return
  for (const draft of drafts) {
    const known = entryOf(draft)
    if (known && known.ino === target.ino && known.dev === target.dev) throw refusal('draft', output)
  }
}

/**
 * Refuses to write over what lies in a folder of drafts and could be one; a list of this program may be written anew.
 * @param head how such a list begins, null where it is in a form that drafts come in too
 * @throws AppError bad-request with a sentence that names the file
 */
export function refuseLikelyDrafts(files: readonly string[], head: string | null): void {
  for (const file of files) if (head === null || !beginsWith(file, head)) throw refusal('draft', file)
}

function beginsWith(file: string, head: string): boolean {
  const wanted = Buffer.from(head)
  const found = Buffer.alloc(wanted.length)
  const opened = openSync(file, 'r')
  try {
    readSync(opened, found)
  } finally {
    closeSync(opened)
  }
  return found.equals(wanted)
}

function entryOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })
  } catch {
    // What is wrong with it is said when it is read.
    return undefined
  }
}

/**
 * Writes what a command has made.
 * @throws AppError bad-request as `refuseOutput`; the disk may also be full
 */
export async function writeOutput(file: string, content: string | Uint8Array): Promise<void> {
  refuseOutput(file)
  await writeFile(file, content).catch((error: unknown) => {
    throw asRefusal(error, file)
  })
}

const asRefusal = (error: unknown, file: string): AppError =>
  error instanceof AppError ? error : refusal(WORDS[(error as NodeJS.ErrnoException).code ?? ''] ?? 'failed', file)

const refusal = (word: OutputWord, file: string): AppError =>
  new AppError('bad-request', `output: ${word}`, { key: `cli.output.${word}`, with: { file, folder: dirname(resolve(file)) } })
