import type { Cell, Document, Table } from '../../src/model/document.ts'
import { extractDocument } from '../../src/extract/extract-document.ts'
import { defaultLimits, type Limits } from '../../src/extract/limits.ts'

/** Reads a draft as hosts do, but in this process; one that cannot be read is an error here. */
export async function readDraft(bytes: Uint8Array | string, name: string, limits: Limits = defaultLimits): Promise<Document> {
  const extraction = await extractDocument(typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes, name, limits)
  if (extraction.status !== 'read') throw new Error(`${extraction.reason} ${extraction.detail ?? ''}`)
  return extraction.document
}

export const linesOf = (document: Document): string[] =>
  document.blocks.flatMap((block) => (block.kind === 'paragraph' && block.text !== '' ? [block.text] : []))

export const tablesOf = (document: Document): Table[] => document.blocks.filter((block): block is Table => block.kind === 'table')

/** The texts of the first table, row by row. */
export function gridOf(document: Document): string[][] {
  const rows: string[][] = []
  for (const cell of tablesOf(document)[0]?.cells ?? []) (rows[cell.row] ??= [])[cell.column] = shown(cell)
  return rows
}

/** A cell's text, or “?” where it is there and cannot be read. */
const shown = (cell: Cell): string => (cell.confidence === 'unreadable' ? '?' : cell.text)

/** Marks by kind, with their words. */
export const marksOf = (document: Document): string[] => document.marks.map(({ kind, text }) => `${kind} ${text ?? ''}`.trim())
