import type { Limits } from '../limits.ts'
import { Unreadable } from '../unreadable-error.ts'

export type RtfToken =
  | { readonly kind: 'open' | 'close' | 'ignorable' }
  | { readonly kind: 'word'; readonly word: string; readonly value: number | undefined }
  /** Bytes in the code page in force; neighbouring ones come together. */
  | { readonly kind: 'bytes'; readonly bytes: readonly number[] }

const APOSTROPHE = 0x27
const BACKSLASH = 0x5c
const OPEN = 0x7b
const CLOSE = 0x7d

/**
 * Splits RTF into tokens. Binary data (`\bin`) is passed over.
 * @throws Unreadable too-complex where groups nest deeper than the limit
 */
// Long: one loop over the bytes, a case for each kind of token; calls would cost more than the work.
export function* scanRtf(bytes: Uint8Array, limits: Limits): Generator<RtfToken> {
  let at = 0
  let depth = 0
  let pending: number[] = []
  const take = (): RtfToken => {
    const token: RtfToken = { kind: 'bytes', bytes: pending }
    pending = []
    return token
  }
  while (at < bytes.length) {
    const byte = bytes[at]!
    const length = plainAt(bytes, at, pending)
    if (length > 0) {
      at += length
      continue
    }
    if (pending.length > 0) yield take()
    if (byte === OPEN) {
      if (++depth > limits.depth) throw new Unreadable('too-complex', 'depth')
      yield { kind: 'open' }
      at++
    } else if (byte === CLOSE) {
      depth--
      yield { kind: 'close' }
      at++
    } else {
      const control = controlAt(bytes, at + 1)
      at = control.next
      if (control.word === 'bin') at += Math.max(0, control.value ?? 0)
      else if (control.word === '*') yield { kind: 'ignorable' }
      else yield { kind: 'word', word: control.word, value: control.value }
    }
  }
  if (pending.length > 0) yield take()
}

/** Adds the character that is written here, plain, escaped or as `\'b5`. @returns the bytes it takes, 0 where none is written */
function plainAt(bytes: Uint8Array, at: number, to: number[]): number {
  const byte = bytes[at] ?? 0
  const next = bytes[at + 1] ?? 0
  if (byte !== BACKSLASH && byte !== OPEN && byte !== CLOSE) {
    if (byte !== 0x0d && byte !== 0x0a && byte !== 0) to.push(byte)
    return 1
  }
  if (byte !== BACKSLASH) return 0
  if (next === APOSTROPHE) {
    const value = hexAt(bytes, at + 2)
    if (Number.isFinite(value)) to.push(value)
    return 4
  }
  if (next !== BACKSLASH && next !== OPEN && next !== CLOSE) return 0
  to.push(next)
  return 2
}

function controlAt(bytes: Uint8Array, start: number): { word: string; value: number | undefined; next: number } {
  let at = start
  let hash = 0
  while (at < bytes.length && isLetter(bytes[at]!) && at - start < 32) hash = (hash * 31 + bytes[at++]!) & WORDS_MASK
  if (at === start) return { word: String.fromCharCode(bytes[at] ?? 0), value: undefined, next: at + 1 }
  const word = wordAt(bytes, start, at, hash)
  const sign = bytes[at] === 0x2d ? -1 : 1
  const most = at + 11
  const first = sign < 0 ? ++at : at
  let value = 0
  while (at < bytes.length && bytes[at]! >= 0x30 && bytes[at]! <= 0x39 && at < most) value = value * 10 + bytes[at++]! - 0x30
  const hasValue = at > first
  if (bytes[at] === 0x20) at++
  return { word, value: hasValue ? sign * value : undefined, next: at }
}

/** Words by what is counted up from their letters: a file says a few hundred words thousands of times. */
const WORDS_MASK = 0x3ff
const WORDS: (string | undefined)[] = Array.from({ length: WORDS_MASK + 1 })

function wordAt(bytes: Uint8Array, start: number, end: number, hash: number): string {
  const known = WORDS[hash]
  if (known !== undefined && isWord(known, bytes, start, end)) return known
  return (WORDS[hash] = String.fromCharCode(...bytes.subarray(start, end)))
}

function isWord(word: string, bytes: Uint8Array, start: number, end: number): boolean {
  if (word.length !== end - start) return false
  for (let index = 0; index < word.length; index++) if (word.charCodeAt(index) !== bytes[start + index]) return false
  return true
}

/** The number that two hexadecimal digits write here; NaN or odd ones in damaged files, as parseInt reads them. */
function hexAt(bytes: Uint8Array, at: number): number {
  const [high, low] = [HEX[bytes[at] ?? 0x20]!, HEX[bytes[at + 1] ?? 0x20]!]
  if (high < 16 && low < 16) return high * 16 + low
  return Number.parseInt(String.fromCharCode(bytes[at] ?? 0x20, bytes[at + 1] ?? 0x20), 16)
}

/** 255 for what is no digit. */
const HEX = Uint8Array.from({ length: 256 }, (_, code) => {
  const value = '0123456789abcdef'.indexOf(String.fromCharCode(code).toLowerCase())
  return value < 0 ? 255 : value
})

const isLetter = (byte: number): boolean => (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a)
