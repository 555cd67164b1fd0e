import type { Document } from '../../model/document.ts'
import { decodeXml } from '../decode-xml.ts'
import { DocumentBuilder } from '../document-builder.ts'
import type { Limits } from '../limits.ts'
import { openPackage, type Package } from '../open-package.ts'
import { readColour } from '../shown.ts'
import { attribute } from '../xml-names.ts'
import { Unreadable } from '../unreadable-error.ts'
import { findAll, linesIn, parseXmlTree, type XmlNode } from '../xml-tree.ts'
import { readOdfLists } from './odf-lists.ts'
import { readOdfLooks } from './odf-looks.ts'
import { ODF_NAMESPACES } from './odf-namespaces.ts'
import { addOdfProperties } from './odf-properties.ts'
import type { OdtContext } from './odt-context.ts'
import { OdtWalk } from './odt-walk.ts'

/**
 * Reads an OpenDocument text, in a package or flat in one XML file (.fodt): automatic numbers written out, tracked
 * deletions and what is not shown left out, notes apart, text boxes and their tables where they stand.
 * @throws Unreadable damaged, encrypted, unsafe, too-large, too-complex, unsupported-format for flat spreadsheets
 */
export function readOdt(bytes: Uint8Array, limits: Limits): Document {
  const builder = new DocumentBuilder(limits)
  const isFlat = bytes[0] !== 0x50 || bytes[1] !== 0x4b
  if (isFlat) readParts(flatParts(bytes, limits), builder)
  else {
    const parts = openPackage(bytes, limits)
    readParts(packageParts(parts, limits), builder)
    addMacros(parts, builder)
  }
  return builder.build('odt')
}

interface OdtParts {
  readonly content: XmlNode
  readonly body: XmlNode
  readonly styles: XmlNode | undefined
  readonly meta: XmlNode | undefined
  readonly object: OdtContext['object']
}

function packageParts(parts: Package, limits: Limits): OdtParts {
  const tree = (path: string): XmlNode | undefined => {
    const xml = parts.text(path)
    return xml === undefined ? undefined : parseXmlTree(xml, ODF_NAMESPACES, limits)
  }
  refuseEncrypted(tree('META-INF/manifest.xml'))
  const content = tree('content.xml')
  const body = content && findAll(content, 'office:text')[0]
  if (!body) throw new Unreadable('damaged', 'no-body')
  const object = (address: string) => (/^[\w ./-]+$/.test(address) ? tree(`${address.replace(/^\.\//, '')}/content.xml`) : undefined)
  return { content, body, styles: tree('styles.xml'), meta: tree('meta.xml'), object }
}

function flatParts(bytes: Uint8Array, limits: Limits): OdtParts {
  const content = parseXmlTree(decodeXml(bytes), ODF_NAMESPACES, limits)
  const body = findAll(content, 'office:text')[0]
  if (!body) throw new Unreadable('unsupported-format', 'opendocument')
  return { content, body, styles: content, meta: content, object: () => undefined }
}

function readParts({ content, body, styles, meta, object }: OdtParts, builder: DocumentBuilder): void {
  const trees = styles && styles !== content ? [content, styles] : [content]
  new OdtWalk(builder, {
    lists: readOdfLists(trees),
    looks: readOdfLooks(trees),
    deletions: deletionsOf(body),
    controls: controlsOf(body),
    object,
    pageGround: styles && hasColouredPage(styles) ? null : undefined,
  }).body(body)
  if (styles) addHeadersAndFooters(styles, builder)
  if (meta) addOdfProperties(meta, builder)
}

/** Form controls by the ids that frames in the text give. */
function controlsOf(body: XmlNode): Map<string, XmlNode> {
  const controls = new Map<string, XmlNode>()
  const add = (node: XmlNode) => {
    for (const child of node.children) {
      if (typeof child === 'string' || !child.name.startsWith('form:')) continue
      for (const id of [child.attributes['xml:id'], attribute(child.attributes, 'id')]) if (id !== undefined) controls.set(id, child)
      if (child.name === 'form:form') add(child)
    }
  }
  for (const forms of body.children) if (typeof forms !== 'string' && forms.name === 'office:forms') add(forms)
  return controls
}

function hasColouredPage(tree: XmlNode): boolean {
  return findAll(tree, 'style:page-layout-properties').some(({ attributes }) => {
    const colour = readColour(attribute(attributes, 'background-color'))
    return colour !== undefined && colour !== 0xffffff
  })
}

function refuseEncrypted(manifest: XmlNode | undefined): void {
  if (manifest && findAll(manifest, 'manifest:encryption-data').length > 0) throw new Unreadable('encrypted', 'odt')
}

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
    )) {
      for (const shape of findAll(part, 'draw:custom-shape', 'draw:frame'))
        if (WATERMARK.test(attribute(shape.attributes, 'name') ?? ''))
          builder.markOnce({ kind: 'watermark', text: linesIn(shape, 'text:p', 'text:h') })
      builder.asideOnce(part.name.startsWith('style:header') ? 'header' : 'footer', linesIn(part, 'text:p', 'text:h'))
    }
}

/** Word and LibreOffice name their watermarks so. */
const WATERMARK = /water\s?mark/i

function addMacros(parts: Package, builder: DocumentBuilder): void {
  if (parts.names.some((name) => /^(Basic|Scripts)\/.+\.(xml|xlb|py|js|bsh)$/i.test(name) && !/script-l[bc]\.xml$/i.test(name)))
    builder.mark({ kind: 'macro' })
}
