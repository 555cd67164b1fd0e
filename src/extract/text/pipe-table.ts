import type { DocumentBuilder } from '../document-builder.ts'
import { mergeRepeats } from '../merge-repeats.ts'
import { placeFlowing, type RowInput } from '../place-cells.ts'
import { Unreadable } from '../unreadable-error.ts'
import { escapeHosts, hasNoSigns, parseMarkdown } from './markdown-parser.ts'
import { readInline, readPlain, type InlineText } from './markdown-inline.ts'
import { DELIMITER } from './pipe-table-end.ts'

/** Characters of a table that are parsed at once: the parser holds some hundred bytes for each. */
const SLICE = 40_000

/**
 * Adds a table whose cells are parted by upright strokes.
 * @throws Unreadable too-complex past the limit on cells
 */
export function addPipeTable(builder: DocumentBuilder, lines: readonly string[]): void {
  const { limits } = builder
  // Only the second line parts head from body: further down a row of dashes is a row.
  const rows = lines.filter((line, index) => index !== 1 || !DELIMITER.test(line))
  if (rows.reduce((sum, row) => sum + row.split('|').length, 0) > limits.cells * 2) throw new Unreadable('too-complex', 'cells')
  const cells: RowInput<InlineText>[] = []
  for (let from = 0, to = 0; from < rows.length; from = to) {
    const plain = plainCells(rows[from]!)
    if (plain) {
      cells.push({ cells: plain.map(readPlain) })
      to++
      continue
    }
    for (let length = 0; to < rows.length && length < SLICE && !plainCells(rows[to]!); to++) length += rows[to]!.length
    cells.push(...parsedRows(builder, rows.slice(from, to)))
  }
  builder.markedTable(placeFlowing(mergeRepeats(cells), limits))
}

/** The cells of a row without signs, as most are: parted by strokes, one of which may stand at either end. Null for any other. */
function plainCells(row: string): string[] | null {
  if (!hasNoSigns(row) || row.trim() !== row) return null
  const cells = row.split('|')
  const first = cells[0] === '' ? 1 : 0
  const last = cells.at(-1) === '' ? cells.length - 1 : cells.length
  return last > first ? cells.slice(first, last).map((cell) => cell.trim()) : null
}

function parsedRows(builder: DocumentBuilder, rows: readonly string[]): RowInput<InlineText>[] {
  // A head of one column fits any row: the parser keeps the cells beyond it.
  const [table] = parseMarkdown(['|head|', '|-|', ...rows.map(escapeHosts)].join('\n'))
  const parsed = table?.type === 'table' ? table.children.slice(1) : []
  return parsed.map((row) => ({ cells: row.children.map((cell) => readInline(builder, cell)) }))
}
