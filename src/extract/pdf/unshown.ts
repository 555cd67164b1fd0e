import type { DocumentMark } from '../../model/document.ts'
import { centreOf, type Glyph } from './geometry.ts'

/** Words of a page that are not in its text, and where they stand (points from the top left corner). */
export interface Unshown {
  readonly kind: DocumentMark['kind']
  readonly text: string
  readonly x: number
  readonly y: number
}

/** How far apart, in sizes, neighbouring characters of one stretch stand. */
const NEAR = 2.5

/** Stretches of characters that the file draws one after the other, each as one entry. */
export function stretchesOf(glyphs: Iterable<Glyph>): Glyph[][] {
  const stretches: Glyph[][] = []
  for (const glyph of [...glyphs].sort((a, b) => a.order - b.order)) {
    const last = stretches.at(-1)?.at(-1)
    const [x, y] = centreOf(glyph)
    const [lastX, lastY] = last ? centreOf(last) : [Infinity, Infinity]
    const near = Math.hypot(x - lastX, y - lastY) <= Math.max(glyph.size, last?.size ?? 0) * NEAR
    if (last && near && glyph.order - last.order <= 2) stretches.at(-1)!.push(glyph)
    else stretches.push([glyph])
  }
  return stretches
}

/** What to tell of characters that were left out: one entry a stretch, without blank ones. */
export const toUnshown = (kind: Unshown['kind'], glyphs: Iterable<Glyph>): Unshown[] =>
  stretchesOf(glyphs).flatMap((stretch) => {
    const text = stretch.map((glyph) => glyph.text).join('')
    if (text.trim() === '') return []
    const [x, y] = centreOf(stretch[0]!)
    return [{ kind, text, x, y }]
  })
