import { Unreadable } from '../unreadable-error.ts'
import type { Place } from './file-information.ts'

/** Bytes of the stream WordDocument that share one set of properties. */
export interface PropertyRun {
  readonly start: number
  readonly end: number
  /** Style of the paragraph; 0 for runs of characters. */
  readonly style: number
  /** Where the changes are in the stream WordDocument. */
  readonly from: number
  readonly to: number
}

const PAGE = 512

type Kind = 'paragraph' | 'character'

/**
 * Reads the formatted disk pages of paragraphs or characters ([MS-DOC] 2.9.33 ChpxFkp, 2.9.175 PapxFkp).
 * @param place the page table (PlcBteChpx or PlcBtePapx) in the table stream
 * @returns runs in order of bytes
 * @throws Unreadable damaged where the page table does not fit into its stream
 */
export function readPropertyRuns(kind: Kind, table: Uint8Array, place: Place, document: Uint8Array): PropertyRun[] {
  if (place.offset + place.length > table.length) throw new Unreadable('damaged', 'property-pages')
  const view = new DataView(table.buffer, table.byteOffset, table.byteLength)
  const count = Math.max(0, Math.floor((place.length - 4) / 8))
  const pages = new Set<number>()
  for (let i = 0; i < count; i++) pages.add(view.getUint32(place.offset + (count + 1) * 4 + i * 4, true) & 0x3fffff)
  const runs: PropertyRun[] = []
  for (const page of pages) {
    const base = page * PAGE
    if (base + PAGE > document.length) throw new Unreadable('damaged', 'property-pages')
    readPage(kind, document, base, runs)
  }
  return runs.sort((a, b) => a.start - b.start)
}

function readPage(kind: Kind, document: Uint8Array, base: number, runs: PropertyRun[]): void {
  const view = new DataView(document.buffer, document.byteOffset + base, PAGE)
  const count = view.getUint8(PAGE - 1)
  const width = kind === 'paragraph' ? 13 : 1
  if ((count + 1) * 4 + count * width > PAGE - 1) throw new Unreadable('damaged', 'property-pages')
  for (let i = 0; i < count; i++) {
    const start = view.getUint32(i * 4, true)
    const end = view.getUint32(i * 4 + 4, true)
    const offset = view.getUint8((count + 1) * 4 + i * width) * 2
    const read = kind === 'paragraph' ? paragraphProperties : characterProperties
    const { style, from, to } = offset === 0 ? NO_PROPERTIES : read(view, offset, base)
    runs.push({ start, end, style, from, to })
  }
}

type Properties = Omit<PropertyRun, 'start' | 'end'>

const NO_PROPERTIES: Properties = { style: 0, from: 0, to: 0 }

const characterProperties = (view: DataView, offset: number, base: number): Properties => ({
  style: 0,
  from: base + offset + 1,
  to: base + Math.min(PAGE, offset + 1 + view.getUint8(offset)),
})

/** A size of 0 means that the next byte holds it, in words; else the size counts its own byte. */
function paragraphProperties(view: DataView, offset: number, base: number): Properties {
  const first = view.getUint8(offset)
  const from = first === 0 ? offset + 2 : offset + 1
  const size = first === 0 ? view.getUint8(offset + 1) * 2 : first * 2 - 1
  if (from + 2 > PAGE) throw new Unreadable('damaged', 'property-pages')
  return { style: view.getUint16(from, true), from: base + from + 2, to: base + Math.min(PAGE, from + size) }
}
