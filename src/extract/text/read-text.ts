import type { Document } from '../../model/document.ts'
import { DocumentBuilder } from '../document-builder.ts'
import type { Limits } from '../limits.ts'
import { addTable, loadPipeTables } from './add-table.ts'
import { placeRows, readCommaSheet, type SheetRow } from './comma-table.ts'
import { unquoteCells } from './quoted-cells.ts'
import { addLine, decodeLines } from './text-lines.ts'

/** A heading as Markdown writes it: texts are often Markdown under another name. */
const HEADING = /^\s{0,3}#{1,6}\s+/

/**
 * Reads plain text in UTF-8, UTF-16 or GB18030: a line is a paragraph, tabs are kept, blank lines are left out. Tables drawn
 * with signs, and files that are spreadsheets saved as text, have tables; those that were flattened into lines stay lines,
 * and `report/` finds their rows and cells.
 * @throws Unreadable wrong-encoding, unsupported-format for binary data, too-large, too-complex
 */
export async function readText(bytes: Uint8Array, limits: Limits): Promise<Document> {
  const builder = new DocumentBuilder(limits)
  const lines = decodeLines(bytes)
  const sheet = await readCommaSheet(lines)
  if (sheet) addSheet(builder, sheet)
  else await addLines(builder, unquoteCells(lines))
  return builder.build('txt')
}

async function addLines(builder: DocumentBuilder, lines: readonly string[]): Promise<void> {
  const addPipeTable = await loadPipeTables(lines)
  for (let at = 0; at < lines.length;) {
    const end = addTable(builder, lines, at, addPipeTable)
    if (end === at) addLine(builder, lines[at]!.replace(HEADING, ''))
    at = Math.max(end, at + 1)
  }
}

function addSheet(builder: DocumentBuilder, rows: readonly SheetRow[]): void {
  let open: (readonly string[])[] = []
  const close = () => {
    if (open.length > 0) builder.table({ cells: placeRows(open, builder.limits) })
    open = []
  }
  for (const row of rows) {
    if ('cells' in row) {
      open.push(row.cells)
      continue
    }
    close()
    addLine(builder, row.text)
  }
  close()
}
