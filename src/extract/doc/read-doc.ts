import type { Document } from '../../model/document.ts'
import { DocumentBuilder } from '../document-builder.ts'
import type { Limits } from '../limits.ts'
import { Unreadable } from '../unreadable-error.ts'
import { CompoundFile } from './compound-file.ts'
import { DocText } from './doc-text.ts'
import { PLACES, readFileInformation, type FileInformation } from './file-information.ts'
import { ListNumbers } from './list-numbers.ts'
import { MainStory } from './main-story.ts'
import { addOleProperties } from './ole-properties.ts'
import { readPieces } from './piece-table.ts'
import { readPropertyRuns } from './property-runs.ts'
import { readSideStories } from './side-stories.ts'
import { StyleSheet } from './style-sheet.ts'
import { readTextBoxes } from './text-boxes.ts'

/**
 * Reads a Word 97–2003 file, or a Kingsoft .wps that is one ([MS-DOC]). Nothing in it is run or followed: macros,
 * objects and links are only noted.
 * @throws Unreadable damaged, encrypted, unsupported-format (Word 6 and 95), too-complex, too-large
 */
export function readDoc(bytes: Uint8Array, limits: Limits): Document {
  try {
    return read(bytes, limits)
  } catch (error) {
    // What a table in the file points at lies outside of it.
    if (error instanceof RangeError) throw new Unreadable('damaged', 'out-of-range')
    throw error
  }
}

function read(bytes: Uint8Array, limits: Limits): Document {
  const file = new CompoundFile(bytes)
  if (file.entries.has('EncryptedPackage') || file.entries.has('\tDRMContent')) throw new Unreadable('encrypted', 'ole')
  const stream = file.stream('WordDocument')
  if (!stream) throw new Unreadable('unsupported-format', 'ole')
  const information = readFileInformation(stream)
  const table = file.stream(information.tableStream)
  if (!table) throw new Unreadable('damaged', 'table-stream')
  const data = readOptional(() => file.stream('Data'))
  const pieces = readPieces(table, information.place(PLACES.pieces), stream, information.language)
  checkLength(information, pieces.at(-1)!.end, limits)
  const paragraphs = readPropertyRuns('paragraph', table, information.place(PLACES.paragraphRuns), stream)
  const styles = new StyleSheet(table, information.place(PLACES.styles))
  const characters = readPropertyRuns('character', table, information.place(PLACES.characterRuns), stream)
  const text = new DocText(pieces, characters, { document: stream, table }, styles)
  const numbers = new ListNumbers(table, information.place(PLACES.lists), information.place(PLACES.listUses))
  const builder = new DocumentBuilder(limits)
  new MainStory({ text, paragraphs, styles, numbers, stream, table, data, builder, boxes: readTextBoxes(information, table) }).read(
    information.stories[0]!,
  )
  readSideStories(text, information, table, builder)
  if (file.entries.has('Macros')) builder.mark({ kind: 'macro' })
  addOleProperties(file, builder)
  return builder.build('doc')
}

/** The stream Data holds pictures and large properties: without it text is still text. */
function readOptional(read: () => Uint8Array | null): Uint8Array | null {
  try {
    return read()
  } catch (error) {
    if (error instanceof Unreadable) return null
    throw error
  }
}

function checkLength(information: FileInformation, characters: number, limits: Limits): void {
  const told = information.stories.reduce((sum, length) => sum + length, 0)
  if (information.stories[0]! > characters) throw new Unreadable('damaged', 'truncated')
  if (Math.max(told, characters) > limits.characters * 4) throw new Unreadable('too-large', 'characters')
}
