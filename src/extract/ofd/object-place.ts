import { boxUnder, intersect, multiply, type Box, type Matrix } from '../pdf/geometry.ts'
import { findAll, type XmlNode } from '../xml-tree.ts'
import { codesOf, pathBox } from './draw-path.ts'

/** The numbers of a list parted by blanks; what is none is left out. */
export const numbersOf = (text: string): number[] =>
  text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(Number)
    .filter((number) => Number.isFinite(number))

/** Space that an object draws in: from the corner of its boundary, without and with its own matrix. */
export interface ObjectPlace {
  readonly plain: Matrix
  readonly matrix: Matrix
}

export function placeOf({ attributes }: XmlNode, outer: Matrix): ObjectPlace {
  const [x, y] = numbersOf(attributes['Boundary'] ?? '')
  const plain = x === undefined || y === undefined ? outer : multiply(outer, [1, 0, 0, 1, x, y])
  const own = numbersOf(attributes['CTM'] ?? '')
  return { plain, matrix: own.length === 6 ? multiply(plain, own) : plain }
}

/** The box that an object's boundary says; null where it says none. */
export function boundaryOf({ attributes }: XmlNode, outer: Matrix): Box | null {
  const [x, y, width, height] = numbersOf(attributes['Boundary'] ?? '')
  return height === undefined ? null : boxUnder(outer, [x!, y!, x! + width!, y! + height])
}

/**
 * What is left of a box where the clips of an object cut it: all of its clips together, each of which shows what any of its
 * areas shows. Programs differ on whether the object's own matrix moves its clips: what either shows counts as shown.
 */
export function clippedBy(object: XmlNode, { plain, matrix }: ObjectPlace, clip: Box): Box {
  let left = clip
  for (const one of findAll(object, 'ofd:Clip')) {
    const areas = findAll(one, 'ofd:Area')
    // Letters that cut out what is behind them are no box: nothing is called cut away for them.
    if (areas.some((area) => findAll(area, 'ofd:Text').length > 0)) continue
    const boxes = areas.flatMap((area) => [plain, matrix].flatMap((outer) => pathsOf(area, outer)))
    if (boxes.length > 0) left = intersect(left, boxes.reduce(around))
  }
  return left
}

function pathsOf(area: XmlNode, outer: Matrix): Box[] {
  const inside = placeOf(area, outer).matrix
  return findAll(area, 'ofd:Path').flatMap((path) => pathBox(codesOf(path), placeOf(path, inside).matrix) ?? [])
}

const around = (a: Box, b: Box): Box => ({
  left: Math.min(a.left, b.left),
  right: Math.max(a.right, b.right),
  top: Math.min(a.top, b.top),
  bottom: Math.max(a.bottom, b.bottom),
})
