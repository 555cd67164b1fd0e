import { attributeOf, isElement, isHidden, sumBelow, textIn, type HtmlElement, type HtmlNode } from './html-node.ts'

const isShownCell = (node: HtmlNode): node is HtmlElement => isElement(node) && /^t[dh]$/.test(node.tagName) && !isHidden(node)

/** The cells of a table's own rows in the order shown (a `tfoot` last), hidden ones and those of inner tables left out. */
export function rowsOf(table: HtmlElement): HtmlElement[][] {
  const rows: HtmlElement[][] = []
  const feet: HtmlElement[][] = []
  const visit = (element: HtmlElement, into: HtmlElement[][]) => {
    for (const child of element.childNodes) {
      if (!isElement(child) || isHidden(child)) continue
      if (child.tagName === 'tr') into.push(child.childNodes.filter(isShownCell))
      else if (child.tagName === 'tfoot') visit(child, feet)
      else if (/^(tbody|thead)$/.test(child.tagName)) visit(child, into)
    }
  }
  visit(table, rows)
  return [...rows, ...feet]
}

/** The rows and cells of a table that are not shown. */
export function hiddenParts(table: HtmlElement): HtmlElement[] {
  return table.childNodes.flatMap((child) => {
    if (!isElement(child) || !/^(?:t[rdh]|tbody|thead|tfoot)$/.test(child.tagName)) return []
    if (isHidden(child)) return [child]
    return /^t[dh]$/.test(child.tagName) ? [] : hiddenParts(child)
  })
}

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
    inner += count(cell, /^t[dh]$/)
    const length = () => sumBelow(cell, (node) => textIn(node)?.trim().length ?? 0)
    if (count(cell, /^(p|br|div)$/) >= 4 && length() > 600) return true
  }
  return inner > cells.length
}

const count = (element: HtmlElement, tag: RegExp): number =>
  sumBelow(element, (node) => (isElement(node) && tag.test(node.tagName) ? 1 : 0))
