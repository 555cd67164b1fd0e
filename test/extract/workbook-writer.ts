// Writes workbooks without code of the readers: xlsx as XML parts, xls as records in a compound file.
import CFB from 'cfb'
import type { Document, Table } from '../../src/model/document.ts'
import { zipParts } from '../support/write-document.ts'

/** A sheet to write: texts and numbers by row and column, merges as corners. */
export interface SheetOut {
  readonly name: string
  readonly cells: readonly { readonly row: number; readonly column: number; readonly value: string | number }[]
  readonly merges?: readonly (readonly [top: number, left: number, bottom: number, right: number])[]
  readonly hidden?: boolean
  readonly hiddenRows?: readonly number[]
  readonly hiddenColumns?: readonly number[]
}

const figure = (text: string): string | number => (/^\d+(\.\d+)?$/.test(text) ? Number(text) : text)

/** A table of a Document as a sheet, from row `top` on. */
export const sheetOf = (table: Table, name: string, top = 0): SheetOut => ({
  name,
  cells: table.cells.flatMap(({ row, column, text }) => (text === '' ? [] : [{ row: top + row, column, value: figure(text) }])),
  merges: table.cells.flatMap(({ row, column, rowSpan, columnSpan }) =>
    rowSpan * columnSpan > 1 ? [[top + row, column, top + row + rowSpan - 1, column + columnSpan - 1] as const] : [],
  ),
})

/** The whole Document on one sheet: a paragraph a row over the whole width, tables as they are. */
export function sheetOfDocument({ blocks }: Document, name: string): SheetOut {
  const cells: SheetOut['cells'][number][] = []
  const merges: NonNullable<SheetOut['merges']>[number][] = []
  const width = Math.max(...blocks.map((block) => (block.kind === 'table' ? block.columns : 1)))
  let row = 0
  for (const block of blocks) {
    if (block.kind === 'table') {
      const sheet = sheetOf(block, name, row)
      cells.push(...sheet.cells)
      merges.push(...(sheet.merges ?? []))
      row += block.rows
    } else {
      cells.push({ row, column: 0, value: block.text })
      merges.push([row, 0, row, width - 1])
      row++
    }
  }
  return { name, cells, merges }
}

const letters = (column: number): string =>
  (column < 26 ? '' : letters(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26))
const place = (row: number, column: number): string => `${letters(column)}${row + 1}`
const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** @param cellXml another cell's XML by its place, in place of its value */
export function writeXlsx(sheets: readonly SheetOut[], cellXml: Readonly<Record<string, string>> = {}): Uint8Array {
  const strings: string[] = []
  const shared = (text: string): number => (strings.includes(text) ? strings.indexOf(text) : strings.push(text) - 1)
  const sheetXml = (sheet: SheetOut): string => {
    const rows = new Map<number, string>()
    for (const { row, column, value } of sheet.cells.toSorted((a, b) => a.row - b.row || a.column - b.column)) {
      const at = place(row, column)
      const own = typeof value === 'number' ? `<c r="${at}"><v>${value}</v></c>` : `<c r="${at}" t="s"><v>${shared(value)}</v></c>`
      rows.set(row, (rows.get(row) ?? '') + (cellXml[at] ?? own))
    }
    const hidden = (row: number): string => (sheet.hiddenRows?.includes(row) ? ' hidden="1"' : '')
    const columns = (sheet.hiddenColumns ?? []).map((column) => `<col min="${column + 1}" max="${column + 1}" hidden="1"/>`).join('')
    const merges = (sheet.merges ?? []).map(
      ([top, left, bottom, right]) => `<mergeCell ref="${place(top, left)}:${place(bottom, right)}"/>`,
    )
    return `<worksheet ${MAIN}>${columns ? `<cols>${columns}</cols>` : ''}<sheetData>${[...rows].map(([row, xml]) => `<row r="${row + 1}"${hidden(row)}>${xml}</row>`).join('')}</sheetData>${merges.length ? `<mergeCells>${merges.join('')}</mergeCells>` : ''}</worksheet>`
  }
  const parts = Object.fromEntries(sheets.map((sheet, index) => [`xl/worksheets/sheet${index + 1}.xml`, sheetXml(sheet)]))
  const list = sheets.map(
    ({ name, hidden }, index) =>
      `<sheet name="${escape(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"${hidden ? ' state="hidden"' : ''}/>`,
  )
  const relations = sheets.map(
    (_, index) => `<Relationship Id="rId${index + 1}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
  )
  return zipParts({
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    'xl/workbook.xml': `<workbook ${MAIN} xmlns:r="${RELATIONS}"><sheets>${list.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relations.join('')}</Relationships>`,
    'xl/sharedStrings.xml': `<sst ${MAIN}>${strings.map((text) => `<si><t xml:space="preserve">${escape(text)}</t></si>`).join('')}</sst>`,
    ...parts,
  })
}

function record(type: number, ...pieces: readonly (readonly number[] | Uint8Array)[]): number[] {
  const data = pieces.flatMap((piece) => [...piece])
  return [...u16(type), ...u16(data.length), ...data]
}
const u16 = (value: number): number[] => [value & 0xff, (value >> 8) & 0xff]
const u32 = (value: number): number[] => [...u16(value & 0xffff), ...u16(value >>> 16)]
const wide = (text: string): number[] => [...text].flatMap((char) => u16(char.charCodeAt(0)))
const f64 = (value: number): Uint8Array => new Uint8Array(new Float64Array([value]).buffer)
const EOF = record(0x0a)
/** The most data of one record; the rest goes into Continue records. */
const MOST = 8_224

/** The table of shared texts, broken inside texts as Excel breaks it. */
function sharedStrings(texts: readonly string[]): number[] {
  const out: number[] = []
  let data = [...u32(texts.length), ...u32(texts.length)]
  let type = 0xfc
  const close = (): void => {
    out.push(...record(type, data))
    data = []
    type = 0x3c
  }
  for (const text of texts) {
    if (data.length + 3 > MOST) close()
    data.push(...u16(text.length), 1)
    for (const char of text) {
      if (data.length + 2 > MOST) {
        close()
        data.push(1)
      }
      data.push(...u16(char.charCodeAt(0)))
    }
  }
  close()
  return out
}

/** A workbook of Excel 97 to 2003. */
export function writeXls(sheets: readonly SheetOut[], { encrypted = false }: { readonly encrypted?: boolean } = {}): Uint8Array {
  const strings: string[] = []
  const shared = (text: string): number => (strings.includes(text) ? strings.indexOf(text) : strings.push(text) - 1)
  const bodies = sheets.map((sheet) => [
    ...record(0x809, u16(0x600), u16(0x10), u16(0), u16(0), u32(0), u32(0)),
    ...(sheet.hiddenColumns ?? []).flatMap((column) => record(0x7d, u16(column), u16(column), u16(0), u16(0), u16(1), u16(0))),
    ...(sheet.hiddenRows ?? []).flatMap((row) => record(0x208, u16(row), u16(0), u16(9), u16(0xff), u16(0), u16(0), u32(0x20))),
    ...sheet.cells.flatMap(({ row, column, value }) => {
      const at = [...u16(row), ...u16(column), ...u16(0)]
      if (typeof value === 'string') return record(0xfd, at, u32(shared(value)))
      return Number.isInteger(value) && value < 2 ** 29 ? record(0x27e, at, u32(((value << 2) | 2) >>> 0)) : record(0x203, at, f64(value))
    }),
    ...(sheet.merges?.length
      ? record(0xe5, u16(sheet.merges.length), ...sheet.merges.map(([top, left, bottom, right]) => [top, bottom, left, right].flatMap(u16)))
      : []),
    ...EOF,
  ])
  const sst = sharedStrings(strings)
  const begin = [
    ...record(0x809, u16(0x600), u16(5), u16(0), u16(0), u32(0), u32(0)),
    ...(encrypted ? record(0x2f, u16(0), u16(0), u16(0)) : []),
  ]
  const bound = (offsets: readonly number[]): number[] =>
    sheets.flatMap(({ name, hidden }, index) => record(0x85, u32(offsets[index] ?? 0), [hidden ? 1 : 0, 0, name.length, 1], wide(name)))
  const globals = (offsets: readonly number[]): number[] => [
    ...begin,
    ...record(0xe0, u16(0), u16(0), new Uint8Array(16)),
    ...bound(offsets),
    ...sst,
    ...EOF,
  ]
  let at = globals([]).length
  const offsets = bodies.map((body) => {
    const start = at
    at += body.length
    return start
  })
  const file = CFB.utils.cfb_new()
  CFB.utils.cfb_add(file, '/Workbook', Buffer.from([...globals(offsets), ...bodies.flat()]))
  return new Uint8Array(CFB.write(file, { type: 'buffer' }) as Buffer)
}
