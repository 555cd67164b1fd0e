import { LEFT_MARKS } from '../../language/file-marks.ts'
import { decodeText } from '../decode-text.ts'
import { isGarbled } from '../../language/garbled-text.ts'
import type { DocumentBuilder } from '../document-builder.ts'
import { withoutControls } from '../shown.ts'
import { Unreadable } from '../unreadable-error.ts'

/**
 * The lines of a text file, once its encoding is known.
 * @throws Unreadable wrong-encoding, unsupported-format for binary data
 */
export function decodeLines(bytes: Uint8Array): string[] {
  const { text } = decodeText(bytes)
  if (isGarbled(text)) throw new Unreadable('wrong-encoding', 'garbled')
  return withoutControls(text).split(/\r\n?|\n|\f|\v|\u0085|\u2028|\u2029/)
}

/** Adds a line as a paragraph, with marks for its pictures and notes for characters that are lost. */
export function addLine(builder: DocumentBuilder, line: string, level?: number): void {
  // Few lines hold a bracket.
  if (!line.includes('[')) return void addText(builder, line, 0, level)
  const pictures = [...line.matchAll(LEFT_MARKS)].filter((match) => match[1]?.toLowerCase() !== 'bookmark').length
  addText(builder, line.replace(LEFT_MARKS, ''), pictures, level)
}

function addText(builder: DocumentBuilder, text: string, pictures: number, level: number | undefined): void {
  const anchor = builder.paragraph(text, { keep: pictures > 0, level })
  if (anchor === null) return
  for (let index = 0; index < pictures; index++) builder.mark({ kind: 'image', anchor })
  if (text.includes('\ufffd')) builder.note({ kind: 'lost-characters', anchor })
}
