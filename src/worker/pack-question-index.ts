import { Buffer } from 'node:buffer'
import { deflateRawSync } from 'node:zlib'
import type { PostingTable, QuestionIndex } from '../answer/question-index.ts'
import type { PackedHeader } from './unpack-question-index.ts'

/**
 * The index in less than a quarter of its room, to travel inside the Worker's bundle.
 * @returns deflated: the length of a JSON header in four bytes, the header with all text, then lists of numbers
 */
export function packQuestionIndex({ of, words, characters, syllables, readings }: QuestionIndex): Uint8Array {
  const parts = [...listsOf(words), ...listsOf(characters), stepsOf(characters.keys), ...listsOf(syllables), stepsOf(syllables.keys)].map(
    bytesOf,
  )
  const header: PackedHeader = {
    of,
    words: [...words.names],
    syllables: [...syllables.names],
    readings,
    sizes: parts.map(({ length }) => length),
  }
  const text = Buffer.from(JSON.stringify(header))
  const length = Buffer.alloc(4)
  length.writeUInt32BE(text.length)
  return deflateRawSync(Buffer.concat([length, text, ...parts]), { level: 9 })
}

/** How many phrasings hold each unit, and for each the steps from one to the next. */
function listsOf({ starts, phrasings }: PostingTable): [number[], number[]] {
  const lists = Array.from({ length: starts.length - 1 }, (_, unit) => phrasings.subarray(starts[unit], starts[unit + 1]))
  return [lists.map(({ length }) => length), lists.flatMap(stepsOf)]
}

const stepsOf = (ascending: Uint32Array | Float64Array): number[] => Array.from(ascending, (value, at) => value - (ascending[at - 1] ?? 0))

/** Seven bits a byte, the lowest first; the eighth says that more follow. */
function bytesOf(numbers: readonly number[]): Uint8Array {
  const bytes: number[] = []
  for (const number of numbers) {
    let rest = number
    // Keys have more than 32 bits: no shifting.
    for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push(0x80 | (rest % 0x80))
    bytes.push(rest)
  }
  return Uint8Array.from(bytes)
}
