import { firstIndex } from '../find-sorted.ts'
import type { Rules } from './collect-rules.ts'
import { centreOf, holds, type Box, type Glyph, type Rule } from './geometry.ts'
import { toUnshown, type Unshown } from './unshown.ts'

/** Part of a line's length that must have characters under it for it to strike them out. */
const COVERED = 0.85
/** What a line drawn by hand may stand out beside the text, in sizes. */
const OVERHANG = 0.8
/** How far from the middle of a character, in parts of its height, a line still goes through it. */
const THROUGH = 0.2

/**
 * Empties characters that a line strikes through: struck out by hand, or deleted under revision marks and printed with
 * them. Lines of tables go through no text, and underlines pass below it. Empty characters keep their room, so that what
 * stands around them is not torn apart.
 * @param boxes places that a reviewer struck out
 * @returns the characters, and the words struck out
 */
export function emptyStruck(glyphs: readonly Glyph[], rules: Rules, boxes: readonly Box[]): { kept: readonly Glyph[]; struck: Unshown[] } {
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
  for (const [rule, list] of under) if (strikes(rule, list)) for (const glyph of list) gone.add(glyph)
  if (boxes.length > 0) for (const glyph of glyphs) if (boxes.some((box) => holds(box, ...centreOf(glyph)))) gone.add(glyph)
  if (gone.size === 0) return { kept: glyphs, struck: [] }
  return { kept: glyphs.map((glyph) => (gone.has(glyph) ? { ...glyph, text: '' } : glyph)), struck: toUnshown('struck-text', gone) }
}

/** Whether characters fill a line that goes through them, but for a little at its ends. */
function strikes(rule: Rule, list: readonly Glyph[]): boolean {
  const covered = list.reduce((sum, glyph) => sum + glyph.right - glyph.left, 0)
  const overhang = Math.max(...list.map((glyph) => glyph.size)) * OVERHANG
  return covered >= Math.min((rule.to - rule.from) * COVERED, Math.max(rule.to - rule.from - overhang, (rule.to - rule.from) * 0.5))
}
