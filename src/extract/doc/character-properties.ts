import type { RunLook } from '../shown.ts'
import { eachSprm, SPRM } from './sprms.ts'

/** How the file stores a range of characters. */
export interface CharacterProperties {
  readonly deleted: boolean
  readonly inserted: boolean
  readonly hidden: boolean
  readonly webHidden: boolean
  readonly struck: boolean
  readonly doubleStruck: boolean
  /** Superscript or subscript. */
  readonly raised: boolean
  /** Moved up or down by points of its own, which some do to centre a figure. */
  readonly shifted: boolean
  /** In points. */
  readonly size: number | undefined
  /** 0xRRGGBB; undefined for automatic. */
  readonly colour: number | undefined
  /** 0xRRGGBB behind it; null where it cannot be told, undefined where there is none. */
  readonly ground: number | null | undefined
  /** Control characters mean what they stand for only here; elsewhere they are text. */
  readonly special: boolean
  /** A sign out of a symbol font, by its code. */
  readonly symbol: number | null
  /** Where in the stream Data the picture or form field of a special character is. */
  readonly picture: number | null
}

type Writable = { -readonly [K in keyof CharacterProperties]: CharacterProperties[K] }
type Toggle = 'deleted' | 'inserted' | 'hidden' | 'webHidden' | 'struck' | 'special'

export const PLAIN: CharacterProperties = {
  deleted: false,
  inserted: false,
  hidden: false,
  webHidden: false,
  struck: false,
  doubleStruck: false,
  raised: false,
  shifted: false,
  size: undefined,
  colour: undefined,
  ground: undefined,
  special: false,
  symbol: null,
  picture: null,
}

const TOGGLES: ReadonlyMap<number, Toggle> = new Map<number, Toggle>([
  [SPRM.markDeleted, 'deleted'],
  [SPRM.markInserted, 'inserted'],
  [SPRM.vanish, 'hidden'],
  [SPRM.styleSeparator, 'hidden'],
  [SPRM.webHidden, 'webHidden'],
  [SPRM.strike, 'struck'],
  [SPRM.special, 'special'],
])
/** Half points by which characters must be moved to be a mark. */
const SHIFTED = 6
/** Colours that older sprms name by number ([MS-DOC] 2.9.119). */
const INDEXED = [0, 0x000000, 0x0000ff, 0x00ffff, 0x00ff00, 0xff00ff, 0xff0000, 0xffff00, 0xffffff, 0x00008b, 0x008b8b, 0x006400].concat([
  0x8b008b, 0x8b0000, 0x808000, 0x808080, 0xc0c0c0,
])

/**
 * Applies changes to properties.
 * @param base what the styles say: 0x80 means “as there”, 0x81 its opposite
 * @param style gives the properties of a character style over those so far
 */
export function applyCharacterSprms(
  from: CharacterProperties,
  { bytes, start, end }: { readonly bytes: Uint8Array; readonly start: number; readonly end: number },
  base: CharacterProperties,
  style: (index: number, over: CharacterProperties) => CharacterProperties,
): CharacterProperties {
  let into: Writable = { ...from }
  let under = base
  eachSprm(bytes, start, end, (code, at) => {
    const toggle = TOGGLES.get(code)
    if (toggle) into[toggle] = toggled(bytes[at]!, under[toggle])
    else if (code === SPRM.characterStyle) into = { ...(under = style(bytes[at]! | (bytes[at + 1]! << 8), into)) }
    else change(into, code, bytes, at)
  })
  return into
}

const toggled = (value: number, base: boolean): boolean => (value === 0x80 ? base : value === 0x81 ? !base : value !== 0)

function change(into: Writable, code: number, bytes: Uint8Array, at: number): void {
  const half = bytes[at]! | (bytes[at + 1]! << 8)
  if (code === SPRM.doubleStrike) into.doubleStruck = bytes[at] !== 0
  else if (code === SPRM.raised) into.raised = bytes[at] === 1 || bytes[at] === 2
  else if (code === SPRM.position) into.shifted = Math.abs((half << 16) >> 16) >= SHIFTED
  else if (code === SPRM.size) into.size = half / 2
  else if (code === SPRM.characterScale) into.hidden ||= half < 5
  else if (code === SPRM.colourIndex) into.colour = indexed(bytes[at]!)
  else if (code === SPRM.colour) into.colour = colourAt(bytes, at)
  else if (code === SPRM.highlight) into.ground = indexed(bytes[at]!)
  else if (code === SPRM.shading) into.ground = shadingAt(bytes, at)
  else if (code === SPRM.shadingOld) into.ground = oldShadingAt(bytes, at)
  else if (code === SPRM.symbol) into.symbol = bytes[at + 2]! | (bytes[at + 3]! << 8)
  else if (code === SPRM.picture) into.picture = new DataView(bytes.buffer, bytes.byteOffset + at, 4).getUint32(0, true)
}

const indexed = (index: number): number | undefined => (index === 0 ? undefined : INDEXED[index])

/** A COLORREF: red, green, blue, and whether it is automatic. */
function colourAt(bytes: Uint8Array, at: number): number | undefined {
  return bytes[at + 3] === 0xff ? undefined : (bytes[at]! << 16) | (bytes[at + 1]! << 8) | bytes[at + 2]!
}

/** @returns the colour of a Shd: undefined where it has none, null for a pattern */
export function shadingAt(bytes: Uint8Array, at: number): number | null | undefined {
  const pattern = bytes[at + 8]! | (bytes[at + 9]! << 8)
  if (pattern === 0 || pattern === 0xffff) return colourAt(bytes, at + 4)
  return pattern === 1 ? (colourAt(bytes, at) ?? 0) : null
}

/** The same of a Shd80, which numbers its colours. */
export function oldShadingAt(bytes: Uint8Array, at: number): number | null | undefined {
  const value = bytes[at]! | (bytes[at + 1]! << 8)
  if (value === 0xffff) return undefined
  const pattern = value >> 10
  if (pattern === 0) return indexed((value >> 5) & 0x1f)
  return pattern === 1 ? (indexed(value & 0x1f) ?? 0) : null
}

/** Whether nothing in the look can keep characters from being seen, as of nearly all. */
export const isPlainLook = ({ struck, doubleStruck, hidden, webHidden, size = 9, colour }: CharacterProperties): boolean =>
  !struck && !doubleStruck && !hidden && !webHidden && size > 2 && colour === undefined

/** The look of characters, without what is behind their paragraph. */
export const lookOf = ({ struck, doubleStruck, hidden, webHidden, size, colour, ground }: CharacterProperties): RunLook => ({
  struck: struck || doubleStruck,
  hidden: hidden || webHidden,
  size,
  colour,
  ground,
})
