import type { PlacedCell } from '../document-builder.ts'
import type { Limits } from '../limits.ts'
import { joinWrapped } from './drawn-table.ts'

/** Part of the lines that must have as many cells as most have. */
const MOSTLY = 0.8
const LEAST_COLUMNS = 3
const LEAST_ROWS = 5

/** A row of a spreadsheet saved as text: one cell alone is a line of text. */
export type SheetRow = { readonly text: string } | { readonly cells: readonly string[] }

/**
 * Reads a whole file as a spreadsheet saved as text, with commas or semicolons between its cells. Rows with
 * tabs stay lines, in which `report/` finds the cells.
 * @returns null where it is none: most lines of one have as many cells as the others
 */
export async function readCommaSheet(lines: readonly string[]): Promise<SheetRow[] | null> {
  const delimiter = delimiterOf(lines)
  if (delimiter === null) return null
  const text = lines.join('\n')
  let records: string[][]
  // Few texts are sheets, and the others do not wait for the parser.
  const { parse } = await import('csv-parse/sync')
  try {
    records = parse(text, { delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: true, bom: true })
  } catch {
    // Quotes that do not end: it is prose.
    return null
  }
  const widths = records.map((record) => record.length)
  const usual = mostCommon(widths)
  const fitting = widths.filter((width) => width === usual).length
  if (usual < LEAST_COLUMNS || records.length < LEAST_ROWS || fitting < records.length * MOSTLY) return null
  return records.map((record) => {
    const cells = record.map((cell) => joinWrapped(cell.split(/\r?\n/).map((part) => part.trim())))
    const filled = cells.filter((cell) => cell !== '')
    return filled.length <= 1 ? { text: filled[0] ?? '' } : { cells }
  })
}

/** Rows of cells under each other as one table. */
export function placeRows(rows: readonly (readonly string[])[], limits: Limits): PlacedCell[] {
  return rows.flatMap((cells, row) => cells.slice(0, limits.columns + 1).map((text, column) => ({ row, column, text })))
}

/** The sign that stands as often in each of most lines. */
function delimiterOf(all: readonly string[]): string | null {
  const lines = all.slice(0, 2_000).filter((line) => line.trim() !== '')
  const fits = (sign: string): boolean => {
    const counts = lines.map((line) => countOf(line, sign))
    const usual = mostCommon(counts.filter((count) => count > 0))
    return usual >= LEAST_COLUMNS - 1 && counts.filter((count) => count === usual).length >= lines.length * 0.5
  }
  return [',', ';'].find(fits) ?? null
}

function countOf(line: string, sign: string): number {
  let count = 0
  for (let at = line.indexOf(sign); at >= 0; at = line.indexOf(sign, at + 1)) count++
  return count
}

function mostCommon(values: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].reduce((best, one) => (one[1] > best[1] ? one : best), [0, 0] as [number, number])[0]
}
