import { collectRules, drawnShapes, isRectangle, type Rules } from '../pdf/collect-rules.ts'
import { apply, intersect, type Box, type Matrix } from '../pdf/geometry.ts'
import type { PaintedAreas } from '../pdf/painted-areas.ts'
import { findAll, textBelow, type XmlNode } from '../xml-tree.ts'
import { isWhite, type Paint } from './ofd-color.ts'

/** Operators of a path (GB/T 33190, 9.1) as codes of `collectRules`, and how many numbers follow. */
const OPERATORS: Readonly<Record<string, { readonly code: number; readonly numbers: number }>> = {
  S: { code: 0, numbers: 2 },
  M: { code: 0, numbers: 2 },
  L: { code: 1, numbers: 2 },
  B: { code: 2, numbers: 6 },
  Q: { code: 3, numbers: 4 },
  A: { code: 2, numbers: 7 },
  C: { code: 4, numbers: 0 },
}
/** Two control points in front of the end of an arc: only where it ends matters, since it is no straight line. */
const ARC_END = 5
const SOLID = 0.95

/** What a path paints, and with what. */
export interface PathPaint {
  /** Null where it is not stroked or filled. */
  readonly stroke: Paint | null
  readonly fill: Paint | null
  readonly clip: Box
  /** How many characters were drawn before. */
  readonly at: number
  /** Drawn on the page itself and not upon it by an annotation. */
  readonly ownDrawing: boolean
}

/** Takes the straight lines of a path object that is drawn, the areas it fills and the shapes it draws. White lines cut nothing that can be seen. */
export function drawPath(object: XmlNode, matrix: Matrix, paint: PathPaint, into: Rules, painted: PaintedAreas): void {
  const codes = codesOf(object)
  const stroke = paint.stroke && paint.stroke.alpha > 0 && !isWhite(paint.stroke) ? 'stroke' : null
  const fill = paint.fill && paint.fill.alpha > 0 ? paint.fill : null
  const lines = stroke ?? (fill && !isWhite(fill) ? 'fill' : null)
  if (fill) fillArea(codes, matrix, fill, paint, painted)
  if (lines === null) return
  if (paint.ownDrawing) for (const box of drawnShapes(codes, matrix, lines)) painted.draw(intersect(box, paint.clip))
  collectRules(codes, matrix, lines, into)
}

function fillArea(codes: readonly number[], matrix: Matrix, { color, alpha }: Paint, { clip, at }: PathPaint, painted: PaintedAreas): void {
  const box = pathBox(codes, matrix)
  if (!box) return
  const opaque = alpha > SOLID
  painted.addArea({ ...intersect(box, clip), at, color, covers: opaque && color !== null && isRectangle(codes), opaque })
}

/** The box around all points of a path; null where it has none. */
export function pathBox(codes: readonly number[], matrix: Matrix): Box | null {
  const points: (readonly [number, number])[] = []
  for (let at = 0; at < codes.length;) {
    const numbers = [2, 2, 6, 4, 0][codes[at]!] ?? 0
    if (numbers > 0) points.push(apply(matrix, codes[at + numbers - 1]!, codes[at + numbers]!))
    at += 1 + numbers
  }
  if (points.length === 0) return null
  const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity }
  for (const [x, y] of points) {
    box.left = Math.min(box.left, x)
    box.right = Math.max(box.right, x)
    box.top = Math.min(box.top, y)
    box.bottom = Math.max(box.bottom, y)
  }
  return box
}

/** What a path object draws, as codes of `collectRules`. */
export function codesOf(object: XmlNode): number[] {
  const data = findAll(object, 'ofd:AbbreviatedData').map(textBelow).join(' ')
  const words = data.split(/[\s,]+/).filter(Boolean)
  const codes: number[] = []
  for (let at = 0; at < words.length;) {
    const operator = OPERATORS[words[at]!]
    at++
    if (!operator) continue
    const numbers = words.slice(at, at + operator.numbers).map(Number)
    if (numbers.length < operator.numbers || numbers.some((number) => !Number.isFinite(number))) return codes
    at += operator.numbers
    if (operator.numbers === 7) codes.push(operator.code, 0, 0, 0, 0, numbers[ARC_END]!, numbers[ARC_END + 1]!)
    else codes.push(operator.code, ...numbers)
  }
  return codes
}
