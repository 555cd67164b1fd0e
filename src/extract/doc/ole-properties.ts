import type { DocumentBuilder } from '../document-builder.ts'
import { Unreadable } from '../unreadable-error.ts'
import type { CompoundFile } from './compound-file.ts'

/** Numbers of the properties that people write or programs fill in with people ([MS-OLEPS] 3.1, [MS-OSHARED] 2.3.3.2). */
const SETS: readonly { readonly stream: string; readonly authors: readonly number[]; readonly texts: readonly number[] }[] = [
  { stream: '\u0005SummaryInformation', authors: [4, 8], texts: [2, 3, 5, 6] },
  { stream: '\u0005DocumentSummaryInformation', authors: [], texts: [2, 14, 15, 27] },
]

const CODE_PAGE = 1
/** Code pages by their numbers; others are left unread. */
const ENCODINGS: Readonly<Record<number, string>> = { 936: 'gb18030', 950: 'big5', 1200: 'utf-16le', 1252: 'windows-1252', 65001: 'utf-8' }
const [SHORT, BYTES, WIDE] = [2, 30, 31]
const MOST_PROPERTIES = 200
const LONGEST = 4_000

/** Adds the authors and properties of an older Office file; a set of properties that is broken is left out. */
export function addOleProperties(file: CompoundFile, builder: DocumentBuilder): void {
  for (const { stream, authors, texts } of SETS) {
    const values = readSet(file, stream)
    for (const id of authors) builder.author(values.get(id) ?? '')
    for (const id of texts) builder.property(values.get(id) ?? '')
  }
}

function readSet(file: CompoundFile, stream: string): ReadonlyMap<number, string> {
  try {
    const bytes = file.stream(stream)
    return bytes ? textsOf(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)) : new Map()
  } catch (error) {
    // Offsets that lead outside, or a broken chain of sectors: the text of the file does not depend on it.
    if (error instanceof RangeError || error instanceof Unreadable) return new Map()
    throw error
  }
}

/** @throws RangeError where a number in the set leads outside of it */
function textsOf(view: DataView): Map<number, string> {
  const set = view.getUint32(44, true)
  const count = Math.min(view.getUint32(set + 4, true), MOST_PROPERTIES)
  const places = Array.from({ length: count }, (_, index): [number, number] => {
    const at = set + 8 + index * 8
    return [view.getUint32(at, true), set + view.getUint32(at + 4, true)]
  })
  const page = places.find(([id]) => id === CODE_PAGE)
  const encoding = page && view.getUint32(page[1], true) === SHORT ? ENCODINGS[view.getUint16(page[1] + 4, true)] : undefined
  return new Map(places.flatMap(([id, at]): [number, string][] => [[id, textAt(view, at, encoding)]]))
}

function textAt(view: DataView, at: number, encoding: string | undefined): string {
  const kind = view.getUint32(at, true)
  if ((kind !== BYTES && kind !== WIDE) || (kind === BYTES && !encoding)) return ''
  const length = Math.min(view.getUint32(at + 4, true) * (kind === WIDE ? 2 : 1), LONGEST)
  if (at + 8 + length > view.byteLength) return ''
  const bytes = new Uint8Array(view.buffer, view.byteOffset + at + 8, length)
  const text = new TextDecoder(kind === WIDE ? 'utf-16le' : encoding).decode(bytes)
  return text.split('\0')[0] ?? ''
}
