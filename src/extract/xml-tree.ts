import type { Limits } from './limits.ts'
import { scanXml } from './scan-xml.ts'
import { Unreadable } from './unreadable-error.ts'
import type { Prefixes } from './xml-names.ts'

export interface XmlNode {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: (XmlNode | string)[]
}

/**
 * Reads an XML text into a tree, for formats whose parts look back and forth.
 * @throws Unreadable as scanXml, and too-complex past twenty nodes for each cell that the limits allow
 */
export function parseXmlTree(xml: string, prefixes: Prefixes, limits: Limits): XmlNode {
  const root: XmlNode = { name: '', attributes: {}, children: [] }
  const open: XmlNode[] = [root]
  let nodes = 0
  scanXml(
    xml,
    prefixes,
    {
      open({ name, attributes }) {
        if (++nodes > limits.cells * 20) throw new Unreadable('too-complex', 'nodes')
        const node: XmlNode = { name, attributes, children: [] }
        open.at(-1)!.children.push(node)
        open.push(node)
      },
      close: () => void open.pop(),
      text: (text) => void open.at(-1)!.children.push(text),
    },
    limits,
  )
  return root
}

/** Every element below that has one of these names; does not look inside those found. */
export function findAll(node: XmlNode, ...names: readonly string[]): XmlNode[] {
  const found: XmlNode[] = []
  for (const child of node.children) {
    if (typeof child === 'string') continue
    if (names.includes(child.name)) found.push(child)
    else found.push(...findAll(child, ...names))
  }
  return found
}

/** The text of the elements below that have one of these names, a line each. */
export const linesIn = (node: XmlNode, ...names: readonly string[]): string =>
  findAll(node, ...names)
    .map(textBelow)
    .join('\n')

/** All text in the element, unchanged. */
export const textBelow = (node: XmlNode): string =>
  node.children.map((child) => (typeof child === 'string' ? child : textBelow(child))).join('')
