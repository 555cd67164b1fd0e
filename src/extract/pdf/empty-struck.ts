import { firstIndex } from '../find-sorted.ts'
import type { Rules } from './collect-rules.ts'
import type { Glyph, Rule } from './geometry.ts'

/** Part of a line's length that must have characters under it for it to strike them out. */
const COVERED = 0.85
/** How far from the middle of a character, in parts of its height, a line still goes through it. */
const THROUGH = 0.2

/**
 * Empties characters that a line strikes through: text deleted under revision marks, printed with its marks. Lines of
 * tables go through no text, and underlines pass below it. Empty characters keep their room, so that what stands
 * around them is not torn apart.
 * @returns the characters, and the words struck out in the order in which the file draws them
 */
export function emptyStruck(glyphs: readonly Glyph[], rules: Rules): { kept: readonly Glyph[]; struck: string } {
  const byHeight = [...rules.across].sort((a, b) => a.at - b.at)
  const under = new Map<Rule, Glyph[]>()
  for (const glyph of glyphs) {
    if (glyph.flow !== 'across' || glyph.text.trim() === '') continue
    const middle = (glyph.top + glyph.bottom) / 2
    const reach = (glyph.bottom - glyph.top) * THROUGH
    const centre = (glyph.left + glyph.right) / 2
    const first = firstIndex(byHeight.length, (index) => byHeight[index]!.at >= middle - reach)
    for (let i = first; i < byHeight.length && byHeight[i]!.at <= middle + reach; i++) {
      const rule = byHeight[i]!
      if (centre < rule.from || centre > rule.to) continue
      const list = under.get(rule)
      if (list) list.push(glyph)
      else under.set(rule, [glyph])
    }
  }
  const gone = new Set<Glyph>()
  for (const [rule, list] of under) {
    const covered = list.reduce((sum, glyph) => sum + glyph.right - glyph.left, 0)
    if (covered >= (rule.to - rule.from) * COVERED) for (const glyph of list) gone.add(glyph)
  }
  if (gone.size === 0) return { kept: glyphs, struck: '' }
  const struck = [...gone].sort((a, b) => a.order - b.order).map((glyph) => glyph.text)
  return { kept: glyphs.map((glyph) => (gone.has(glyph) ? { ...glyph, text: '' } : glyph)), struck: struck.join('') }
}
