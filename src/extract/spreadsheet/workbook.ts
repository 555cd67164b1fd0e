import type { Prefixes } from '../xml-names.ts'
import type { NumberFormats } from './show-number.ts'

/** The namespaces of a workbook, in transitional and strict form. */
export const SHEET_NAMESPACES = {
  x: ['http://schemas.openxmlformats.org/spreadsheetml/2006/main', 'http://purl.oclc.org/ooxml/spreadsheetml/main'],
  rel: ['http://schemas.openxmlformats.org/package/2006/relationships'],
} satisfies Prefixes

/** What cells refer to. */
export interface Workbook extends NumberFormats {
  readonly strings: readonly string[]
  /** Number format by the number of a cell's style. */
  readonly styles: readonly number[]
}
