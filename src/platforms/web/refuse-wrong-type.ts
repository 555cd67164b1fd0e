import { foreignKind } from '../../extract/file-kinds.ts'
import { AppError } from '../../model/app-error.ts'
import { fileName } from '../../office/receive-draft.ts'
import type { Words } from '../../reply/say.ts'

/** ZIP, OLE and PDF. */
const PACKAGES = ['504b', 'd0cf11e0', '25504446']

export interface Sent {
  readonly name: string
  readonly bytes: Uint8Array
  /** Whether pictures are recognised here. */
  readonly recognises: boolean
}

/**
 * Refuses what is plainly no draft: a picture that nobody recognises, a program, an archive of another kind. Anything
 * that might be a draft is accepted; the reader judges it in a separate process.
 * @throws AppError unsupported-type with a sentence that says what to send instead
 */
export function refuseWrongType(words: Words, { name, bytes, recognises }: Sent): void {
  const head = Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join('')
  if (PACKAGES.some((magic) => head.startsWith(magic))) return
  const foreign = foreignKind(bytes)
  const refuse = (key: string, kind = ''): AppError =>
    new AppError('unsupported-type', 'wrong type', { key, with: { file: fileName(words, name), kind } })
  if (foreign?.what === 'picture') {
    if (!foreign.recognisable) throw refuse('unreadable.picture-kind', foreign.kind)
    if (!recognises) throw refuse('errors.picture')
  } else if (foreign || isBinary(bytes)) throw refuse('errors.wrong-type')
}

/** Zeros in the first bytes, and not as UTF-16 has them. */
function isBinary(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, 4096)
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) return false
  const zeros = head.reduce((count, byte) => count + (byte === 0 ? 1 : 0), 0)
  // UTF-16 without its mark has a zero beside every Latin letter and none beside a Chinese one, always on one side.
  const even = head.reduce((count, byte, index) => count + (byte === 0 && index % 2 === 0 ? 1 : 0), 0)
  return zeros > 0 && even > 0 && even < zeros
}
