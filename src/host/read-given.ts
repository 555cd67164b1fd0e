import { open } from 'node:fs/promises'
import { AppError } from '../model/app-error.ts'
import { joinBytes } from '../language/join-bytes.ts'

/** Names sentences of cli.yaml. */
type GivenWord = 'not-found' | 'folder' | 'denied' | 'not-opened'

const WORDS: Readonly<Record<string, GivenWord>> = {
  ENOENT: 'not-found',
  ENOTDIR: 'not-found',
  EISDIR: 'folder',
  EACCES: 'denied',
  EPERM: 'denied',
}
const CHUNK = 1024 * 1024

/** A file that a command was given cannot be read, and why. */
export class GivenFault extends AppError {
  constructor(
    readonly word: GivenWord,
    file: string,
  ) {
    super(word === 'not-found' ? 'not-found' : 'unreadable', `given file: ${word}`, { key: `cli.${word}`, with: { file } })
  }
}

/**
 * Reads a file that a command was given.
 * @param most bytes beyond which nothing more is read; whoever gets that many refuses the file for its size
 * @throws GivenFault with a sentence that names the file
 */
export async function readGiven(file: string, most = Number.POSITIVE_INFINITY): Promise<Uint8Array> {
  try {
    const handle = await open(file)
    try {
      if ((await handle.stat()).isDirectory()) throw new GivenFault('folder', file)
      const parts: Uint8Array[] = []
      let length = 0
      while (length <= most) {
        // Not by its size: a pipe has none, and a device never ends.
        const { bytesRead, buffer } = await handle.read(new Uint8Array(CHUNK), 0, CHUNK)
        if (bytesRead === 0) break
        parts.push(buffer.subarray(0, bytesRead))
        length += bytesRead
      }
      return joinBytes(parts)
    } finally {
      await handle.close()
    }
  } catch (error) {
    throw error instanceof GivenFault ? error : new GivenFault(WORDS[(error as NodeJS.ErrnoException).code ?? ''] ?? 'not-opened', file)
  }
}
