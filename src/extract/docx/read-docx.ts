import type { Document } from '../../model/document.ts'
import { DocumentBuilder } from '../document-builder.ts'
import type { Limits } from '../limits.ts'
import { addOfficeProperties } from '../office-properties.ts'
import { attribute } from '../xml-names.ts'
import { flatText } from './flat-text.ts'
import type { Assembly } from './assemble-body.ts'
import { assembleDocx, openDocx, type OpenDocx } from './open-docx.ts'
import { scanWordPart } from './scan-body.ts'
import type { ScannedItem } from './scanned-body.ts'

const HOLDERS = new Set(['w:hdr', 'w:ftr', 'w:footnote', 'w:endnote', 'w:comment'])

/** A Word file whose text is in the builder, but for the parts put into it. */
export interface DocxReading {
  readonly docx: OpenDocx
  readonly builder: DocumentBuilder
  readonly inserts: Assembly['inserts']
}

/**
 * Reads a Word file (docx, docm, strict or transitional): the text as shown, with automatic numbers written out,
 * inserted text in and deleted, struck and hidden text out; what a reviewer should know of is in `marks`.
 * @throws Unreadable damaged, unsafe, too-large, too-complex, wrong-encoding
 */
export function startDocx(bytes: Uint8Array, limits: Limits): DocxReading {
  const builder = new DocumentBuilder(limits)
  const docx = openDocx(bytes, limits)
  const { comments, inserts } = assembleDocx(docx, limits, builder)
  addSideParts(docx, limits, builder)
  addComments(docx, limits, builder, comments)
  addProperties(docx, limits, builder)
  return { docx, builder, inserts }
}

/** As startDocx; parts put into the file (`w:altChunk`) are noted and not read. */
export function readDocx(bytes: Uint8Array, limits: Limits): Document {
  const { builder, inserts } = startDocx(bytes, limits)
  for (const _ of inserts) builder.note({ kind: 'unread-part', part: 'embedded-document' })
  return builder.build('docx')
}

function addSideParts(docx: OpenDocx, limits: Limits, builder: DocumentBuilder): void {
  for (const name of docx.parts.names) {
    if (!name.startsWith(docx.folder)) continue
    const kind = /^(header|footer|footnotes|endnotes)\d*\.xml$/.exec(name.slice(docx.folder.length))?.[1]
    if (kind === undefined) continue
    const asideKind = kind === 'header' || kind === 'footer' ? kind : 'footnote'
    for (const holder of scanWordPart(docx.parts.text(name)!, HOLDERS, limits, docx.styles)) {
      // Notes of a type are the separating lines, no notes.
      const type = attribute(holder.attributes, 'type')
      if (type !== undefined && type !== 'normal') continue
      if (asideKind === 'header') addWatermarks(holder.items, builder)
      const text = flatText(holder.items)
      if (asideKind === 'footnote') builder.aside(asideKind, text)
      else builder.asideOnce(asideKind, text)
    }
  }
}

/** Words across the page are drawn letterings or named as watermarks; both hang in headers. */
function addWatermarks(items: readonly ScannedItem[], builder: DocumentBuilder): void {
  for (const item of items) {
    if (item.kind !== 'paragraph') continue
    for (const box of item.boxes) if (box.as === 'watermark') builder.markOnce({ kind: 'watermark', text: flatText(box.items) })
  }
}

function addComments(docx: OpenDocx, limits: Limits, builder: DocumentBuilder, anchors: ReadonlyMap<string, string>): void {
  const xml = docx.parts.text(`${docx.folder}comments.xml`)
  if (xml === undefined) return
  for (const comment of scanWordPart(xml, HOLDERS, limits, docx.styles)) {
    const anchor = anchors.get(attribute(comment.attributes, 'id') ?? '')
    builder.mark({ kind: 'comment', text: flatText(comment.items), anchor: anchor || undefined })
  }
}

function addProperties(docx: OpenDocx, limits: Limits, builder: DocumentBuilder): void {
  if (docx.parts.names.some((name) => /(^|\/)vbaProject\.bin$/i.test(name))) builder.mark({ kind: 'macro' })
  addOfficeProperties(docx.parts, limits, builder)
}
