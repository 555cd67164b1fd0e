import { uofName } from '../../language/uof-names.ts'
import type { Limits } from '../limits.ts'
import { parseXmlTree, textBelow, type XmlNode } from '../xml-tree.ts'

/** Reads a part into a tree of elements and attributes by the reader's names. @throws Unreadable as parseXmlTree */
export const parseUof = (xml: string, limits: Limits): XmlNode => renamed(parseXmlTree(xml, {}, limits))

const renamed = (node: XmlNode): XmlNode => ({
  name: uofName(node.name),
  attributes: Object.fromEntries(Object.entries(node.attributes).map(([name, value]) => [uofName(name), value])),
  children: node.children.map((child) => (typeof child === 'string' ? child : renamed(child))),
})

export const elementsOf = (node: XmlNode): XmlNode[] => node.children.filter((child) => typeof child !== 'string')

export const childOf = (node: XmlNode | undefined, name: string): XmlNode | undefined =>
  node && elementsOf(node).find((child) => child.name === name)

/** The properties that hold at present: those between the marks of a changed look are the former ones. */
export function presentOf(node: XmlNode, name: string): XmlNode | undefined {
  let former = 0
  for (const child of elementsOf(node)) {
    if (child.name === 'revision-start' && child.attributes['type'] === 'format') former++
    else if (child.name === 'revision-end') former = Math.max(0, former - 1)
    else if (child.name === name && former === 0) return child
  }
  return undefined
}

/** What a property says: in the first edition by an attribute, in the second by its words. */
export function valueOf(node: XmlNode | undefined): string | undefined {
  return node && (node.attributes['value'] ?? node.attributes['type'] ?? textBelow(node).trim())
}

/** A number a property says, a whole one above 0; undefined for any other. */
export function countOf(node: XmlNode | undefined): number | undefined {
  const value = Number(valueOf(node))
  return Number.isInteger(value) && value > 0 ? value : undefined
}
