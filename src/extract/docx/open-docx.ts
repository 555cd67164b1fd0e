import type { DocumentBuilder } from '../document-builder.ts'
import type { Limits } from '../limits.ts'
import { openPackage, type Package } from '../open-package.ts'
import { scanXml } from '../scan-xml.ts'
import { Unreadable } from '../unreadable-error.ts'
import { attribute } from '../xml-names.ts'
import { assembleBody, type Assembly } from './assemble-body.ts'
import { numberParagraphs } from './number-paragraphs.ts'
import { readNumbering } from './read-numbering.ts'
import { readStyles, type Styles } from './read-styles.ts'
import { scanWordPart } from './scan-body.ts'

export interface OpenDocx {
  readonly parts: Package
  /** Path of the main part, commonly `word/document.xml`. */
  readonly mainPath: string
  readonly mainXml: string
  /** Folder of the main part, with its slash: the other parts are in it. */
  readonly folder: string
  readonly styles: Styles
}

const BODY = new Set(['w:body'])
const MAIN = /wordprocessingml\.(document|template)\.main\+xml$|ms-word\.(document|template)\.macroEnabled\.main\+xml$/

/**
 * Opens a Word package. Parts are found by their place beside the main part; a relationship is resolved only for a
 * part put into the text, and only inside the package, so nothing outside of it can be reached.
 * @throws Unreadable damaged, unsafe, too-large, too-complex, wrong-encoding
 */
export function openDocx(bytes: Uint8Array, limits: Limits): OpenDocx {
  const parts = openPackage(bytes, limits)
  const mainPath = parts.has('word/document.xml') ? 'word/document.xml' : declaredMain(parts, limits)
  const mainXml = mainPath === undefined ? undefined : parts.text(mainPath)
  if (mainPath === undefined || mainXml === undefined) throw new Unreadable('damaged', 'no-document-part')
  const folder = mainPath.slice(0, mainPath.lastIndexOf('/') + 1)
  return { parts, mainPath, mainXml, folder, styles: readStyles(parts.text(`${folder}styles.xml`), limits) }
}

/** Some writers name the main part otherwise (`word/document2.xml`): [Content_Types].xml says which it is. */
function declaredMain(parts: Package, limits: Limits): string | undefined {
  const xml = parts.text('[Content_Types].xml')
  let path: string | undefined
  const open = (attributes: Readonly<Record<string, string>>) => {
    if (MAIN.test(attribute(attributes, 'ContentType') ?? '')) path ??= attribute(attributes, 'PartName')?.replace(/^\//, '')
  }
  if (xml !== undefined) scanXml(xml, {}, { open: (element) => open(element.attributes) }, limits)
  return path
}

/** Scans the body and gives it to the builder: the one way for reading and for finding places again. */
export function assembleDocx(docx: OpenDocx, limits: Limits, builder: DocumentBuilder): Assembly {
  const holders = scanWordPart(docx.mainXml, BODY, limits, docx.styles)
  if (holders.length === 0) throw new Unreadable('damaged', 'no-body')
  const lists = readNumbering(docx.parts.text(`${docx.folder}numbering.xml`), limits)
  const number = numberParagraphs(lists, docx.styles)
  return assembleBody(
    holders.flatMap((holder) => holder.items),
    { number, styles: docx.styles, limits },
    builder,
  )
}
