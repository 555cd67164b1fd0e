import type { Document } from '../../model/document.ts'
import type { DocumentBuilder, Slot } from '../document-builder.ts'
import type { Limits } from '../limits.ts'
import { scanXml } from '../scan-xml.ts'
import { sniffFormat } from '../sniff-format.ts'
import { Unreadable } from '../unreadable-error.ts'
import { attribute } from '../xml-names.ts'
import type { OpenDocx } from './open-docx.ts'
import { startDocx } from './read-docx.ts'

/** Parts put into one file that are read. */
const MOST_INSERTS = 20

/**
 * Reads a Word file with the documents put into its text (`w:altChunk`: HTML, RTF, Word, OpenDocument, plain text),
 * each at its place. What is not in the package or cannot be read is noted as an unread part.
 * @throws Unreadable as startDocx, and where what is put in passes the limits
 */
export async function readWholeDocx(bytes: Uint8Array, limits: Limits): Promise<Document> {
  const { docx, builder, inserts } = startDocx(bytes, limits)
  const targets = inserts.length > 0 ? targetsOf(docx, limits) : new Map<string, string>()
  const inner = { ...limits, archiveDepth: limits.archiveDepth - 1, inflatedBytes: Math.ceil(limits.inflatedBytes / MOST_INSERTS) }
  for (const [index, { relation, slot }] of inserts.entries()) {
    const path = targets.get(relation)
    const part = path !== undefined && index < MOST_INSERTS && inner.archiveDepth > 0 ? docx.parts.bytes(path) : undefined
    if (path === undefined || !part || !(await fill(builder, slot, { path, part }, inner)))
      builder.note({ kind: 'unread-part', part: 'embedded-document' })
  }
  return builder.build('docx')
}

type Inner = { readonly path: string; readonly part: Uint8Array }

/** @returns whether the part could be read */
async function fill(builder: DocumentBuilder, slot: Slot, { path, part }: Inner, limits: Limits): Promise<boolean> {
  try {
    const document = await readInner(path, part, limits)
    if (document) builder.fill(slot, document)
    return document !== null
  } catch (error) {
    const refused = error instanceof Unreadable && /^(too-large|too-complex|unsafe)$/.test(error.reason)
    if (refused || !(error instanceof Unreadable)) throw error
    return false
  }
}

/** Readers are loaded when a part of their format comes: an ordinary draft does not wait for them. */
async function readInner(path: string, part: Uint8Array, limits: Limits): Promise<Document | null> {
  switch (sniffFormat(part, path, limits)) {
    case 'html':
      return await (await import('../html/read-html.ts')).readHtml(part, limits)
    case 'docx':
      return await readWholeDocx(part, limits)
    case 'rtf':
      return (await import('../rtf/read-rtf.ts')).readRtf(part, limits)
    case 'odt':
      return (await import('../odt/read-odt.ts')).readOdt(part, limits)
    case 'txt':
      return /\.html?$/i.test(path)
        ? await (await import('../html/read-html.ts')).readHtml(part, limits)
        : await (await import('../text/read-text.ts')).readText(part, limits)
    default:
      return null
  }
}

/** Paths of parts in the package by the ids of the main part's relationships. */
function targetsOf(docx: OpenDocx, limits: Limits): Map<string, string> {
  const targets = new Map<string, string>()
  const name = docx.mainPath.slice(docx.folder.length)
  const xml = docx.parts.text(`${docx.folder}_rels/${name}.rels`)
  const open = (attributes: Readonly<Record<string, string>>) => {
    const id = attribute(attributes, 'Id')
    const target = attribute(attributes, 'Target')
    if (id === undefined || target === undefined || attribute(attributes, 'TargetMode') === 'External') return
    targets.set(id, target.startsWith('/') ? target.slice(1) : docx.folder + target.replace(/^\.\//, ''))
  }
  if (xml !== undefined) scanXml(xml, {}, { open: (element) => open(element.attributes) }, limits)
  return targets
}
