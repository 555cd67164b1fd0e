// Writes an OpenDocument spreadsheet without code of the readers.
import type { SheetOut } from '../extract/workbook-writer.ts'
import { zipParts } from './write-document.ts'

const NAMES = ['office', 'text', 'table', 'style']
  .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .join(' ')
const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/**
 * @param cellXml what stands in a cell in place of its value, by `row,column` from 0
 * @param styles automatic styles; `fo:` is declared
 */
export function writeOds(sheets: readonly SheetOut[], cellXml: Readonly<Record<string, string>> = {}, styles = ''): Uint8Array {
  const table = ({ name, cells, merges = [], hiddenRows, hiddenColumns }: SheetOut): string => {
    const byPlace = new Map(cells.map((cell) => [`${cell.row},${cell.column}`, cell.value]))
    const width = Math.max(...cells.map(({ column }) => column), ...merges.map(([, , , right]) => right)) + 1
    const rows = Math.max(...cells.map(({ row }) => row), ...merges.map(([, , bottom]) => bottom)) + 1
    const covered = (row: number, column: number): boolean =>
      merges.some(
        ([top, left, bottom, right]) =>
          row >= top && row <= bottom && column >= left && column <= right && (row !== top || column !== left),
      )
    const cellOf = (row: number, column: number): string => {
      if (covered(row, column)) return '<table:covered-table-cell/>'
      const merge = merges.find(([top, left]) => top === row && left === column)
      const spans = merge
        ? ` table:number-rows-spanned="${merge[2] - merge[0] + 1}" table:number-columns-spanned="${merge[3] - merge[1] + 1}"`
        : ''
      const value = byPlace.get(`${row},${column}`)
      const type =
        typeof value === 'number'
          ? ` office:value-type="float" office:value="${value}"`
          : value === undefined
            ? ''
            : ' office:value-type="string"'
      const own = cellXml[`${row},${column}`] ?? (value === undefined ? '' : `<text:p>${escape(String(value))}</text:p>`)
      return own.startsWith('<table:') ? own : `<table:table-cell${spans}${type}>${own}</table:table-cell>`
    }
    const visibility = (isHidden: boolean | undefined): string => (isHidden ? ' table:visibility="collapse"' : '')
    const columns = Array.from({ length: width }, (_, column) => `<table:table-column${visibility(hiddenColumns?.includes(column))}/>`)
    const lines = Array.from({ length: rows }, (_, row) => {
      const inner = Array.from({ length: width }, (__, column) => cellOf(row, column)).join('')
      return `<table:table-row${visibility(hiddenRows?.includes(row))}>${inner}<table:table-cell table:number-columns-repeated="16300"/></table:table-row>`
    })
    const rest =
      '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    return `<table:table table:name="${escape(name)}">${columns.join('')}${lines.join('')}${rest}</table:table>`
  }
  const fo = 'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
  return zipParts({
    mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
    'content.xml': `<?xml version="1.0" encoding="UTF-8"?><office:document-content ${NAMES} ${fo}><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:spreadsheet>${sheets.map(table).join('')}</office:spreadsheet></office:body></office:document-content>`,
  })
}
