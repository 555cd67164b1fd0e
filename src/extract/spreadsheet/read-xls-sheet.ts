import type { Limits } from '../limits.ts'
import { Unreadable } from '../unreadable-error.ts'
import { biffRecords, type BiffRecord } from './biff-records.ts'
import type { Merge, Sheet, SheetCell } from './sheet.ts'
import { showNumber } from './show-number.ts'
import { readText, type XlsWorkbook } from './xls-workbook.ts'

const PICTURE = 8
const MERGE_BYTES = 8

/**
 * Reads one sheet of an older workbook.
 * @param at where its records begin in the stream
 * @throws Unreadable damaged, too-complex past twice the cells of the limits
 */
export function readXlsSheet(
  stream: Uint8Array,
  at: number,
  { name, hidden }: Pick<Sheet, 'name' | 'hidden'>,
  workbook: XlsWorkbook,
  limits: Limits,
): Sheet {
  const reader = new XlsSheetReader(workbook, limits)
  let depth = 0
  try {
    for (const record of biffRecords(stream, at)) {
      if (record.type === 0x809) depth++
      else if (record.type === 0x0a && --depth <= 0) break
      // A chart inside the sheet has records of its own.
      else if (depth === 1) reader.take(record)
    }
  } catch (error) {
    if (error instanceof RangeError) throw new Unreadable('damaged', 'biff-record')
    throw error
  }
  return { name, hidden, ...reader.sheet }
}

class XlsSheetReader {
  readonly sheet = {
    cells: [] as SheetCell[],
    merges: [] as Merge[],
    hiddenRows: new Set<number>(),
    hiddenColumns: new Set<number>(),
    drawings: false,
    left: [],
  }
  readonly #workbook: XlsWorkbook
  readonly #limits: Limits
  /** A formula whose text follows in the next record. */
  #waiting: { row: number; column: number } | null = null
  readonly #readers: Readonly<Record<number, (record: BiffRecord) => void>> = {
    0xfd: ({ data }) => this.#put(data, this.#workbook.strings[data.getUint32(6, true)] ?? null),
    0x204: (record) => this.#label(record),
    0xd6: (record) => this.#label(record),
    0x203: ({ data }) => this.#number(data, data.getFloat64(6, true)),
    0x27e: ({ data }) => this.#number(data, rk(data.getUint32(6, true))),
    0xbd: ({ data }) => this.#numbers(data),
    0x06: ({ data }) => this.#formula(data),
    0x207: (record) => this.#formulaText(record),
    0x205: ({ data }) => this.#put(data, data.getUint8(7) ? null : data.getUint8(6) ? 'TRUE' : 'FALSE'),
    0xe5: ({ data }) => this.#merges(data),
    0x208: ({ data }) => void ((data.getUint32(12, true) & 0x20) !== 0 && this.sheet.hiddenRows.add(data.getUint16(0, true))),
    0x7d: ({ data }) => this.#column(data),
    0x5d: ({ data }) => void (data.byteLength >= 6 && data.getUint16(4, true) === PICTURE && (this.sheet.drawings = true)),
  }

  constructor(workbook: XlsWorkbook, limits: Limits) {
    this.#workbook = workbook
    this.#limits = limits
  }

  take(record: BiffRecord): void {
    this.#readers[record.type]?.(record)
  }

  /** Cells begin with row, column and style, two bytes each. */
  #put(data: DataView, text: string | null): void {
    this.#add(data.getUint16(0, true), data.getUint16(2, true), text)
  }

  #add(row: number, column: number, text: string | null): void {
    if (this.sheet.cells.length > this.#limits.cells * 2) throw new Unreadable('too-complex', 'cells')
    if (text === null) this.sheet.cells.push({ row, column, text: '', unreadable: true })
    else if (text !== '') this.sheet.cells.push({ row, column, text })
  }

  #number(data: DataView, value: number): void {
    this.#put(data, this.#shown(value, data.getUint16(4, true)))
  }

  #shown(value: number, style: number): string | null {
    return Number.isFinite(value) ? showNumber(value, this.#workbook.styles[style] ?? 0, this.#workbook) : null
  }

  /** Several numbers of a row beside each other: style and number of each, the last column at the end. */
  #numbers(data: DataView): void {
    const [row, first] = [data.getUint16(0, true), data.getUint16(2, true)]
    for (let index = 0; 4 + (index + 1) * 6 <= data.byteLength - 2; index++) {
      const at = 4 + index * 6
      this.#add(row, first + index, this.#shown(rk(data.getUint32(at + 2, true)), data.getUint16(at, true)))
    }
  }

  #label({ data, more }: BiffRecord): void {
    const { decoder } = this.#workbook
    this.#put(data, readText(data, 8, data.getUint16(6, true), decoder, more))
  }

  /** The kept result: a number, or, where its last two bytes are set, another kind named by the first byte. */
  #formula(data: DataView): void {
    if (data.getUint16(12, true) !== 0xffff) return this.#number(data, data.getFloat64(6, true))
    const kind = data.getUint8(6)
    if (kind === 0) this.#waiting = { row: data.getUint16(0, true), column: data.getUint16(2, true) }
    else if (kind === 1) this.#put(data, data.getUint8(8) ? 'TRUE' : 'FALSE')
    else if (kind === 2) this.#put(data, null)
  }

  #formulaText({ data, more }: BiffRecord): void {
    const place = this.#waiting
    this.#waiting = null
    if (place) this.#add(place.row, place.column, readText(data, 2, data.getUint16(0, true), this.#workbook.decoder, more))
  }

  #merges(data: DataView): void {
    const count = data.getUint16(0, true)
    for (let index = 0; index < count && 2 + (index + 1) * MERGE_BYTES <= data.byteLength; index++) {
      const at = 2 + index * MERGE_BYTES
      const [top, bottom, left, right] = [0, 2, 4, 6].map((offset) => data.getUint16(at + offset, true)) as [number, number, number, number]
      this.sheet.merges.push({ top, left, bottom, right })
    }
    if (this.sheet.merges.length > this.#limits.cells) throw new Unreadable('too-complex', 'cells')
  }

  #column(data: DataView): void {
    if ((data.getUint16(8, true) & 1) === 0) return
    const last = Math.min(data.getUint16(2, true), 16_383)
    for (let column = data.getUint16(0, true); column <= last; column++) this.sheet.hiddenColumns.add(column)
  }
}

/** A number in four bytes: the upper half of a float or a whole number, perhaps in hundredths ([MS-XLS] 2.5.218). */
function rk(bits: number): number {
  const view = new DataView(new ArrayBuffer(8))
  view.setUint32(4, bits & 0xfffffffc, true)
  const value = bits & 2 ? bits >> 2 : view.getFloat64(0, true)
  return bits & 1 ? value / 100 : value
}
