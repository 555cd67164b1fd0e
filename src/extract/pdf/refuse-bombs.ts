import { constants, inflateRawSync } from 'node:zlib'
import type { Limits } from '../limits.ts'
import { Unreadable } from '../unreadable-error.ts'

/** Deflate packs at most about a thousand to one. */
const MOST_DEFLATE = 1_032
/** What a stretch of many different bytes unpacks to at most, rounded up generously. */
const ORDINARY = 200
const WINDOW = 256
const HEAD = 2_048
const FLATE = new Set(['FlateDecode', 'Fl'])

/**
 * Refuses streams that unpack to more than the limit on one part, before pdf.js unpacks them whole. Only streams that
 * could be such are unpacked here: large ones, and those packed more than once.
 * @throws Unreadable too-large
 */
export function refuseBombs(bytes: Uint8Array, limits: Limits): void {
  let total = 0
  for (const { start, end, filters } of findStreams(bytes)) {
    const packed = filters.filter((filter) => filter !== 'ASCIIHexDecode' && filter !== 'ASCII85Decode')
    if (packed.length < 2 && mostUnpacked(bytes.subarray(start, end)) < limits.partBytes) continue
    if (!FLATE.has(packed[0] ?? '')) {
      if (packed.length > 1) throw new Unreadable('too-large', 'packed-twice')
      continue
    }
    const levels = packed.filter((filter) => FLATE.has(filter)).length
    total += unpack(bytes.subarray(start, end), levels, limits.partBytes)
    if (total > limits.inflatedBytes) throw new Unreadable('too-large', 'pdf-stream')
  }
}

/**
 * Refuses pictures of more points than the limit by what they say of themselves, before any is decoded.
 * @throws Unreadable too-large
 */
export function refuseHugePictures(bytes: Uint8Array, limits: Limits): void {
  for (const { own } of findStreams(bytes)) {
    const side = (name: RegExp): number => Number(name.exec(own)?.[1] ?? 0)
    if (side(/\/(?:Width|W)\s+(\d{1,9})/) * side(/\/(?:Height|H)\s+(\d{1,9})/) > limits.recognisePixels)
      throw new Unreadable('too-large', 'picture')
  }
}

/**
 * How large a stream can get at most. What packs better than a hundred to one is the same few bytes over and over, also
 * when packed: only stretches with few different bytes count as such.
 */
function mostUnpacked(packed: Uint8Array): number {
  const last = new Int32Array(256).fill(-1)
  let most = 0
  for (let start = 0; start < packed.length; start += WINDOW) {
    const end = Math.min(packed.length, start + WINDOW)
    let different = 0
    for (let at = start; at < end; at++) {
      const byte = packed[at]!
      if (last[byte]! < start) different++
      last[byte] = at
    }
    most += (end - start) * (different <= WINDOW / 8 ? MOST_DEFLATE : ORDINARY)
  }
  return most
}

interface Stream {
  readonly start: number
  readonly end: number
  readonly filters: readonly string[]
  /** Its own dictionary, as far as it stands in front of it. */
  readonly own: string
}

function* findStreams(bytes: Uint8Array): Generator<Stream> {
  const ascii = new TextDecoder('latin1')
  for (let at = find(bytes, 'stream', 0); at >= 0;) {
    let start = at + 6
    if (bytes[start] === 13) start++
    if (bytes[start] === 10) start++
    const ending = find(bytes, 'endstream', start)
    const end = ending < 0 ? bytes.length : ending
    const head = ascii.decode(bytes.subarray(Math.max(0, at - HEAD), at))
    const own = head.slice(Math.max(head.lastIndexOf(' obj'), head.lastIndexOf('endobj'), 0))
    const list = filtersOf(own)
    yield { start, end, own, filters: [...list.matchAll(/\/([A-Za-z0-9]+)/g)].map((match) => match[1]!) }
    at = ending < 0 ? -1 : find(bytes, 'stream', ending + 9)
  }
}

/** The names of the filters in the head of a stream, as written: one, or a list in brackets. */
function filtersOf(head: string): string {
  for (const { 0: start, index } of head.matchAll(/\/(?:Filter|F)\s*[[/]/g)) {
    const at = index + start.length - 1
    if (head[at] === '/') {
      const name = /^\/[A-Za-z0-9]+/.exec(head.slice(at, at + 40))
      if (name) return name[0]
      continue
    }
    const end = head.indexOf(']', at)
    return end < 0 ? '' : head.slice(at, end + 1)
  }
  return ''
}

function find(bytes: Uint8Array, word: string, from: number): number {
  const first = word.charCodeAt(0)
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1)) {
    let same = 1
    while (same < word.length && bytes[at + same] === word.charCodeAt(same)) same++
    if (same === word.length) return at
  }
  return -1
}

/**
 * Unpacks without looking at checksums, as pdf.js does: data that break off or go wrong count as far as they go.
 * @throws Unreadable too-large past the limit
 */
function unpack(packed: Uint8Array, levels: number, limit: number): number {
  let data = packed
  for (let level = 0; level < levels; level++) {
    try {
      // Two bytes of header; past the limit this throws before anything else can go wrong.
      data = inflateRawSync(data.subarray(2), { maxOutputLength: limit, finishFlush: constants.Z_SYNC_FLUSH })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw new Unreadable('too-large', 'pdf-stream')
      return 0
    }
  }
  return data.length
}
