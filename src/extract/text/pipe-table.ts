import type { DocumentBuilder } from '../document-builder.ts'
import { mergeRepeats } from '../merge-repeats.ts'
import { placeFlowing, type RowInput } from '../place-cells.ts'
import { Unreadable } from '../unreadable-error.ts'
import { escapeHosts, parseMarkdown } from './markdown-parser.ts'
import { readInline, type InlineText } from './markdown-inline.ts'
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
    for (let length = 0; to < rows.length && length < SLICE; to++) length += rows[to]?.length ?? 0
    // A head of one column fits any row: the parser keeps the cells beyond it.
    const [table] = parseMarkdown(['|head|', '|-|', ...rows.slice(from, to).map(escapeHosts)].join('\n'))
    for (const row of table?.type === 'table' ? table.children.slice(1) : [])
      cells.push({ cells: row.children.map((cell) => readInline(builder, cell)) })
  }
  builder.markedTable(placeFlowing(mergeRepeats(cells), limits))
}
