import { oldShadingAt, shadingAt } from './character-properties.ts'
import { eachSprm, SPRM } from './sprms.ts'

/** What the reader needs to know of a paragraph. */
export interface ParagraphProperties {
  style: number
  /** 0 in the body, 1 in a table, 2 in a table inside a cell … */
  depth: number
  /** The paragraph ends a row of its table (its text is empty and stands in no cell). */
  rowEnd: boolean
  /** The paragraph ends a cell of an inner table. */
  cellEnd: boolean
  /** Outline level from 1; null for body text. */
  level: number | null
  /** Number of the list (from 1) and level in it (from 0); list 0 is none. */
  list: number
  listLevel: number
  /** Colour behind it: 0xRRGGBB, null where it cannot be told, undefined where there is none. */
  ground: number | null | undefined
  /** Changes of properties, in the stream named, for what only rows have. */
  sources: { readonly bytes: Uint8Array; readonly from: number; readonly to: number }[]
}

export const plainProperties = (style: number): ParagraphProperties => ({
  style,
  depth: 0,
  rowEnd: false,
  cellEnd: false,
  level: null,
  list: 0,
  listLevel: 0,
  ground: undefined,
  sources: [],
})

/**
 * Applies changes to a paragraph's properties. Properties too large for their page stand in the stream Data and are
 * followed there once.
 * @param data the stream Data, where the file has one
 */
export function applyParagraphSprms(into: ParagraphProperties, bytes: Uint8Array, from: number, to: number, data: Uint8Array | null): void {
  into.sources.push({ bytes, from, to })
  let inTable: boolean | null = null
  eachSprm(bytes, from, to, (code, at) => {
    const value = bytes[at]!
    if (code === SPRM.inTable) inTable = value !== 0
    else if (code === SPRM.depth) into.depth = new DataView(bytes.buffer, bytes.byteOffset + at, 4).getInt32(0, true)
    else if (code === SPRM.rowEnd || code === SPRM.innerRowEnd) into.rowEnd ||= value !== 0
    else if (code === SPRM.innerCell) into.cellEnd = value !== 0
    else if (code === SPRM.outline) into.level = value < 9 ? value + 1 : null
    else if (code === SPRM.paragraphShading) into.ground = shadingAt(bytes, at)
    else if (code === SPRM.paragraphShadingOld) into.ground ??= oldShadingAt(bytes, at)
    else if (code === SPRM.listLevel) into.listLevel = Math.min(8, value)
    else if (code === SPRM.list) into.list = listNumber(value | (bytes[at + 1]! << 8))
    else if (data && bytes !== data && isFar(code)) followFar(into, bytes, at, data)
  })
  if (inTable && into.depth < 1) into.depth = 1
}

const isFar = (code: number): boolean => code === SPRM.hugeProperties || code === SPRM.hugePropertiesOld || code === SPRM.tableProperties

function followFar(into: ParagraphProperties, bytes: Uint8Array, at: number, data: Uint8Array): void {
  const offset = new DataView(bytes.buffer, bytes.byteOffset + at, 4).getUint32(0, true)
  if (offset + 2 > data.length) return
  const size = data[offset]! | (data[offset + 1]! << 8)
  applyParagraphSprms(into, data, offset + 2, offset + 2 + size, null)
}

/** 0x07FF and what is above stand for numbering of Word 6 or none. */
const listNumber = (value: number): number => (value > 0 && value < 0x07ff ? value : 0)
