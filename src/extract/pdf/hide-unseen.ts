import { whyNotShown, type RunLook } from '../shown.ts'
import { centreOf, type Glyph } from './geometry.ts'
import type { PaintedAreas } from './painted-areas.ts'
import { toUnshown, type Unshown } from './unshown.ts'

/** Points from which text that nobody sees is a watermark that is too pale. */
const LARGE = 24
/** Share of characters without paint that makes them the text under a scan. */
const MOSTLY = 0.5

/** A page once everything on it was drawn. */
interface PaintedPage {
  readonly glyphs: readonly Glyph[]
  /** Characters that show nothing wherever they stand. */
  readonly unpainted: ReadonlySet<Glyph>
  readonly painted: PaintedAreas
}

/** So few characters beside the picture of a page are its number or a stamp on it. */
const FEW = 60

/** Whether a page is a picture of one, without its words behind it: what stands on it cannot be read. @param shown its characters that are seen */
export function isScanned({ scan }: PaintedAreas, shown: readonly Glyph[]): boolean {
  const written = shown.filter(({ text }) => text.trim() !== '')
  return scan !== null && written.length < FEW && !written.some(({ unseen }) => unseen)
}

/**
 * Parts the characters that a reader of the page sees from those that nobody sees: on a layer that is off, cut away,
 * outside the page, tiny, of the colour of their ground, without paint, under what was painted later. The text layer
 * of a scanned page stays: it stands for the picture.
 */
export function hideUnseen(reader: PaintedPage): { shown: Glyph[]; unshown: Unshown[] } {
  const { scan } = reader.painted
  const unseen = reader.glyphs.filter((glyph) => glyph.unseen && glyph.text.trim() !== '').length
  const isLayer = scan !== null || unseen > reader.glyphs.length * MOSTLY
  const shown: Glyph[] = []
  const hidden: Glyph[] = []
  const pale: Glyph[] = []
  for (const glyph of reader.glyphs) {
    const [x, y] = centreOf(glyph)
    if (reader.unpainted.has(glyph) || (glyph.unseen && !isLayer)) hidden.push(glyph)
    else if (scan && scan.at > glyph.order) shown.push({ ...glyph, unseen: true })
    else if (glyph.text.trim() !== '' && !glyph.unseen && isLost(glyph, x, y, reader)) (isWatermark(glyph) ? pale : hidden).push(glyph)
    else shown.push(glyph)
  }
  return { shown, unshown: [...toUnshown('hidden-text', hidden), ...toUnshown('watermark', pale)] }
}

const isWatermark = ({ turn, size }: Glyph): boolean => turn === null || size >= LARGE

const isLost = (glyph: Glyph, x: number, y: number, { painted }: PaintedPage): boolean =>
  whyNotShown(lookOf(glyph, () => painted.groundUnder(x, y, glyph.order))) !== undefined || painted.isCovered(x, y, glyph.order)

function lookOf({ ink, size }: Glyph, ground: () => string | null): RunLook {
  const color = channels(ink.color)
  const alpha = ink.alpha
  if (!color || (alpha === 1 && color.every((value) => value === 0))) return { size, hidden: alpha === 0, ground: null }
  const under = channels(ground())
  if (!under) return { size, hidden: alpha === 0, ground: null }
  const mixed = color.map((value, index) => Math.round(value * alpha + under[index]! * (1 - alpha)))
  return { size, hidden: alpha === 0, colour: toNumber(mixed), ground: toNumber(under) }
}

const toNumber = ([red = 0, green = 0, blue = 0]: readonly number[]): number => (red << 16) | (green << 8) | blue

const known = new Map<string, readonly number[] | null>()

/** Red, green and blue of `#rrggbb`, from 0 to 255; null for any other. */
export function channels(color: string | null): readonly number[] | null {
  if (color === null) return null
  let found = known.get(color)
  if (found === undefined) {
    const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(color)
    found = match ? match.slice(1).map((hex) => Number.parseInt(hex, 16)) : null
    if (known.size > 1_000) known.clear()
    known.set(color, found)
  }
  return found
}
