import { inflateRawSync } from 'node:zlib'
import type { KeyTable, PostingTable, QuestionIndex } from '../answer/question-index.ts'

/** What is text, and the bytes of each list behind it. */
export interface PackedHeader extends Pick<QuestionIndex, 'of' | 'readings'> {
  readonly words: readonly string[]
  readonly syllables: readonly string[]
  readonly sizes: readonly number[]
}

/**
 * What pack-question-index.ts packed. Syllables are unpacked when pinyin is first typed.
 * @throws Error where it is something else
 */
export function unpackQuestionIndex(deflated: Uint8Array): QuestionIndex {
  const packed = inflateRawSync(deflated)
  let end = 4 + packed.readUInt32BE(0)
  const header = JSON.parse(new TextDecoder().decode(packed.subarray(4, end))) as PackedHeader
  const lists = header.sizes.map((size) => packed.subarray(end, (end += size)))
  const list = (at: number): Uint8Array => lists[at] as Uint8Array
  if (end !== packed.length) throw new Error('question index: not of the length it says')
  let spoken: KeyTable | null = null
  const syllables = (): KeyTable => (spoken ??= { keys: ascending(list(7)), ...postings(list(5), list(6)) })
  return {
    of: header.of,
    words: { names: header.words, ...postings(list(0), list(1)) },
    characters: { keys: ascending(list(4)), ...postings(list(2), list(3)) },
    syllables: {
      names: header.syllables,
      get keys() {
        return syllables().keys
      },
      get starts() {
        return syllables().starts
      },
      get phrasings() {
        return syllables().phrasings
      },
    },
    readings: header.readings,
  }
}

/** Takes out numbers of seven bits a byte; keys have more than 32 bits, so no shifting. */
function numbersOf(bytes: Uint8Array): Float64Array {
  const numbers = new Float64Array(bytes.length)
  let count = 0
  for (let at = 0; at < bytes.length; at++) {
    let byte = bytes[at] as number
    let number = byte & 0x7f
    for (let worth = 0x80; byte >= 0x80; worth *= 0x80) {
      byte = bytes[++at] as number
      number += (byte & 0x7f) * worth
    }
    numbers[count++] = number
  }
  return numbers.subarray(0, count)
}

function ascending(bytes: Uint8Array): Float64Array {
  const values = numbersOf(bytes).slice()
  for (let at = 1; at < values.length; at++) values[at] = (values[at] as number) + (values[at - 1] as number)
  return values
}

/** Read in one go, for these are hundreds of thousands. */
function postings(counted: Uint8Array, bytes: Uint8Array): PostingTable {
  const counts = numbersOf(counted)
  const starts = new Uint32Array(counts.length + 1)
  const phrasings = new Uint32Array(bytes.length)
  let [from, at] = [0, 0]
  for (let unit = 0; unit < counts.length; unit++) {
    const end = at + (counts[unit] as number)
    for (let phrasing = 0; at < end; at++) {
      let byte = bytes[from++] as number
      phrasing += byte & 0x7f
      for (let shift = 7; byte >= 0x80; shift += 7) {
        byte = bytes[from++] as number
        phrasing += (byte & 0x7f) << shift
      }
      phrasings[at] = phrasing
    }
    starts[unit + 1] = end
  }
  return { starts, phrasings: phrasings.slice(0, at) }
}
