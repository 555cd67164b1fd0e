import { collectRules, type Rules } from '../pdf/collect-rules.ts'
import type { Matrix } from '../pdf/geometry.ts'
import { findAll, textBelow, type XmlNode } from '../xml-tree.ts'
import { isWhite } from './ofd-color.ts'

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

/** Takes the straight lines of a path object that is drawn. White ones cut nothing that can be seen. */
export function drawPath(object: XmlNode, matrix: Matrix, into: Rules): void {
  const data = findAll(object, 'ofd:AbbreviatedData').map(textBelow).join(' ')
  const codes = codesOf(data)
  const stroked = object.attributes['Stroke'] !== 'false' && !isWhite(object, 'ofd:StrokeColor')
  const filled = object.attributes['Fill'] === 'true' && !isWhite(object, 'ofd:FillColor')
  if (stroked) collectRules(codes, matrix, 'stroke', into)
  else if (filled) collectRules(codes, matrix, 'fill', into)
}

function codesOf(data: string): number[] {
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
