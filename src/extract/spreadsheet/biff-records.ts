import { Unreadable } from '../unreadable-error.ts'

/** One record of a workbook stream ([MS-XLS] 2.1.4). */
export interface BiffRecord {
  readonly type: number
  readonly data: DataView
  /** Offset of the record in the stream. */
  readonly at: number
  /** The records of type Continue behind it, which carry the rest of its data. */
  readonly more: readonly DataView[]
}

const CONTINUE = 0x3c
const HEADER = 4

/**
 * The records of a stream from an offset on, in order; Continue records come with the one that they continue.
 * @throws Unreadable damaged where a record reaches past the end
 */
export function* biffRecords(stream: Uint8Array, from: number): Generator<BiffRecord> {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength)
  let at = from
  while (at + HEADER <= view.byteLength) {
    const type = view.getUint16(at, true)
    const start = at
    const data = dataAt(view, at)
    at += HEADER + data.byteLength
    const more: DataView[] = []
    while (at + HEADER <= view.byteLength && view.getUint16(at, true) === CONTINUE) {
      const next = dataAt(view, at)
      more.push(next)
      at += HEADER + next.byteLength
    }
    yield { type, data, at: start, more }
  }
}

function dataAt(view: DataView, at: number): DataView {
  const length = view.getUint16(at + 2, true)
  if (at + HEADER + length > view.byteLength) throw new Unreadable('damaged', 'biff-record')
  return new DataView(view.buffer, view.byteOffset + at + HEADER, length)
}
