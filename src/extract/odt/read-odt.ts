import type { Document } from '../../model/document.ts'
import { DocumentBuilder } from '../document-builder.ts'
import type { Limits } from '../limits.ts'
import { openPackage, type Package } from '../open-package.ts'
import { attribute } from '../xml-names.ts'
import { Unreadable } from '../unreadable-error.ts'
import { findAll, linesIn, parseXmlTree, textBelow, type XmlNode } from '../xml-tree.ts'
import { readOdfLists } from './odf-lists.ts'
import { ODF_NAMESPACES } from './odf-namespaces.ts'
import { OdtWalk } from './odt-walk.ts'

/**
 * Reads an OpenDocument text: automatic numbers written out, tracked deletions left out, notes and frames apart.
 * @throws Unreadable damaged, encrypted, unsafe, too-large, too-complex
 */
export function readOdt(bytes: Uint8Array, limits: Limits): Document {
  const parts = openPackage(bytes, limits)
  const tree = (path: string): XmlNode | undefined => {
    const xml = parts.text(path)
    return xml === undefined ? undefined : parseXmlTree(xml, ODF_NAMESPACES, limits)
  }
  refuseEncrypted(tree('META-INF/manifest.xml'))
  const content = tree('content.xml')
  const body = content && findAll(content, 'office:text')[0]
  if (!body) throw new Unreadable('damaged', 'no-body')
  const styles = tree('styles.xml')
  const trees = styles ? [content, styles] : [content]
  const builder = new DocumentBuilder(limits)
  const hidden = new Set(trees.flatMap(hiddenStyles))
  new OdtWalk(builder, { lists: readOdfLists(trees), hidden, deletions: deletionsOf(body) }).body(body)
  if (styles) addHeadersAndFooters(styles, builder)
  addProperties(parts, tree('meta.xml'), builder)
  return builder.build('odt')
}

function refuseEncrypted(manifest: XmlNode | undefined): void {
  if (manifest && findAll(manifest, 'manifest:encryption-data').length > 0) throw new Unreadable('encrypted', 'odt')
}

const hiddenStyles = (tree: XmlNode): string[] =>
  findAll(tree, 'style:style')
    .filter((style) => findAll(style, 'style:text-properties').some((properties) => properties.attributes['text:display'] === 'none'))
    .map((style) => attribute(style.attributes, 'name') ?? '')

/** Deleted text is in front of the body, by the id of the change that the body points to. */
function deletionsOf(body: XmlNode): Map<string, string> {
  const deletions = new Map<string, string>()
  for (const region of findAll(body, 'text:changed-region')) {
    const deletion = findAll(region, 'text:deletion')[0]
    if (!deletion) continue
    deletions.set(attribute(region.attributes, 'id') ?? '', linesIn(deletion, 'text:p', 'text:h'))
  }
  return deletions
}

function addHeadersAndFooters(styles: XmlNode, builder: DocumentBuilder): void {
  for (const master of findAll(styles, 'style:master-page'))
    for (const part of findAll(
      master,
      ...['header', 'footer'].flatMap((kind) => ['', '-left', '-first'].map((side) => `style:${kind}${side}`)),
    ))
      builder.asideOnce(part.name.startsWith('style:header') ? 'header' : 'footer', linesIn(part, 'text:p', 'text:h'))
}

function addProperties(parts: Package, meta: XmlNode | undefined, builder: DocumentBuilder): void {
  if (parts.names.some((name) => /^(Basic|Scripts)\/.+\.(xml|xlb|py|js|bsh)$/i.test(name) && !/script-l[bc]\.xml$/i.test(name)))
    builder.mark({ kind: 'macro' })
  if (!meta) return
  for (const node of findAll(meta, 'meta:initial-creator', 'dc:creator')) builder.author(textBelow(node))
}
