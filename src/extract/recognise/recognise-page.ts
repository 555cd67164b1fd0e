import type { Limits } from '../limits.ts'
import { findGrids, type Region } from '../pdf/find-grids.ts'
import { BLACK, type Glyph } from '../pdf/geometry.ts'
import type { PageContent } from '../pdf/page-content.ts'
import { cutOut, DARK, type Bitmap } from './bitmap.ts'
import type { DrawnPage } from './draw-page.ts'
import { takeRuling } from './find-ruling.ts'
import type { RecognisedLine, Recogniser } from './recogniser.ts'

interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

const MARGIN = 4
/** Points from a cell's line in which nothing is looked for: what is left of the line. */
const INSET = 1
/** Below this, what may be a figure is looked at again as one. */
const SURE = 80

/**
 * Reads a scanned page: its lines first, then its tables cell by cell, then the rest.
 * @returns what a page with a text layer would give, every character marked as unseen
 */
export async function recognisePage(drawn: DrawnPage, recogniser: Recogniser, limits: Limits): Promise<PageContent> {
  const { bitmap, scale, width, height } = drawn
  const rules = takeRuling(drawn)
  const glyphs: Glyph[] = []
  for (const grid of findGrids(rules, limits)) {
    if (grid.regions.length < 2) continue
    for (const region of grid.regions) {
      const inside = insideOf(region, bitmap, scale)
      const ink = inkOf(bitmap, inside)
      if (!ink) continue
      const single = countBands(bitmap, ink) === 1
      const box = single ? roomAround(ink, inside) : ink
      const { lines, origin } = await readCell(bitmap, ink, box, single, recogniser)
      addGlyphs(glyphs, lines, origin, scale, region)
      clear(bitmap, ink)
    }
  }
  const whole = inkOf(bitmap, { left: 0, top: 0, right: bitmap.width, bottom: bitmap.height })
  if (whole) addGlyphs(glyphs, await recogniser.read(cutOut(bitmap, whole, MARGIN), 'block'), whole, scale)
  return { width, height, glyphs, rules, pictures: 1, unshown: [], drawings: [], struck: [] }
}

/** A figure alone (1) is told from a stroke by the room that its cell leaves around it. */
function roomAround(ink: Box, inside: Box): Box {
  const room = ink.bottom - ink.top
  return { ...inside, top: Math.max(inside.top, ink.top - room), bottom: Math.min(inside.bottom, ink.bottom + room) }
}

async function readCell(bitmap: Bitmap, ink: Box, box: Box, single: boolean, recogniser: Recogniser): Promise<Reading> {
  const lines = await recogniser.read(cutOut(bitmap, box, MARGIN), single ? 'line' : 'block')
  const symbols = lines.flatMap((line) => line.symbols)
  const reading: Reading = { lines, origin: box }
  if (
    !single ||
    ink.right - ink.left > 4 * (ink.bottom - ink.top) ||
    (symbols.length > 0 && worst(lines) >= SURE && symbols.every(({ text }) => /\d/.test(text)))
  )
    return reading
  // A single sign in a cell is easily taken for a character (1 for 工) or for nothing: it is looked at as a figure too.
  for (const origin of [box, ink]) {
    const digits = await recogniser.read(cutOut(bitmap, origin, MARGIN), 'line', true)
    if (worst(digits) >= SURE) return { lines: digits, origin }
  }
  return symbols.length > 0 ? reading : { lines: [{ box: WHOLE, symbols: [{ text: '？', confidence: 0, bbox: WHOLE }] }], origin: ink }
}

interface Reading {
  readonly lines: readonly RecognisedLine[]
  /** The part of the bitmap that was looked at. */
  readonly origin: Box
}

/** Something is there that is not recognised: it must not look blank. */
const WHOLE = { x0: MARGIN, y0: MARGIN, x1: MARGIN + 20, y1: MARGIN + 20 }

function worst(lines: readonly RecognisedLine[]): number {
  const symbols = lines.flatMap((line) => line.symbols)
  return symbols.length ? Math.min(...symbols.map(({ confidence }) => confidence)) : 0
}

function insideOf(region: Region, bitmap: Bitmap, scale: number): Box {
  const px = (points: number, most: number): number => Math.min(most, Math.max(0, Math.round(points * scale)))
  return {
    left: px(region.left + INSET, bitmap.width),
    right: px(region.right - INSET, bitmap.width),
    top: px(region.top + INSET, bitmap.height),
    bottom: px(region.bottom - INSET, bitmap.height),
  }
}

/** The box around what is dark in an area; null where that is no more than dust. */
function inkOf({ width, grey }: Bitmap, area: Box): Box | null {
  let [left, right, top, bottom, count] = [area.right, area.left, area.bottom, area.top, 0]
  for (let y = area.top; y < area.bottom; y++)
    for (let x = area.left; x < area.right; x++) {
      if (grey[y * width + x]! >= DARK) continue
      count++
      if (x < left) left = x
      if (x >= right) right = x + 1
      if (y < top) top = y
      if (y >= bottom) bottom = y + 1
    }
  return count < 12 ? null : { left, top, right, bottom }
}

/** Rows of ink with blank rows between them: one means one line of text. */
function countBands({ width, grey }: Bitmap, box: Box): number {
  let bands = 0
  let blank = Infinity
  for (let y = box.top; y < box.bottom; y++) {
    let ink = false
    for (let x = box.left; x < box.right && !ink; x++) ink = grey[y * width + x]! < DARK
    if (ink && blank > 2) bands++
    blank = ink ? 0 : blank + 1
  }
  return bands
}

function clear(bitmap: Bitmap, box: Box): void {
  for (let y = box.top; y < box.bottom; y++) bitmap.grey.fill(255, y * bitmap.width + box.left, y * bitmap.width + box.right)
}

/**
 * Symbols as characters of the page. Recognition tells the lines well and the edges of characters badly: neighbours
 * nearer than a character's width are made to touch, and nothing reaches out of its cell.
 */
function addGlyphs(glyphs: Glyph[], lines: readonly RecognisedLine[], origin: Box, scale: number, region?: Region): void {
  const x = (px: number): number => {
    const points = (origin.left - MARGIN + px) / scale
    return region ? Math.min(region.right - 2, Math.max(region.left + 2, points)) : points
  }
  const y = (px: number): number => (origin.top - MARGIN + px) / scale
  for (const { box, symbols } of lines) {
    const heights = symbols.map(({ bbox }) => bbox.y1 - bbox.y0).sort((a, b) => a - b)
    const tall = heights[heights.length >> 1] ?? box.y1 - box.y0
    const middle = (box.y0 + box.y1) / 2
    symbols.forEach(({ text, bbox }, index) => {
      const [before, after] = [symbols[index - 1], symbols[index + 1]]
      const near = (gap: number): boolean => gap < tall * 1.2
      const left = before && near(bbox.x0 - before.bbox.x1) ? (before.bbox.x1 + bbox.x0) / 2 : bbox.x0
      const right = after && near(after.bbox.x0 - bbox.x1) ? (bbox.x1 + after.bbox.x0) / 2 : bbox.x1
      glyphs.push({
        text,
        left: x(left),
        right: x(Math.max(left + 1, right)),
        top: y(middle - tall / 2),
        bottom: y(middle + tall / 2),
        size: tall / scale,
        flow: 'across',
        turn: 0,
        ink: BLACK,
        font: 'recognised',
        unseen: true,
        order: glyphs.length,
      })
    })
  }
}
