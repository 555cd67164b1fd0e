import type { DocumentBuilder } from '../document-builder.ts'
import { findAll, textBelow, type XmlNode } from '../xml-tree.ts'

/** Adds the authors and properties of an OpenDocument file (OASIS ODF 1.2 part 1, 4.3). */
export function addOdfProperties(meta: XmlNode, builder: DocumentBuilder): void {
  for (const node of findAll(meta, 'meta:initial-creator', 'dc:creator')) builder.author(textBelow(node))
  for (const node of findAll(meta, 'dc:title', 'dc:subject', 'dc:description', 'meta:keyword', 'meta:user-defined'))
    builder.property(textBelow(node))
}
