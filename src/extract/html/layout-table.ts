import { attributeOf, isElement, isHidden, type HtmlElement } from './html-node.ts'

export interface HtmlRow {
  readonly element: HtmlElement
  readonly cells: readonly HtmlElement[]
}

/** A table's own rows in the order shown (a `tfoot` last), hidden ones left out; rows of inner tables are not its own. */
export function rowsOf(table: HtmlElement): HtmlRow[] {
  const rows: HtmlRow[] = []
  const feet: HtmlRow[] = []
  const visit = (element: HtmlElement, into: HtmlRow[]) => {
    for (const child of element.childNodes) {
      if (!isElement(child) || isHidden(child)) continue
      if (child.tagName === 'tr')
        into.push({
          element: child,
          cells: child.childNodes.filter((cell): cell is HtmlElement => isElement(cell) && /^t[dh]$/.test(cell.tagName) && !isHidden(cell)),
        })
      else if (child.tagName === 'tfoot') visit(child, feet)
      else if (/^(tbody|thead)$/.test(child.tagName)) visit(child, into)
    }
  }
  visit(table, rows)
  return [...rows, ...feet]
}

/**
 * Whether a table only arranges the page: it has one cell, says so, holds more cells in inner tables than of its own,
 * or running text of many paragraphs in one cell.
 */
export function isLayoutTable(table: HtmlElement): boolean {
  if (/^(presentation|none)$/.test(attributeOf(table, 'role') ?? '')) return true
  const cells = rowsOf(table).flatMap((row) => row.cells)
  if (cells.length <= 1) return true
  let inner = 0
  for (const cell of cells) {
    inner += count(cell, 'td') + count(cell, 'th')
    if (count(cell, 'p') + count(cell, 'br') + count(cell, 'div') >= 4 && textLength(cell) > 600) return true
  }
  return inner > cells.length
}

function count(element: HtmlElement, tag: string): number {
  let found = 0
  for (const child of element.childNodes) if (isElement(child)) found += (child.tagName === tag ? 1 : 0) + count(child, tag)
  return found
}

function textLength(element: HtmlElement): number {
  let length = 0
  for (const child of element.childNodes) {
    if (isElement(child)) length += textLength(child)
    else if (child.nodeName === '#text' && 'value' in child) length += child.value.trim().length
  }
  return length
}
