import type { Document } from '../../model/document.ts'
import { decodeText, isGarbled } from '../decode-text.ts'
import { DocumentBuilder } from '../document-builder.ts'
import type { Limits } from '../limits.ts'
import { Unreadable } from '../unreadable-error.ts'

export { readMarkdown } from './read-markdown.ts'

/** What converters leave of Word's bookmarks and pictures. */
const LEAVING = /\[(bookmark|image|picture|图片)[:：][^\]\n]{0,200}\]/gi

/**
 * Reads plain text in UTF-8, UTF-16 or GB18030: a line is a paragraph, tabs are kept, blank lines are left out. Rows
 * and cells of tables that were flattened into lines are for the report room to find.
 * @throws Unreadable wrong-encoding, unsupported-format for binary data, too-large, too-complex
 */
export function readText(bytes: Uint8Array, limits: Limits): Document {
  const builder = new DocumentBuilder(limits)
  for (const line of decodeLines(bytes)) addLine(builder, line)
  return builder.build('txt')
}

/** The lines of a text file, once its encoding is known. */
export function decodeLines(bytes: Uint8Array): string[] {
  const { text } = decodeText(bytes)
  if (isGarbled(text)) throw new Unreadable('wrong-encoding', 'garbled')
  return text.split(/\r\n?|\n|\f|\v|\u0085|\u2028|\u2029/)
}

/** Adds a line as a paragraph, with marks for the pictures and notes for the characters lost in it. */
export function addLine(builder: DocumentBuilder, line: string, level?: number): void {
  const pictures = [...line.matchAll(LEAVING)].filter((match) => match[1]!.toLowerCase() !== 'bookmark').length
  const text = line.replace(LEAVING, '')
  const anchor = builder.paragraph(text, { keep: pictures > 0, ...(level === undefined ? {} : { level }) })
  if (anchor === null) return
  for (let index = 0; index < pictures; index++) builder.mark({ kind: 'image', anchor })
  if (text.includes('\ufffd')) builder.note({ kind: 'lost-characters', anchor })
}
