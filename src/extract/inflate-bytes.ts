import { Inflate } from 'fflate'
import { joinBytes } from '../language/join-bytes.ts'
import { crc32 as ownCrc32 } from './crc32.ts'

/** Thrown where the data inflate to more than was allowed. */
export class InflatesTooFar extends Error {}

interface NativeZlib {
  inflateRawSync(data: Uint8Array, options: { maxOutputLength: number; chunkSize: number }): Uint8Array
  crc32?(data: Uint8Array): number
}

/** Node's own inflater, where there is a Node: five times as fast as any in JavaScript. A Worker does without. */
const NATIVE = (globalThis.process as { getBuiltinModule?(name: string): NativeZlib | undefined } | undefined)?.getBuiltinModule?.(
  'node:zlib',
)

const CHUNK = 16 * 1024

/**
 * Inflates raw deflate data and stops as soon as they grow past `most`; sizes declared elsewhere play no part.
 * @throws InflatesTooFar past `most` bytes; other errors for damaged data
 */
export const inflateBytes = (data: Uint8Array, most: number): Uint8Array =>
  NATIVE ? inflateNatively(NATIVE, data, most) : inflatePortably(data, most)

export const checksumOf = (bytes: Uint8Array): number => (NATIVE?.crc32 ? NATIVE.crc32(bytes) : ownCrc32(bytes))

function inflateNatively(zlib: NativeZlib, data: Uint8Array, most: number): Uint8Array {
  try {
    const whole = zlib.inflateRawSync(data, {
      maxOutputLength: Math.max(most, 1),
      chunkSize: Math.min(Math.max(data.length * 8, CHUNK), 4 * 1024 * 1024),
    })
    return new Uint8Array(whole.buffer, whole.byteOffset, whole.byteLength)
  } catch (error) {
    throw (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? new InflatesTooFar() : error
  }
}

/** Inflates piece by piece, so that no more than one piece is held beyond what is allowed. */
export function inflatePortably(data: Uint8Array, most: number): Uint8Array {
  const pieces: Uint8Array[] = []
  let total = 0
  const inflate = new Inflate((piece) => {
    total += piece.length
    if (total > most) throw new InflatesTooFar()
    pieces.push(piece)
  })
  for (let from = 0; from === 0 || from < data.length; from += CHUNK)
    inflate.push(data.subarray(from, from + CHUNK), from + CHUNK >= data.length)
  return pieces.length === 1 ? pieces[0]! : joinBytes(pieces)
}
