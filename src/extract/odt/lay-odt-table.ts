import type { DocumentMark } from '../../model/document.ts'
import type { PlacedCell, TableInput } from '../document-builder.ts'
import type { Limits } from '../limits.ts'
import { dropHollowColumns } from '../place-cells.ts'
import { Unreadable } from '../unreadable-error.ts'
import { attribute } from '../xml-names.ts'
import { findAll, type XmlNode } from '../xml-tree.ts'

export interface CellContent {
  readonly lines: string[]
  readonly tables: TableInput[]
  readonly marks: DocumentMark[]
}

type OdtCell = PlacedCell & { readonly from: CellContent }

/**
 * Lays out an OpenDocument table. Every place of its grid is written: covered ones as covered cells, equal rows and
 * cells once with a count.
 * @throws Unreadable too-complex past the limits on cells and columns
 */
export function layOdtTable(table: XmlNode, limits: Limits, contentOf: (cell: XmlNode) => CellContent): OdtCell[] {
  const cells: OdtCell[] = []
  let row = 0
  const layRow = (line: XmlNode) => {
    let column = 0
    for (const node of line.children) {
      if (typeof node === 'string' || !/^table:(covered-)?table-cell$/.test(node.name)) continue
      const columns = repeats(node, 'number-columns-repeated', limits.columns)
      for (let same = 0; same < columns; same++, column++) {
        if (cells.length >= limits.cells) throw new Unreadable('too-complex', 'cells')
        if (node.name === 'table:covered-table-cell') continue
        const content = contentOf(node)
        const rowSpan = repeats(node, 'number-rows-spanned', limits.cells)
        const columnSpan = repeats(node, 'number-columns-spanned', limits.columns)
        cells.push({ row, column, rowSpan, columnSpan, text: content.lines.join('\n'), tables: content.tables, from: content })
      }
    }
  }
  for (const line of findAll(table, 'table:table-row')) {
    const rows = repeats(line, 'number-rows-repeated', limits.cells)
    for (let copy = 0; copy < rows; copy++, row++) layRow(line)
  }
  return dropHollowColumns(cells.map((cell) => ({ ...cell, rowSpan: Math.min(cell.rowSpan ?? 1, row - cell.row) })))
}

function repeats(node: XmlNode, name: string, most: number): number {
  const count = Number(attribute(node.attributes, name) ?? 1)
  if (!Number.isInteger(count) || count < 1) return 1
  if (count > most) throw new Unreadable('too-complex', name)
  return count
}
