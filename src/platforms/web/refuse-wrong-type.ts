import { AppError } from '../../model/app-error.ts'
import { fileName } from '../../office/receive-draft.ts'
import type { Words } from '../../reply/say.ts'

/** First bytes of files that people send by mistake and that no reader takes. */
const PICTURES = ['89504e47', 'ffd8ff', '47494638', '424d', '49492a00', '4d4d002a', '52494646']
const PROGRAMS_AND_ARCHIVES = ['4d5a', '7f454c46', '52617221', '377abcaf', '1f8b', '494433']
const FOREIGN = [...PICTURES, ...PROGRAMS_AND_ARCHIVES]
/** MP4 and its like say what they are from the fifth byte on: `ftyp`. */
const FILM = '66747970'
/** ZIP, OLE and PDF. */
const PACKAGES = ['504b', 'd0cf11e0', '25504446']

/**
 * Refuses what is plainly no draft: a picture, a program, an archive of another kind. Anything that might be
 * a draft is accepted; the reader judges it in a separate process.
 * @throws AppError unsupported-type with the sentence `errors.wrong-type`
 */
export function refuseWrongType(words: Words, name: string, bytes: Uint8Array): void {
  const head = Array.from(bytes.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('')
  if (PACKAGES.some((magic) => head.startsWith(magic))) return
  if (head.startsWith(FILM, 8) || FOREIGN.some((magic) => head.startsWith(magic) && !isText(bytes, magic)) || isBinary(bytes))
    throw new AppError('unsupported-type', 'wrong type', { key: 'errors.wrong-type', with: { file: fileName(words, name) } })
}

/** “BM…” and “MZ…” may begin a text too. */
const isText = (bytes: Uint8Array, magic: string): boolean => magic.length === 4 && bytes[0]! < 0x80 && !bytes.subarray(0, 4096).includes(0)

/** Zeros in the first bytes, and not as UTF-16 has them. */
function isBinary(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, 4096)
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) return false
  const zeros = head.reduce((count, byte) => count + (byte === 0 ? 1 : 0), 0)
  // UTF-16 without its mark has a zero beside every Latin letter and none beside a Chinese one, always on one side.
  const even = head.reduce((count, byte, index) => count + (byte === 0 && index % 2 === 0 ? 1 : 0), 0)
  return zeros > 0 && even > 0 && even < zeros
}
