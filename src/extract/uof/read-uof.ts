import type { Document } from '../../model/document.ts'
import { decodeXml } from '../decode-xml.ts'
import { DocumentBuilder } from '../document-builder.ts'
import type { Limits } from '../limits.ts'
import { openPackage } from '../open-package.ts'
import { Unreadable } from '../unreadable-error.ts'
import { findAll, linesIn, textBelow, type XmlNode } from '../xml-tree.ts'
import { UofLists } from './uof-lists.ts'
import { UofLooks } from './uof-looks.ts'
import { parseUof } from './uof-tree.ts'
import { UofWalk } from './uof-walk.ts'

/** Parts of a package (second edition) in which something stands that is read. */
const PARTS = ['content.xml', 'styles.xml', 'graphics.xml', 'rules.xml', '_meta/meta.xml', 'uof.xml']

/**
 * Reads a text in the Chinese office format (GB/T 20916): in one XML file, as its first edition has it, or in a package.
 * Automatic numbers are written out, tracked deletions and what is not shown left out, notes apart.
 * @throws Unreadable damaged, encrypted, unsafe, too-large, too-complex, uof-not-text for its workbooks and slides
 */
export function readUof(bytes: Uint8Array, limits: Limits): Document {
  const trees = bytes[0] === 0x50 && bytes[1] === 0x4b ? packageTrees(bytes, limits) : [parseUof(decodeXml(bytes), limits)]
  const body = trees.flatMap((tree) => findAll(tree, 'words')).map(bodyOf)[0]
  if (!body) {
    if (trees.some((tree) => findAll(tree, 'sheets', 'slides').length > 0)) throw new Unreadable('uof-not-text')
    throw new Unreadable('damaged', 'no-body')
  }
  const builder = new DocumentBuilder(limits)
  new UofWalk(builder, { looks: new UofLooks(trees), lists: new UofLists(trees), shapes: shapesOf(trees) }).body(body)
  for (const tree of trees) {
    for (const comment of findAll(tree, 'comment')) builder.mark({ kind: 'comment', text: linesIn(comment, 'paragraph') })
    for (const author of findAll(tree, 'author')) builder.author(textBelow(author))
  }
  return builder.build('uof')
}

function packageTrees(bytes: Uint8Array, limits: Limits): XmlNode[] {
  const parts = openPackage(bytes, limits)
  return PARTS.flatMap((path) => {
    const xml = parts.text(path)
    return xml === undefined ? [] : [parseUof(xml, limits)]
  })
}

/** The first edition has the body beside the rules of its document. */
const bodyOf = (words: XmlNode): XmlNode => findAll(words, 'body')[0] ?? words

/** Shapes by their ids; a shape in a paragraph only names one. */
function shapesOf(trees: readonly XmlNode[]): Map<string, XmlNode[]> {
  const shapes = new Map<string, XmlNode[]>()
  for (const shape of trees.flatMap((tree) => findAll(tree, 'shape'))) {
    const { id } = shape.attributes
    if (id !== undefined) shapes.set(id, [...(shapes.get(id) ?? []), shape])
  }
  return shapes
}
