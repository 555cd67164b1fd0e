import type { DocumentBuilder } from '../document-builder.ts'
import type { DocText } from './doc-text.ts'
import { PLACES, type FileInformation, type Place } from './file-information.ts'
import { plainText } from './plain-text.ts'

/** Adds what is outside the body: footnotes, page headers and footers, comments, endnotes. */
export function readSideStories(text: DocText, information: FileInformation, table: Uint8Array, builder: DocumentBuilder): void {
  let end = 0
  const [, notes, headers, , comments, endnotes, , headerBoxes] = information.stories.map((length) => ({
    start: end,
    end: (end += length),
  }))
  builder.aside('footnote', plainText(text, notes!))
  // Six separators of notes come first, then for each section: headers even and odd, footers even and odd, first pages.
  parts(headers!, information.place(PLACES.headers), table)
    .slice(6)
    .forEach((part, index) => builder.asideOnce([2, 3, 5].includes(index % 6) ? 'footer' : 'header', plainText(text, part).trim()))
  for (const part of parts(comments!, information.place(PLACES.commentTexts), table)) {
    const words = plainText(text, part).trim()
    if (words) builder.mark({ kind: 'comment', text: words })
  }
  builder.aside('footnote', plainText(text, endnotes!))
  builder.aside('header', plainText(text, headerBoxes!))
}

interface Stretch {
  readonly start: number
  readonly end: number
}

/** Stretches of a story as a list of positions in the table stream cuts it. */
function parts({ start, end }: Stretch, place: Place, table: Uint8Array): Stretch[] {
  if (end === start || place.length < 8 || place.offset + place.length > table.length) return []
  const view = new DataView(table.buffer, table.byteOffset + place.offset, place.length)
  const list: Stretch[] = []
  let last = start
  for (let at = 4; at + 4 <= place.length; at += 4) {
    const next = Math.min(end, start + view.getUint32(at, true))
    if (next >= last) list.push({ start: last, end: next })
    last = Math.max(last, next)
  }
  return list
}
