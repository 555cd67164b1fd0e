import type { Glyph } from './geometry.ts'

/** Size of a raised character, as part of that of the character in front. */
const SMALL = 0.82
/** How far the foot of the line lies above or below that of the character in front, in sizes of that. */
const SHIFT = 0.12
/** Part of a character's height below the line that it stands on. */
const BELOW = 0.14
/** How far behind it may stand, in sizes. */
const BESIDE = 0.4
/** Height of the strips (points) by which neighbours are looked up. */
const STRIP = 12
const CANDIDATE = /^[0-9A-Za-z*＊†‡[\](){}（）〔〕①-⑳]{1,3}$/

/**
 * Marks the characters of a page that stand raised or lowered behind another, small and off its line: signs of notes, and
 * the figures of m² and H₂O. Which of them are signs of notes is told where the text is known.
 */
export function findRaised(glyphs: readonly Glyph[]): readonly Glyph[] {
  const strips = byStrip(glyphs)
  const raised = new Map<Glyph, Glyph>()
  const inOrder = glyphs.filter((glyph) => glyph.flow === 'across' && CANDIDATE.test(glyph.text)).sort((a, b) => a.left - b.left)
  for (const glyph of inOrder) {
    const before = neighbourOf(glyph, strips)
    if (!before) continue
    const base = raised.get(before)
    // What follows a raised sign and looks like it is raised with it.
    if (base) {
      if (Math.abs(glyph.size - before.size) < 0.5 && Math.abs(glyph.top - before.top) < 1) raised.set(glyph, base)
    } else if (isOffLine(glyph, before)) raised.set(glyph, before)
  }
  return raised.size === 0 ? glyphs : glyphs.map((glyph) => (raised.has(glyph) ? { ...glyph, raised: true } : glyph))
}

function isOffLine(glyph: Glyph, before: Glyph): boolean {
  if (glyph.size > before.size * SMALL || before.text.trim() === '') return false
  return Math.abs(baselineOf(glyph) - baselineOf(before)) >= before.size * SHIFT
}

const baselineOf = ({ bottom, size }: Glyph): number => bottom - size * BELOW

const middleOf = ({ top, bottom }: Glyph): number => (top + bottom) / 2

function byStrip(glyphs: readonly Glyph[]): Map<number, Glyph[]> {
  const strips = new Map<number, Glyph[]>()
  for (const glyph of glyphs) {
    if (glyph.flow !== 'across' || glyph.text.trim() === '') continue
    for (let strip = Math.floor(glyph.top / STRIP); strip <= Math.floor(glyph.bottom / STRIP); strip++) {
      const list = strips.get(strip)
      if (list) list.push(glyph)
      else strips.set(strip, [glyph])
    }
  }
  return strips
}

/** The character directly in front, of those that stand on its height. */
function neighbourOf(glyph: Glyph, strips: ReadonlyMap<number, readonly Glyph[]>): Glyph | null {
  let best: Glyph | null = null
  for (const other of strips.get(Math.floor(middleOf(glyph) / STRIP)) ?? []) {
    const gap = glyph.left - other.right
    if (other === glyph || gap < -other.size * 0.3 || gap > other.size * BESIDE || other.left >= glyph.left) continue
    if (middleOf(glyph) < other.top - 1 || middleOf(glyph) > other.bottom + 1) continue
    if (!best || other.right > best.right) best = other
  }
  return best
}
