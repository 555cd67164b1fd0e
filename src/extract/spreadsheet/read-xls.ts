import type { Document } from '../../model/document.ts'
import { CompoundFile } from '../doc/compound-file.ts'
import { addOleProperties } from '../doc/ole-properties.ts'
import { DocumentBuilder } from '../document-builder.ts'
import type { Limits } from '../limits.ts'
import { Unreadable } from '../unreadable-error.ts'
import { addSheets } from './add-sheets.ts'
import { biffRecords, type BiffRecord } from './biff-records.ts'
import { BiffReader } from './biff-strings.ts'
import { readXlsSheet } from './read-xls-sheet.ts'
import type { Sheet } from './sheet.ts'
import { readText, type XlsWorkbook } from './xls-workbook.ts'

const BOF = 0x809
const EOF = 0x0a
const FILE_PASS = 0x2f
const CODE_PAGE = 0x42
const DATE_MODE = 0x22
const BOUND_SHEET = 0x85
const SHARED_STRINGS = 0xfc
const FORMAT = 0x41e
const FORMAT_OF_1995 = 0x1e
const CELL_FORMAT = 0xe0
const BIFF8 = 0x600
const WORKSHEET = 0
const MOST_SHEETS = 500

interface Bound extends Pick<Sheet, 'name' | 'hidden'> {
  readonly at: number
}

/**
 * Reads a workbook of Excel 95 to 2003, or of WPS (.et). Own code and not a package: the kept one is not published on
 * npm any more, and the version that is has known holes.
 * @throws Unreadable damaged, encrypted, too-complex
 */
export function readXls(bytes: Uint8Array, limits: Limits): Document {
  const file = new CompoundFile(bytes)
  const stream = file.stream('Workbook') ?? file.stream('Book') ?? file.stream('WORKBOOK') ?? file.stream('BOOK')
  if (!stream) throw new Unreadable('damaged', 'no-workbook')
  const { sheets, workbook } = readGlobals(stream, limits)
  const builder = new DocumentBuilder(limits)
  addSheets(
    sheets.map((sheet) => readXlsSheet(stream, sheet.at, sheet, workbook, limits)),
    builder,
  )
  if (file.entries.has('_VBA_PROJECT_CUR')) builder.mark({ kind: 'macro' })
  addOleProperties(file, builder)
  return builder.build('xls')
}

// Long: one case for each record that matters.
function readGlobals(stream: Uint8Array, limits: Limits): { sheets: Bound[]; workbook: XlsWorkbook } {
  const bound: BiffRecord[] = []
  const formats: BiffRecord[] = []
  const styles: number[] = []
  let strings: string[] = []
  let since1904 = false
  let codePage = 1252
  let version = 0
  for (const record of biffRecords(stream, 0)) {
    const { type, data, more } = record
    if (version === 0 && type !== BOF) throw new Unreadable('damaged', 'biff-begin')
    if (type === EOF) break
    if (type === FILE_PASS) throw new Unreadable('encrypted', 'xls')
    if (type === BOF) version ||= data.getUint16(0, true)
    else if (type === CODE_PAGE) codePage = data.getUint16(0, true)
    else if (type === DATE_MODE) since1904 = data.getUint16(0, true) === 1
    else if (type === BOUND_SHEET) bound.push(record)
    else if (type === FORMAT || type === FORMAT_OF_1995) formats.push(record)
    else if (type === CELL_FORMAT) styles.push(data.getUint16(2, true))
    else if (type === SHARED_STRINGS) strings = readStrings(new BiffReader([data, ...more], 4), limits)
  }
  if (bound.length > MOST_SHEETS) throw new Unreadable('too-complex', 'sheets')
  const decoder = version < BIFF8 ? new TextDecoder(codePage === 936 ? 'gb18030' : codePage === 950 ? 'big5' : 'windows-1252') : null
  const sheets = bound.filter(({ data }) => data.getUint8(5) === WORKSHEET).map(({ data }) => readBound(data, decoder))
  const codes = new Map(formats.map(({ data }) => readFormat(data, decoder)))
  return { sheets, workbook: { strings, styles, codes, since1904, decoder } }
}

const readBound = (data: DataView, decoder: TextDecoder | null): Bound => ({
  at: data.getUint32(0, true),
  hidden: (data.getUint8(4) & 3) !== 0,
  name: readText(data, 7, data.getUint8(6), decoder),
})

function readFormat(data: DataView, decoder: TextDecoder | null): [number, string] {
  const id = data.getUint16(0, true)
  return [id, decoder ? readText(data, 3, data.getUint8(2), decoder) : readText(data, 4, data.getUint16(2, true), null)]
}

function readStrings(reader: BiffReader, limits: Limits): string[] {
  const count = reader.uint32()
  if (count > limits.cells * 2) throw new Unreadable('too-complex', 'cells')
  return Array.from({ length: count }, () => reader.richString())
}
