import { BiffReader } from './biff-strings.ts'
import type { NumberFormats } from './show-number.ts'

/** What the sheets of an older workbook refer to. */
export interface XlsWorkbook extends NumberFormats {
  readonly strings: readonly string[]
  /** Number format by the number of a cell's style. */
  readonly styles: readonly number[]
  /** Characters of one byte are decoded with this (Excel 95 and before); null for Unicode. */
  readonly decoder: TextDecoder | null
}

/**
 * A text of a record. In Unicode workbooks a byte in front of the characters says whether they are wide.
 * @param at where that byte, or the first character of an older workbook, stands
 */
export function readText(data: DataView, at: number, length: number, decoder: TextDecoder | null, more: readonly DataView[] = []): string {
  if (decoder) {
    const bytes = new Uint8Array(data.buffer, data.byteOffset + at, Math.max(0, Math.min(length, data.byteLength - at)))
    return decoder.decode(bytes)
  }
  const reader = new BiffReader([data, ...more], at)
  return length === 0 ? '' : reader.characters(length, (reader.uint8() & 1) !== 0)
}
