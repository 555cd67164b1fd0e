import type { DocumentBuilder } from '../document-builder.ts'
import { drawnTableEnd, readDrawnTable } from './drawn-table.ts'
import { pipeTableEnd } from './pipe-table-end.ts'

/** Adds the lines of a table with strokes between its cells. */
type AddPipeTable = (builder: DocumentBuilder, lines: readonly string[]) => void

/** Null where no line has a stroke: few texts have one, and the others do not wait for the Markdown parser. */
export async function loadPipeTables(lines: readonly string[]): Promise<AddPipeTable | null> {
  if (!lines.some((line) => line.includes('|'))) return null
  const [{ addPipeTable }, { prepareFragments }] = await Promise.all([import('./pipe-table.ts'), import('../html/read-html.ts')])
  await prepareFragments(lines)
  return addPipeTable
}

/**
 * Adds the table that begins at a line, if one does: drawn with signs, or with strokes between its cells.
 * @param addPipeTable as loadPipeTables gives it for these lines
 * @returns where it ends
 */
export function addTable(builder: DocumentBuilder, lines: readonly string[], at: number, addPipeTable: AddPipeTable | null): number {
  const drawn = drawnTableEnd(lines, at)
  const cells = drawn > at ? readDrawnTable(lines.slice(at, drawn), builder.limits) : null
  if (cells) {
    builder.table({ cells })
    return drawn
  }
  const end = addPipeTable ? pipeTableEnd(lines, at) : at
  if (end > at) addPipeTable?.(builder, lines.slice(at, end))
  return end
}
