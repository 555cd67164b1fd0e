import { foldGlyph } from '../../language/fold-glyph.ts'
import { apply, type Glyph, type Ink, type Matrix } from '../pdf/geometry.ts'
import { FLOWS, turnOf } from '../pdf/text-state.ts'
import { findAll, textBelow, type XmlNode } from '../xml-tree.ts'
import { numbersOf } from './object-place.ts'

/** Ascent and descent of Chinese fonts, in parts of their size. */
const ABOVE = 0.86
const BELOW = 0.14
const HALF_WIDTH = /^[\u0000-\u00ff]$/
/** In place of a shape of a font of which the file does not say what it means. */
const UNKNOWN = '\ufffd'
/** Shapes past these are no text of a page. */
const MOST_SHAPES = 20_000

/** How the characters of a text object are painted. */
export interface TextPaint {
  readonly ink: Ink
  /** Nothing of them is painted: they may be the words behind a scan. */
  readonly unseen: boolean
}

/**
 * Places the characters of a text object. A position list that is missing or too short goes on by the width that such a
 * character has in Chinese fonts; where a text code says no place, it begins where the one before it began.
 * @param matrix from the object's own millimetres to points on the page
 */
export function drawText(object: XmlNode, matrix: Matrix, paint: TextPaint, into: Glyph[]): void {
  const size = Number(object.attributes['Size'] ?? 0)
  if (!(size > 0)) return
  const narrow = Number(object.attributes['HScale'] ?? 1) || 1
  let start = { x: 0, y: 0 }
  for (const code of codesOf(object)) {
    const characters = [...code.text]
    start = { x: code.x ?? start.x, y: code.y ?? start.y }
    const steps = stepsOf(object, code, characters.length)
    let { x, y } = start
    for (const [index, character] of characters.entries()) {
      const own = size * narrow * (HALF_WIDTH.test(character) ? 0.5 : 1)
      const step = steps.upright ? 0 : (steps.across[index] ?? own)
      place({ character, x, y, size, advance: step > 0 ? Math.min(step, own * 1.2) : own, upright: steps.upright }, matrix, paint, into)
      x += step
      y += steps.down[index] ?? (steps.upright ? size : 0)
    }
  }
}

interface TextCode {
  readonly text: string
  readonly x: number | undefined
  readonly y: number | undefined
  readonly across?: string | undefined
  readonly down?: string | undefined
}

function codesOf(object: XmlNode): TextCode[] {
  const codes = findAll(object, 'ofd:TextCode').map((code) => ({
    text: textBelow(code).replace(/[\r\n\t]/g, ' '),
    x: numbersOf(code.attributes['X'] ?? '')[0],
    y: numbersOf(code.attributes['Y'] ?? '')[0],
    across: code.attributes['DeltaX'],
    down: code.attributes['DeltaY'],
  }))
  if (codes.some(({ text }) => text !== '')) return codes
  // Only the shapes are drawn: something stands here, and nobody says what.
  const shapes = findAll(object, 'ofd:Glyphs').reduce((sum, list) => sum + numbersOf(textBelow(list)).length, 0)
  const [first = { text: '', x: 0, y: 0 }] = codes
  return [{ ...first, y: first.y ?? Number(object.attributes['Size']), text: UNKNOWN.repeat(Math.min(shapes, MOST_SHAPES)) }]
}

interface Steps {
  readonly across: readonly number[]
  readonly down: readonly number[]
  /** Written from top to bottom. */
  readonly upright: boolean
}

/** In the reading direction of 90 degrees a list of steps to the right may stand for steps down. */
function stepsOf(object: XmlNode, code: TextCode, characters: number): Steps {
  const [across, down] = [deltas(code.across, characters), deltas(code.down, characters)]
  if (object.attributes['ReadDirection'] === '90' && down.length === 0) return { across: [], down: across, upright: true }
  return { across, down, upright: down.some((step) => step !== 0) && across.every((step) => step === 0) }
}

/** Steps from character to character: numbers, and `g 3 2.5` for three times 2.5. A list that is too short is not made longer. */
function deltas(list: string | undefined, most: number): number[] {
  const steps: number[] = []
  const words = (list ?? '').split(/[\s,]+/).filter(Boolean)
  for (let at = 0; at < words.length && steps.length < most; at++) {
    if (words[at] !== 'g') steps.push(...numbersOf(words[at]!))
    else {
      const [count = 0, step = 0] = numbersOf(`${words[at + 1]} ${words[at + 2]}`)
      for (let times = 0; times < count && steps.length < most; times++) steps.push(step)
      at += 2
    }
  }
  return steps
}

interface Character {
  readonly character: string
  readonly x: number
  readonly y: number
  readonly size: number
  readonly advance: number
  /** Written from top to bottom. */
  readonly upright: boolean
}

function place({ character, x, y, size, advance, upright }: Character, matrix: Matrix, { ink, unseen }: TextPaint, into: Glyph[]): void {
  const text = foldGlyph(character)
  if (text === '') return
  const [x1, y1] = apply(matrix, x, y - size * ABOVE)
  const [x2, y2] = apply(matrix, x + advance, y + size * BELOW)
  const turn = turnOf(matrix[0], matrix[1])
  into.push({
    text,
    left: Math.min(x1, x2),
    right: Math.max(x1, x2),
    top: Math.min(y1, y2),
    bottom: Math.max(y1, y2),
    size: size * Math.hypot(matrix[2], matrix[3]),
    flow: upright && (turn === 0 || turn === null) ? 'down' : FLOWS[turn ?? 0],
    turn,
    ink,
    font: '',
    unseen,
    order: into.length,
  })
}
