import { Inflate } from 'fflate'
import type { Limits } from '../limits.ts'
import { Unreadable } from '../unreadable-error.ts'

/** Deflate packs at most about a thousand to one. */
const MOST_DEFLATE = 1_032
const HEAD = 2_048
const BITE = 1_024

/**
 * Refuses streams that unpack to more than the limit on one part, before pdf.js unpacks them whole. Only streams that
 * could be such are unpacked here: large ones, and those packed more than once.
 * @throws Unreadable too-large
 */
export function refuseBombs(bytes: Uint8Array, limits: Limits): void {
  const suspects = Math.floor(limits.partBytes / MOST_DEFLATE)
  let total = 0
  for (const { start, end, filters } of findStreams(bytes)) {
    const packed = filters.filter((filter) => filter !== 'ASCIIHexDecode' && filter !== 'ASCII85Decode')
    if (packed.length < 2 && end - start < suspects) continue
    if (packed[0] !== 'FlateDecode' && packed[0] !== 'Fl') {
      if (packed.length > 1) throw new Unreadable('too-large', 'packed-twice')
      continue
    }
    const size = unpack(bytes.subarray(start, end), packed.filter((filter) => filter === 'FlateDecode' || filter === 'Fl').length, limits.partBytes)
    total += size
    if (size > limits.partBytes || total > limits.inflatedBytes) throw new Unreadable('too-large', 'pdf-stream')
  }
}

interface Stream {
  readonly start: number
  readonly end: number
  readonly filters: readonly string[]
}

function* findStreams(bytes: Uint8Array): Generator<Stream> {
  const ascii = new TextDecoder('latin1')
  for (let at = find(bytes, 'stream', 0); at >= 0; ) {
    let start = at + 6
    if (bytes[start] === 13) start++
    if (bytes[start] === 10) start++
    const ending = find(bytes, 'endstream', start)
    const end = ending < 0 ? bytes.length : ending
    const head = ascii.decode(bytes.subarray(Math.max(0, at - HEAD), at))
    const own = head.slice(Math.max(head.lastIndexOf(' obj'), head.lastIndexOf('endobj'), 0))
    const list = /\/(?:Filter|F)\s*(\[[^\]]*\]|\/[A-Za-z0-9]+)/.exec(own)?.[1] ?? ''
    yield { start, end, filters: [...list.matchAll(/\/([A-Za-z0-9]+)/g)].map((match) => match[1]!) }
    at = ending < 0 ? -1 : find(bytes, 'stream', ending + 9)
  }
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

/** @returns how many bytes the stream unpacks to, counted no further than just past the limit */
function unpack(packed: Uint8Array, levels: number, limit: number): number {
  let size = 0
  const open = (level: number): ((chunk: Uint8Array) => void) => {
    if (level === 0) return (chunk) => void (size += chunk.length)
    const next = open(level - 1)
    let head = new Uint8Array()
    let inflate: Inflate | null = null
    return (chunk) => {
      if (!inflate) {
        head = concat(head, chunk)
        if (head.length < 3) return
        inflate = new Inflate((out) => next(out))
        chunk = head.subarray(2)
      }
      // Small bites: one of them unpacks to a thousand times its size.
      for (let at = 0; at < chunk.length && size <= limit; at += BITE) inflate.push(chunk.subarray(at, at + BITE))
    }
  }
  const feed = open(levels)
  const isOver = () => size > limit
  try {
    for (let at = 0; at < packed.length; at += BITE) {
      if (isOver()) break
      feed(packed.subarray(at, at + BITE))
    }
  } catch {
    // Broken data: pdf.js reads what it can of it, and that is not more than was unpacked here.
  }
  return size
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}
