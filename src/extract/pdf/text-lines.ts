import { raised } from '../shown.ts'
import type { Glyph } from './geometry.ts'

/** Characters that stand beside each other, in reading order. */
export interface TextLine {
  readonly text: string
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
  readonly size: number
  readonly glyphs: readonly Glyph[]
}

/** A gap of this part of the font's size is a blank, between Latin letters and figures, and anywhere else. */
const LATIN_GAP = 0.22
const GAP = 0.55
/** A gap of this many sizes divides columns, where no lines are drawn. */
const COLUMN_GAP = 1.8

const LATIN = /[A-Za-z0-9]/

/**
 * Puts the characters of a page or cell into lines.
 * @param columns whether wide gaps become tabs
 * @returns lines from top to bottom; the text of one that was struck out is empty
 */
export function readLines(glyphs: readonly Glyph[], columns: boolean): TextLine[] {
  if (glyphs.length === 0) return []
  const flow = mostCommonFlow(glyphs)
  const place = placer(flow)
  const sorted = glyphs
    .filter((glyph) => glyph.text === '' || glyph.text.trim() !== '')
    .map((glyph) => ({ glyph, ...place(glyph) }))
    .sort((a, b) => a.level - b.level || a.along - b.along)
  const lines: (typeof sorted)[] = []
  let level = -Infinity
  for (const item of sorted) {
    const line = lines.at(-1)
    // Small raised signs belong to the line beside which they stand: half of the taller character decides.
    if (line && item.level - level <= Math.max(item.glyph.size, line[0]!.glyph.size) * 0.5) line.push(item)
    else lines.push([item])
    const now = lines.at(-1)!
    level = now.reduce((sum, { level: one }) => sum + one, 0) / now.length
  }
  const blanks = new Set(glyphs.filter((glyph) => glyph.text !== '' && glyph.text.trim() === '').map((glyph) => glyph.order))
  return lines.map((line) => toLine(dropDoubles(line.sort((a, b) => a.along - b.along).map(({ glyph }) => glyph)), flow, blanks, columns))
}

type Flow = Glyph['flow']

function mostCommonFlow(glyphs: readonly Glyph[]): Flow {
  const counts = { across: 0, down: 0, up: 0, back: 0 }
  for (const glyph of glyphs) counts[glyph.flow]++
  return (['across', 'down', 'up', 'back'] as const).reduce((best, flow) => (counts[flow] > counts[best] ? flow : best))
}

/** `along` grows in the direction of reading, `level` from line to line. */
function placer(flow: Flow): (glyph: Glyph) => { along: number; level: number } {
  if (flow === 'back') return (glyph) => ({ along: -(glyph.left + glyph.right) / 2, level: -(glyph.top + glyph.bottom) / 2 })
  if (flow === 'across') return (glyph) => ({ along: (glyph.left + glyph.right) / 2, level: (glyph.top + glyph.bottom) / 2 })
  if (flow === 'down') return (glyph) => ({ along: (glyph.top + glyph.bottom) / 2, level: -(glyph.left + glyph.right) / 2 })
  return (glyph) => ({ along: -(glyph.top + glyph.bottom) / 2, level: (glyph.left + glyph.right) / 2 })
}

/** Bold without a bold font is drawn twice, a hair apart: once is enough. */
function dropDoubles(glyphs: readonly Glyph[]): Glyph[] {
  const kept: Glyph[] = []
  for (const glyph of glyphs) {
    const near = glyph.size * 0.12
    const isSame = ({ text, left, top }: Glyph) =>
      text === glyph.text && Math.abs(left - glyph.left) < near && Math.abs(top - glyph.top) < near
    if (!kept.slice(-3).some(isSame)) kept.push(glyph)
  }
  return kept
}

function toLine(glyphs: readonly Glyph[], flow: Flow, blanks: ReadonlySet<number>, columns: boolean): TextLine {
  let text = ''
  let above = ''
  const endRaised = () => {
    text += raised(above)
    above = ''
  }
  glyphs.forEach((glyph, index) => {
    const before = glyphs[index - 1]
    if (!glyph.raised) endRaised()
    if (before && !glyph.raised) text += gapText(before, glyph, flow, blanks, columns)
    if (glyph.raised) above += glyph.text
    else text += glyph.text
  })
  endRaised()
  return {
    text,
    glyphs,
    left: Math.min(...glyphs.map((glyph) => glyph.left)),
    right: Math.max(...glyphs.map((glyph) => glyph.right)),
    top: Math.min(...glyphs.map((glyph) => glyph.top)),
    bottom: Math.max(...glyphs.map((glyph) => glyph.bottom)),
    size: median((text === '' ? glyphs : glyphs.filter((glyph) => glyph.text !== '')).map((glyph) => glyph.size)),
  }
}

function gapText(before: Glyph, after: Glyph, flow: Flow, blanks: ReadonlySet<number>, columns: boolean): string {
  if (flow !== 'across') return ''
  const gap = after.left - before.right
  const size = Math.min(before.size, after.size)
  if (columns && gap > size * COLUMN_GAP) return '\t'
  const latin = LATIN.test(before.text.slice(-1)) && LATIN.test(after.text.slice(0, 1))
  if (gap > size * (latin ? LATIN_GAP : GAP)) return ' '
  return gap > size * 0.15 && hasBlank(blanks, before, after) ? ' ' : ''
}

/** Whether the file itself writes a blank between two characters. */
const hasBlank = (blanks: ReadonlySet<number>, before: Glyph, after: Glyph): boolean =>
  after.order - before.order === 2 && blanks.has(before.order + 1)

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? 0
}
