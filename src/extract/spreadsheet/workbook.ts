import type { Prefixes } from '../xml-names.ts'
import type { DocumentMark } from '../../model/document.ts'
import { raised, whyNotShown, withoutControls, type RunLook } from '../shown.ts'
import type { NumberFormats } from './show-number.ts'

/** The namespaces of a workbook, in transitional and strict form. */
export const SHEET_NAMESPACES = {
  x: ['http://schemas.openxmlformats.org/spreadsheetml/2006/main', 'http://purl.oclc.org/ooxml/spreadsheetml/main'],
  rel: ['http://schemas.openxmlformats.org/package/2006/relationships'],
} satisfies Prefixes

/** What cells refer to. */
export interface Workbook extends NumberFormats {
  readonly strings: readonly (string | readonly SheetRun[])[]
  /** By the number of a cell's style. */
  readonly styles: readonly CellStyle[]
}

/** How a style draws a cell. */
export interface CellStyle {
  /** Number format. */
  readonly format: number
  readonly look: SheetLook
  /** 0xRRGGBB behind the text; null where it cannot be told. */
  readonly ground: number | null | undefined
}

export interface SheetLook extends Pick<RunLook, 'struck' | 'size' | 'colour'> {
  readonly raised?: boolean | undefined
}

/** A part of a text with a look of its own. */
export interface SheetRun {
  readonly text: string
  readonly look: SheetLook
}

/**
 * The text of a cell as it is shown, with what is raised as such.
 * @param left takes a mark for each part that is not shown
 */
export function shownText(content: string | readonly SheetRun[], style: CellStyle | undefined, left: DocumentMark[]): string {
  const runs = typeof content === 'string' ? [{ text: content, look: {} }] : content
  let shown = ''
  for (const { text, look } of runs) {
    const own = { ...style?.look, ...look }
    const kind = whyNotShown({ ...own, ground: style?.ground })
    if (!kind) shown += own.raised && runs.length > 1 ? raised(text) : withoutControls(text)
    else if (text.trim() !== '') left.push({ kind, text: text.trim().slice(0, 200) })
  }
  return shown
}
