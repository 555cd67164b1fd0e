import { foldGlyph } from '../../language/fold-glyph.ts'
import { apply, type Glyph, type Ink, type Matrix } from '../pdf/geometry.ts'
import { FLOWS, turnOf } from '../pdf/text-state.ts'
import { findAll, textBelow, type XmlNode } from '../xml-tree.ts'
import { numbersOf } from './ofd-package.ts'

/** Ascent and descent of Chinese fonts, in parts of their size. */
const ABOVE = 0.86
const BELOW = 0.14
const HALF_WIDTH = /^[\u0000-\u00ff]$/

/**
 * Places the characters of a text object. A position list that is missing or too short goes on by the width that such a
 * character has in Chinese fonts.
 * @param matrix from the object's own millimetres to points on the page
 */
export function drawText(object: XmlNode, matrix: Matrix, ink: Ink, into: Glyph[]): void {
  const size = Number(object.attributes['Size'] ?? 0)
  if (!(size > 0)) return
  const narrow = Number(object.attributes['HScale'] ?? 1) || 1
  for (const code of findAll(object, 'ofd:TextCode')) {
    const characters = [...textBelow(code).replace(/[\r\n\t]/g, ' ')]
    const [acrossBy, downBy] = [deltas(code.attributes['DeltaX'], characters.length), deltas(code.attributes['DeltaY'], characters.length)]
    let x = Number(code.attributes['X'] ?? 0)
    let y = Number(code.attributes['Y'] ?? 0)
    const upright = downBy.some((step) => step !== 0) && acrossBy.every((step) => step === 0)
    for (const [index, character] of characters.entries()) {
      const own = size * narrow * (HALF_WIDTH.test(character) ? 0.5 : 1)
      const step = upright ? 0 : (acrossBy[index] ?? own)
      place({ character, x, y, size, advance: step > 0 ? Math.min(step, own * 1.2) : own, upright }, matrix, ink, into)
      x += step
      y += downBy[index] ?? 0
    }
  }
}

/** Steps from character to character: numbers, and `g 3 2.5` for three times 2.5. A list that is too short is not made longer. */
function deltas(list: string | undefined, most: number): number[] {
  const steps: number[] = []
  const words = (list ?? '').split(/\s+/).filter(Boolean)
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

function place({ character, x, y, size, advance, upright }: Character, matrix: Matrix, ink: Ink, into: Glyph[]): void {
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
    unseen: false,
    order: into.length,
  })
}
