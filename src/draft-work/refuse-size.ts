import type { Limits } from '../extract/limits.ts'
import type { Bytes, Unreadable } from '../model/ports/draft-reader.ts'

/** What need not be opened to be refused: a file of no bytes, or of too many. */
export function refuseSize({ bytes }: Bytes, limits: Limits): Unreadable | null {
  if (bytes.length === 0) return { status: 'unreadable', reason: 'empty' }
  return bytes.length > limits.fileBytes ? { status: 'unreadable', reason: 'too-large', detail: 'file-bytes' } : null
}
