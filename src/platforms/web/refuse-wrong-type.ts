import { AppError } from '../../model/app-error.ts'
import { fileName } from '../../office/receive-draft.ts'
import type { Words } from '../../reply/say.ts'

/** First bytes of files that people send by mistake and that no reader takes. */
const FOREIGN: readonly (readonly number[])[] = [
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
  [0x42, 0x4d],
  [0x49, 0x49, 0x2a, 0x00],
  [0x4d, 0x4d, 0x00, 0x2a],
  [0x52, 0x49, 0x46, 0x46],
  [0x4d, 0x5a],
  [0x7f, 0x45, 0x4c, 0x46],
  [0x52, 0x61, 0x72, 0x21],
  [0x37, 0x7a, 0xbc, 0xaf],
  [0x1f, 0x8b],
  [0x49, 0x44, 0x33],
]
const PACKAGES: readonly (readonly number[])[] = [
  [0x50, 0x4b],
  [0xd0, 0xcf, 0x11, 0xe0],
  [0x25, 0x50, 0x44, 0x46],
]

/**
 * Refuses what is plainly no draft: a picture, a program, an archive of another kind. Anything that might be
 * a draft is accepted; the reader judges it in a separate process.
 * @throws AppError bad-request with the sentence `errors.wrong-type`; HTTP 415
 */
export function refuseWrongType(words: Words, name: string, bytes: Uint8Array): void {
  const starts = (magic: readonly number[]) => magic.every((byte, index) => bytes[index] === byte)
  if (PACKAGES.some(starts)) return
  // MP4 and its like say what they are from the fifth byte on.
  const film = bytes[4] === 0x66 && bytes[5] === 0x74 && bytes[6] === 0x79 && bytes[7] === 0x70
  if (film || FOREIGN.some((magic) => starts(magic) && !isText(bytes, magic.length)) || isBinary(bytes))
    throw new WrongType(fileName(words, name))
}

export class WrongType extends AppError {
  constructor(file: string) {
    super('bad-request', 'wrong type', { key: 'errors.wrong-type', with: { file } })
  }
}

/** “BM…” and “MZ…” may begin a text too. */
const isText = (bytes: Uint8Array, magic: number): boolean => magic === 2 && bytes[0]! < 0x80 && !bytes.subarray(0, 4096).includes(0)

/** Zeros in the first bytes, and not as UTF-16 has them. */
function isBinary(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, 4096)
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) return false
  const zeros = head.reduce((count, byte) => count + (byte === 0 ? 1 : 0), 0)
  // UTF-16 without its mark has a zero beside every Latin letter and none beside a Chinese one, always on one side.
  const even = head.reduce((count, byte, index) => count + (byte === 0 && index % 2 === 0 ? 1 : 0), 0)
  return zeros > 0 && even > 0 && even < zeros
}
