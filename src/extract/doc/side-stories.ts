import type { DocumentBuilder } from '../document-builder.ts'
import type { DocText } from './doc-text.ts'
import type { FileInformation } from './file-information.ts'
import { PLACES } from './file-information.ts'
import { emptyText, ParagraphReader } from './paragraph-text.ts'

const CELL_MARK = 0x07
const PARAGRAPH_MARK = 0x0d

/** Adds what is outside the body: footnotes, page headers and footers, comments, endnotes, text boxes. */
export function readSideStories(text: DocText, information: FileInformation, table: Uint8Array, builder: DocumentBuilder): void {
  const { main, footnote, header, macro, comment, endnote, textbox, headerTextbox } = information.stories
  const headers = main + footnote
  const comments = headers + header + macro
  const endnotes = comments + comment
  const boxes = endnotes + endnote
  builder.aside('footnote', plainText(text, main, headers))
  readHeaders(text, headers, header, information, table, builder)
  for (const [start, end] of parts(comments, comment, information, PLACES.commentTexts, table)) {
    const words = plainText(text, start, end).trim()
    if (words) builder.mark({ kind: 'comment', text: words })
  }
  builder.aside('footnote', plainText(text, endnotes, boxes))
  builder.aside('textbox', plainText(text, boxes, boxes + textbox))
  builder.aside('header', plainText(text, boxes + textbox, boxes + textbox + headerTextbox))
}

/** Six separators of notes come first, then for each section: headers even and odd, footers even and odd, first pages. */
function readHeaders(
  text: DocText,
  from: number,
  length: number,
  information: FileInformation,
  table: Uint8Array,
  builder: DocumentBuilder,
): void {
  const said = new Set<string>()
  parts(from, length, information, PLACES.headers, table).forEach(([start, end], index) => {
    if (index < 6) return
    const kind = [2, 3, 5].includes((index - 6) % 6) ? 'footer' : 'header'
    const words = plainText(text, start, end).trim()
    if (said.has(kind + words)) return
    said.add(kind + words)
    builder.aside(kind, words)
  })
}

/** Stretches of a story as a list of positions in the table stream cuts it. */
function parts(from: number, length: number, information: FileInformation, index: number, table: Uint8Array): [number, number][] {
  const place = information.place(index)
  if (length === 0 || place.length < 8 || place.offset + place.length > table.length) return []
  const view = new DataView(table.buffer, table.byteOffset + place.offset, place.length)
  const list: [number, number][] = []
  let last = from
  for (let at = 4; at + 4 <= place.length; at += 4) {
    const end = Math.min(from + length, from + view.getUint32(at, true))
    if (end >= last) list.push([last, end])
    last = Math.max(last, end)
  }
  return list
}

function plainText(source: DocText, start: number, end: number): string {
  if (end <= start) return ''
  const reader = new ParagraphReader(source)
  const into = emptyText()
  let from = start
  for (const run of source.runs(start, end))
    for (let at = run.start; at < run.end; at++) {
      const code = run.text.charCodeAt(at - run.start)
      if (code !== PARAGRAPH_MARK && code !== CELL_MARK) continue
      reader.read(from, at, into)
      into.text += code === CELL_MARK ? '\t' : '\n'
      from = at + 1
    }
  reader.read(from, end, into)
  return into.text
}
