import type { Limits } from '../limits.ts'
import type { Package } from '../open-package.ts'
import { Unreadable } from '../unreadable-error.ts'
import type { Prefixes } from '../xml-names.ts'
import { findAll, parseXmlTree, textBelow, type XmlNode } from '../xml-tree.ts'

/** The namespace of GB/T 33190, and the one that its drafts used. */
const OFD_NAMESPACES: Prefixes = { ofd: ['http://www.ofdspec.org/2016', 'http://www.ofdspec.org'] }

/** A page and what lies behind or upon it: templates first, annotations last. */
export interface OfdPage {
  readonly content: XmlNode
  readonly templates: readonly XmlNode[]
  readonly annotations: readonly XmlNode[]
  /** Width and height in millimetres. */
  readonly width: number
  readonly height: number
}

/** A4, where the file does not say. */
const A4 = [0, 0, 210, 297]

/**
 * The pages of all documents in an OFD package, in order.
 * @throws Unreadable damaged without a page, encrypted, too-complex past the limit on pages
 */
export function readOfdPages(parts: Package, limits: Limits): OfdPage[] {
  const read = (path: string): XmlNode | null => {
    const xml = parts.text(path)
    return xml === undefined ? null : parseXmlTree(xml, OFD_NAMESPACES, limits)
  }
  if (parts.names.some((name) => /(^|\/)encryptions?\.xml$/i.test(name))) throw new Unreadable('encrypted', 'ofd')
  const root = read('OFD.xml')
  if (!root) throw new Unreadable('damaged', 'no-ofd')
  const pages = findAll(root, 'ofd:DocRoot').flatMap((node) => pagesOf(resolve('', textBelow(node).trim()), read, limits))
  if (pages.length === 0) throw new Unreadable('damaged', 'no-pages')
  return pages
}

function pagesOf(path: string, read: (path: string) => XmlNode | null, limits: Limits): OfdPage[] {
  const document = read(path)
  if (!document) return []
  const folder = folderOf(path)
  const named = findAll(document, 'ofd:Page')
  if (named.length > limits.pages) throw new Unreadable('too-complex', 'pages')
  const templates = new Map(
    findAll(document, 'ofd:TemplatePage').map((node) => [node.attributes['ID'], resolve(folder, node.attributes['BaseLoc'] ?? '')]),
  )
  const annotations = readAnnotations(document, folder, read)
  const box = boxOf(document)
  return named.flatMap((node) => {
    const content = read(resolve(folder, node.attributes['BaseLoc'] ?? ''))
    if (!content) return []
    const behind = findAll(content, 'ofd:Template').map(({ attributes }) => read(templates.get(attributes['TemplateID']) ?? ''))
    const [, , width, height] = boxOf(content) ?? box ?? A4
    return {
      content,
      templates: behind.filter((one) => one !== null),
      annotations: annotations.get(node.attributes['ID'] ?? '') ?? [],
      width: width!,
      height: height!,
    }
  })
}

/** Annotations by the id of their page: a list names a file for each page. */
function readAnnotations(document: XmlNode, folder: string, read: (path: string) => XmlNode | null): Map<string, XmlNode[]> {
  const byPage = new Map<string, XmlNode[]>()
  for (const list of findAll(document, 'ofd:Annotations')) {
    const path = resolve(folder, textBelow(list).trim())
    const index = read(path)
    for (const page of index ? findAll(index, 'ofd:Page') : []) {
      const file = read(resolve(folderOf(path), findAll(page, 'ofd:FileLoc').map(textBelow).join('').trim()))
      if (file) byPage.set(page.attributes['PageID'] ?? '', findAll(file, 'ofd:Annot'))
    }
  }
  return byPage
}

function boxOf(node: XmlNode): number[] | null {
  const [box] = findAll(node, 'ofd:PhysicalBox')
  const numbers = box ? numbersOf(textBelow(box)) : []
  return numbers.length === 4 ? numbers : null
}

/** The numbers of a list parted by blanks; what is none is left out. */
export const numbersOf = (text: string): number[] =>
  text
    .split(/\s+/)
    .filter(Boolean)
    .map(Number)
    .filter((number) => Number.isFinite(number))

/** A path named in a part of `folder`; one that begins with a slash counts from the package. */
function resolve(folder: string, path: string): string {
  const steps: string[] = []
  for (const step of (path.startsWith('/') ? path : folder + path).split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '' && step !== '.') steps.push(step)
  }
  return steps.join('/')
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1)
