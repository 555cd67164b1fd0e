import type { Document } from '../../model/document.ts'
import { DocumentBuilder } from '../document-builder.ts'
import type { Limits } from '../limits.ts'
import { addLine, decodeLines } from './text-lines.ts'

/**
 * Reads plain text in UTF-8, UTF-16 or GB18030: a line is a paragraph, tabs are kept, blank lines are left out. Tables
 * that were flattened into lines stay lines; `report/` finds their rows and cells.
 * @throws Unreadable wrong-encoding, unsupported-format for binary data, too-large, too-complex
 */
export function readText(bytes: Uint8Array, limits: Limits): Document {
  const builder = new DocumentBuilder(limits)
  for (const line of decodeLines(bytes)) addLine(builder, line)
  return builder.build('txt')
}
