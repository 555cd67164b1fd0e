import type { DocumentBuilder } from '../document-builder.ts'
import { drawnTableEnd, readDrawnTable } from './drawn-table.ts'
import { addPipeTable, pipeTableEnd } from './pipe-table.ts'

/** Adds the table that begins at a line, if one does: drawn with signs, or with strokes between its cells. @returns where it ends */
export function addTable(builder: DocumentBuilder, lines: readonly string[], at: number): number {
  const drawn = drawnTableEnd(lines, at)
  const cells = drawn > at ? readDrawnTable(lines.slice(at, drawn), builder.limits) : null
  if (cells) {
    builder.table({ cells })
    return drawn
  }
  const end = pipeTableEnd(lines, at)
  if (end > at) addPipeTable(builder, lines.slice(at, end))
  return end
}
