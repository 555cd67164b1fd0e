import type { PlacedCell } from '../document-builder.ts'
import type { Limits } from '../limits.ts'
import { dropHollowColumns } from '../place-cells.ts'
import { Unreadable } from '../unreadable-error.ts'
import { attribute } from '../xml-names.ts'
import { findAll, textBelow, type XmlNode } from '../xml-tree.ts'
import type { OdfLooks } from './odf-looks.ts'
import type { CellContent } from './odt-context.ts'

type OdtCell = PlacedCell & { readonly from: CellContent }

/**
 * Lays out an OpenDocument table. Every place of its grid is written: covered ones as covered cells, equal rows and
 * cells once with a count. Rows and columns that are hidden or have no height or width are left out.
 * @returns the cells, and the text of those that are not shown
 * @throws Unreadable too-complex past the limits on cells and columns
 */
// Long: small functions over one state.
export function layOdtTable(
  table: XmlNode,
  looks: OdfLooks,
  limits: Limits,
  contentOf: (cell: XmlNode, row: XmlNode) => CellContent,
): { cells: OdtCell[]; hidden: string } {
  const cells: OdtCell[] = []
  const flat = hiddenColumns(table, looks, limits)
  let hidden = ''
  let row = 0
  const layRow = (line: XmlNode) => {
    let column = 0
    for (const node of line.children) {
      if (typeof node === 'string' || !/^table:(covered-)?table-cell$/.test(node.name)) continue
      const columns = repeats(node, 'number-columns-repeated', limits.columns)
      for (let same = 0; same < columns; same++, column++) {
        if (cells.length >= limits.cells) throw new Unreadable('too-complex', 'cells')
        if (node.name === 'table:covered-table-cell') continue
        const rowSpan = repeats(node, 'number-rows-spanned', limits.cells)
        const columnSpan = repeats(node, 'number-columns-spanned', limits.columns)
        if (columnSpan === 1 && flat.has(column)) {
          hidden += `${textBelow(node)}\n`
          continue
        }
        const content = contentOf(node, line)
        const { lines, tables, drawn } = content
        cells.push({ row, column, rowSpan, columnSpan, text: lines.join('\n'), tables, drawn, from: content })
      }
    }
  }
  for (const line of findAll(table, 'table:table-row')) {
    const rows = repeats(line, 'number-rows-repeated', limits.cells)
    if (isHidden(line, 'table-row', looks)) hidden += `${textBelow(line)}\n`
    else for (let copy = 0; copy < rows; copy++, row++) layRow(line)
  }
  return { cells: dropHollowColumns(cells.map((cell) => ({ ...cell, rowSpan: Math.min(cell.rowSpan ?? 1, row - cell.row) }))), hidden }
}

function isHidden(node: XmlNode, family: string, looks: OdfLooks): boolean {
  const visibility = attribute(node.attributes, 'visibility')
  return (visibility !== undefined && visibility !== 'visible') || looks.of(family, attribute(node.attributes, 'style-name')).flat === true
}

/** Places of the columns that are not shown. */
function hiddenColumns(table: XmlNode, looks: OdfLooks, limits: Limits): Set<number> {
  const hidden = new Set<number>()
  let column = 0
  for (const node of findAll(table, 'table:table-column', 'table:table-row')) {
    if (node.name !== 'table:table-column') continue
    const count = repeats(node, 'number-columns-repeated', limits.columns)
    if (isHidden(node, 'table-column', looks)) for (let same = 0; same < count; same++) hidden.add(column + same)
    column += count
  }
  // Where no column has a width, the widths say nothing.
  return hidden.size === column ? new Set() : hidden
}

function repeats(node: XmlNode, name: string, most: number): number {
  const count = Number(attribute(node.attributes, name) ?? 1)
  if (!Number.isInteger(count) || count < 1) return 1
  if (count > most) throw new Unreadable('too-complex', name)
  return count
}
