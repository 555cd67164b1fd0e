import type { FormData } from '../field-value.ts'

const HEADER = 0x44
const NO_RESULT = 25
const MOST_ENTRIES = 1_000

/**
 * Reads the data of a form field out of the stream Data ([MS-DOC] 2.9.78, FFData).
 * @param offset of its NilPICFAndBinData
 * @returns null where there is none: the place is that of a picture, or lies outside
 */
export function readFormField(data: Uint8Array, offset: number): FormData | null {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength)
  let at = offset + HEADER
  try {
    if (view.getUint16(offset + 4, true) !== HEADER || view.getUint32(at, true) !== 0xffffffff) return null
    const bits = view.getUint16(at + 4, true)
    const [kind, result] = [bits & 3, (bits >> 2) & 0x1f]
    at += 10
    const string = () => {
      const length = view.getUint16(at, true)
      const text = new TextDecoder('utf-16le').decode(data.subarray(at + 2, at + 2 + length * 2))
      at += 2 + length * 2 + 2
      return text
    }
    string()
    if (kind === 0) return { entries: [], text: string() }
    const usual = view.getUint16(at, true)
    at += 2
    const chosen = result === NO_RESULT ? usual : result
    if (kind === 1) return { entries: [], checked: chosen === 1 }
    for (let skipped = 0; skipped < 5; skipped++) string()
    const count = Math.min(view.getUint16(at + 2, true), MOST_ENTRIES)
    const extra = view.getUint16(at + 4, true)
    at += 6
    const entries: string[] = []
    for (let entry = 0; entry < count; entry++) {
      const length = view.getUint16(at, true)
      entries.push(new TextDecoder('utf-16le').decode(data.subarray(at + 2, at + 2 + length * 2)))
      at += 2 + length * 2 + extra
    }
    return { entries, chosen }
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
