import writeExcelFile, { type Cell, type Options, type Row, type Sheet } from 'write-excel-file/universal'

const MAX_CELL = 32_000

/** A sheet across, with its head rows in sight. @param widths of its columns, in characters */
export const sheetOf = (sheet: string, widths: readonly number[], data: Row[], stickyRowsCount = 1): Sheet<Blob> => ({
  sheet,
  data,
  columns: widths.map((width) => ({ width })),
  stickyRowsCount,
  orientation: 'landscape',
})

/** The bytes of an xlsx. */
export async function xlsxOf(sheets: Sheet<Blob>[], options: Options<Blob>): Promise<Uint8Array> {
  const blob = await writeExcelFile(sheets, options).toBlob()
  return new Uint8Array(await blob.arrayBuffer())
}

export const BORDER = { borderStyle: 'thin', borderColor: '#808080' } as const

/** Bold, in the middle, over several lines where it is long. */
export const HEAD = { fontWeight: 'bold', align: 'center', alignVertical: 'center', wrap: true } as const

export const headCell = (value: string): Cell => ({ value, ...HEAD, backgroundColor: '#E8EEF7', height: 24, ...BORDER })

/** Typed as text, so that a spreadsheet never reads a formula or a date into a draft's words. */
export const textCell = (text: string, align?: 'left' | 'center'): Cell => ({
  value: safeCellText(text),
  type: String,
  format: '@',
  wrap: true,
  ...(align ? { align } : {}),
  alignVertical: 'center',
  ...BORDER,
})

/**
 * Words of a draft for a spreadsheet's cell: what a spreadsheet (or a CSV made from it) would take for a formula gets
 * an apostrophe in front; plain numbers, also negative ones, stay.
 */
export function safeCellText(text: string): string {
  const clean = text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '')
    .slice(0, MAX_CELL)
  if (!/^\s*[=+\-@＝＋－＠|%]/.test(clean) || /^[+-]?\d[\d,]*(\.\d+)?%?$|^-+$/.test(clean.trim())) return clean
  return `'${clean}`
}
