import type { Limits } from '../limits.ts'
import type { Package } from '../open-package.ts'
import type { FileProperties } from '../pdf/file-properties.ts'
import { Unreadable } from '../unreadable-error.ts'
import { findAll, parseXmlTree, textBelow, type XmlNode } from '../xml-tree.ts'
import { numbersOf } from './object-place.ts'
import { resourcesOf, type OfdResources } from './ofd-resources.ts'

/** The namespace of GB/T 33190, those of its drafts and of editions to come. */
const OFD_NAMESPACE = /\sxmlns(?::[\w.-]{1,40})?\s{0,8}=\s{0,8}["'](https?:\/\/www\.ofdspec\.org[\w./-]{0,40})["']/
/** The root is looked at for its namespace. */
const HEAD = 4_096

/** A page and what lies behind or upon it: templates first, annotations last. */
export interface OfdPage {
  readonly content: XmlNode
  readonly templates: readonly XmlNode[]
  readonly annotations: readonly XmlNode[]
  readonly resources: OfdResources
  /** Width and height in millimetres. */
  readonly width: number
  readonly height: number
}

/** A4, where the file does not say. */
const A4 = [0, 0, 210, 297]

/** Reads a part by a path as another part names it; null where there is none. */
type Read = (path: string, folder: string) => { readonly node: XmlNode; readonly folder: string } | null

/** The pages of all documents in an OFD package, in order, and what it says of itself. */
interface OfdFile {
  readonly pages: readonly OfdPage[]
  readonly properties: FileProperties
}

/**
 * Reads the parts of an OFD package.
 * @throws Unreadable damaged without a page or where one is missing, encrypted, too-complex past the limit on pages
 */
export function readOfdFile(parts: Package, limits: Limits): OfdFile {
  if (parts.names.some((name) => /(^|\/)encryptions?\.xml$/i.test(name))) throw new Unreadable('encrypted', 'ofd')
  const read: Read = (named, folder) => {
    // Some programs name every part from the root of the package, without the slash that says so.
    const path = [resolve(folder, named), resolve('', named)].find((one) => parts.has(one))
    if (path === undefined) return null
    return { node: treeOf(parts.text(path)!, limits), folder: folderOf(path) }
  }
  const root = read('OFD.xml', '')
  if (!root) throw new Unreadable('damaged', 'no-ofd')
  const pages = findAll(root.node, 'ofd:DocBody').flatMap((body) => pagesOf(rootOf(body, read), read, limits))
  if (pages.length === 0) throw new Unreadable('damaged', 'no-pages')
  return { pages, properties: propertiesOf(root.node) }
}

/** GB/T 33190, 7.4: CT_DocInfo. */
function propertiesOf(root: XmlNode): FileProperties {
  const texts = (...names: readonly string[]): string[] =>
    findAll(root, 'ofd:DocInfo').flatMap((about) => findAll(about, ...names).map(textBelow))
  return {
    authors: texts('ofd:Author'),
    texts: texts('ofd:Title', 'ofd:Subject', 'ofd:Abstract', 'ofd:Keyword', 'ofd:CustomData'),
  }
}

function treeOf(xml: string, limits: Limits): XmlNode {
  const namespace = OFD_NAMESPACE.exec(xml.slice(0, HEAD))?.[1]
  return namespace === undefined ? underPrefix(parseXmlTree(xml, {}, limits)) : parseXmlTree(xml, { ofd: [namespace] }, limits)
}

/** A part that declares no namespace of the standard is read by the names of its elements. */
const underPrefix = ({ name, attributes, children }: XmlNode): XmlNode => ({
  name: `ofd:${name.slice(name.indexOf(':') + 1)}`,
  attributes,
  children: children.map((child) => (typeof child === 'string' ? child : underPrefix(child))),
})

/** The path of a document: that of its current version, if it keeps versions, and else its own. */
function rootOf(body: XmlNode, read: Read): { path: string; folder: string } {
  const own = { path: pathIn(body, 'ofd:DocRoot'), folder: '' }
  const current = findAll(body, 'ofd:Version').find(({ attributes }) => attributes['Current'] === 'true')
  const version = current && read(current.attributes['BaseLoc'] ?? '', '')
  const path = version ? pathIn(version.node, 'ofd:DocRoot') : ''
  return path !== '' && version && read(path, version.folder) ? { path, folder: version.folder } : own
}

const pathIn = (node: XmlNode, name: string): string => {
  const [named] = findAll(node, name)
  return named ? textBelow(named).trim() : ''
}

function pagesOf({ path, folder: from }: { path: string; folder: string }, read: Read, limits: Limits): OfdPage[] {
  const document = read(path, from)
  if (!document) return []
  const { node, folder } = document
  const lists = (of: XmlNode, place: string): XmlNode[] =>
    findAll(of, 'ofd:PublicRes', 'ofd:DocumentRes', 'ofd:PageRes').flatMap((list) => read(textBelow(list).trim(), place)?.node ?? [])
  const named = findAll(node, 'ofd:Page')
  if (named.length > limits.pages) throw new Unreadable('too-complex', 'pages')
  const templates = new Map(findAll(node, 'ofd:TemplatePage').map(({ attributes }) => [attributes['ID'], attributes['BaseLoc'] ?? '']))
  const annotations = readAnnotations(node, folder, read)
  const shared = lists(node, folder)
  const resources = resourcesOf(shared)
  return named.map(({ attributes }) => {
    const page = read(attributes['BaseLoc'] ?? '', folder)
    // A page that cannot be had may hold anything: the rest is not the report.
    if (!page) throw new Unreadable('damaged', 'page-missing')
    const behind = findAll(page.node, 'ofd:Template').flatMap((one) => {
      const loc = templates.get(one.attributes['TemplateID'])
      return loc === undefined ? [] : (read(loc, folder)?.node ?? [])
    })
    const own = [page.node, ...behind].flatMap((one) => lists(one, page.folder))
    const [, , width, height] = boxOf(page.node) ?? boxOf(node) ?? A4
    return {
      content: page.node,
      templates: behind,
      annotations: annotations.get(attributes['ID'] ?? '') ?? [],
      resources: own.length > 0 ? resourcesOf([...shared, ...own]) : resources,
      width: width!,
      height: height!,
    }
  })
}

/** Annotations by the id of their page: a list names a file for each page. */
function readAnnotations(document: XmlNode, from: string, read: Read): Map<string, XmlNode[]> {
  const byPage = new Map<string, XmlNode[]>()
  for (const list of findAll(document, 'ofd:Annotations')) {
    const index = read(textBelow(list).trim(), from)
    for (const page of index ? findAll(index.node, 'ofd:Page') : []) {
      const file = read(pathIn(page, 'ofd:FileLoc'), index!.folder)
      const id = page.attributes['PageID'] ?? ''
      if (file) byPage.set(id, [...(byPage.get(id) ?? []), ...findAll(file.node, 'ofd:Annot')])
    }
  }
  return byPage
}

function boxOf(node: XmlNode): number[] | null {
  const [box] = findAll(node, 'ofd:PhysicalBox')
  const numbers = box ? numbersOf(textBelow(box)) : []
  return numbers.length === 4 && numbers[2]! > 0 && numbers[3]! > 0 ? numbers : null
}

/** A path named in a part of `folder`; one that begins with a slash counts from the package. */
function resolve(folder: string, named: string): string {
  const path = named.replaceAll('\\', '/')
  const steps: string[] = []
  for (const step of (path.startsWith('/') ? path : folder + path).split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '' && step !== '.') steps.push(step)
  }
  return steps.join('/')
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1)
