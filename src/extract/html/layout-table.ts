import { attributeOf, hasElements, isElement, isHidden, sumBelow, textIn, type HtmlElement, type HtmlNode } from './html-node.ts'

const isCell = ({ tagName }: HtmlElement): boolean => tagName === 'td' || tagName === 'th'
const isShownCell = (node: HtmlNode): node is HtmlElement => isElement(node) && isCell(node) && !isHidden(node)

/** The cells of a table's own rows in the order shown (a `tfoot` last), hidden ones and those of inner tables left out. */
export function rowsOf(table: HtmlElement): HtmlElement[][] {
  const rows: HtmlElement[][] = []
  const feet: HtmlElement[][] = []
  const visit = (element: HtmlElement, into: HtmlElement[][]) => {
    for (const child of element.childNodes) {
      if (!isElement(child) || isHidden(child)) continue
      if (child.tagName === 'tr') into.push(child.childNodes.filter(isShownCell))
      else if (child.tagName === 'tfoot') visit(child, feet)
      else if (child.tagName === 'tbody' || child.tagName === 'thead') visit(child, into)
    }
  }
  visit(table, rows)
  return [...rows, ...feet]
}

/** The rows and cells of a table that are not shown. */
export function hiddenParts(table: HtmlElement): HtmlElement[] {
  const found: HtmlElement[] = []
  const visit = (element: HtmlElement): void => {
    for (const child of element.childNodes) {
      if (!isElement(child) || !PARTS.has(child.tagName)) continue
      if (isHidden(child)) found.push(child)
      else if (!isCell(child)) visit(child)
    }
  }
  visit(table)
  return found
}

const PARTS = new Set(['tr', 'td', 'th', 'tbody', 'thead', 'tfoot'])

/**
 * Whether a table only arranges the page: it has one cell, says so, holds more cells in inner tables than of its own,
 * or running text of many paragraphs in one cell.
 */
export function isLayoutTable(table: HtmlElement): boolean {
  if (/^(presentation|none)$/.test(attributeOf(table, 'role') ?? '')) return true
  const cells = rowsOf(table).flat()
  if (cells.length <= 1) return true
  let inner = 0
  for (const cell of cells) {
    if (!hasElements(cell)) continue
    inner += sumBelow(cell, countCell)
    if (sumBelow(cell, countBreak) >= 4 && sumBelow(cell, trimmedLength) > 600) return true
  }
  return inner > cells.length
}

const countCell = (node: HtmlNode): number => (isElement(node) && isCell(node) ? 1 : 0)
const countBreak = (node: HtmlNode): number => (isElement(node) && /^(p|br|div)$/.test(node.tagName) ? 1 : 0)
const trimmedLength = (node: HtmlNode): number => textIn(node)?.trim().length ?? 0
