import { apply, type Box, type Matrix, type Rule } from './geometry.ts'

/** Lines of a page that may be a table's. */
export interface Rules {
  readonly across: Rule[]
  readonly down: Rule[]
}

/** A filled shape thinner than this (points) is a line; Word, Chrome and WPS draw borders so. */
const THIN = 3.2
const SHORTEST = 3
/** How far a line may lean and still be straight. */
const LEAN = 1

type Point = readonly [number, number]

/**
 * Takes the straight lines out of one path.
 * @param data pdf.js's codes: 0 move, 1 line, 2 cubic, 3 quadratic, 4 close, each followed by its points
 */
export function collectRules(data: ArrayLike<number>, matrix: Matrix, painted: 'stroke' | 'fill', into: Rules): void {
  for (const path of subpaths(data, matrix)) {
    if (painted === 'fill') addFilled(path.points, path.curved, into)
    else for (let i = 1; i < path.points.length; i++) addLine(path.points[i - 1]!, path.points[i]!, into)
  }
}

/** The boxes of shapes that are neither straight lines nor rectangles: what characters drawn as outlines are made of. */
export function* drawnShapes(data: ArrayLike<number>, matrix: Matrix, painted: 'stroke' | 'fill'): Generator<Box> {
  for (const { points, curved } of subpaths(data, matrix)) {
    if (points.length < 3 || (!curved && (isUpright(points) || (painted === 'stroke' && points.length < 4)))) continue
    yield boxOf(points)
  }
}

const isUpright = (points: readonly Point[]): boolean =>
  points.length <= 5 &&
  points.every(([x, y], index) => {
    const [beforeX, beforeY] = points[Math.max(0, index - 1)]!
    return Math.abs(x - beforeX) < LEAN / 2 || Math.abs(y - beforeY) < LEAN / 2
  })

function boxOf(points: readonly Point[]): Box {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity]
  for (const [x, y] of points) {
    if (x < left) left = x
    if (x > right) right = x
    if (y < top) top = y
    if (y > bottom) bottom = y
  }
  return { left, right, top, bottom }
}

function* subpaths(data: ArrayLike<number>, matrix: Matrix): Generator<{ points: Point[]; curved: boolean }> {
  let points: Point[] = []
  let curved = false
  for (let i = 0; i < data.length;) {
    const code = data[i++]!
    if (code === 0) {
      if (points.length > 1) yield { points, curved }
      points = [apply(matrix, data[i]!, data[i + 1]!)]
      curved = false
      i += 2
    } else if (code === 1) {
      points.push(apply(matrix, data[i]!, data[i + 1]!))
      i += 2
    } else if (code === 2 || code === 3) {
      i += code === 2 ? 6 : 4
      points.push(apply(matrix, data[i - 2]!, data[i - 1]!))
      curved = true
    } else if (code === 4) {
      if (points.length > 1) points.push(points[0]!)
    } else return
  }
  if (points.length > 1) yield { points, curved }
}

function addFilled(points: readonly Point[], curved: boolean, into: Rules): void {
  if (curved) return
  const { left, right, top, bottom } = boxOf(points)
  if (bottom - top <= THIN && right - left > bottom - top) addLine([left, (top + bottom) / 2], [right, (top + bottom) / 2], into)
  else if (right - left <= THIN) addLine([(left + right) / 2, top], [(left + right) / 2, bottom], into)
}

function addLine([x1, y1]: Point, [x2, y2]: Point, into: Rules): void {
  const [width, height] = [Math.abs(x2 - x1), Math.abs(y2 - y1)]
  if (height <= LEAN && width >= SHORTEST) into.across.push({ at: (y1 + y2) / 2, from: Math.min(x1, x2), to: Math.max(x1, x2) })
  else if (width <= LEAN && height >= SHORTEST) into.down.push({ at: (x1 + x2) / 2, from: Math.min(y1, y2), to: Math.max(y1, y2) })
}

/** Whether a path is one upright rectangle, by pdf.js's codes. */
export function isRectangle(path: ArrayLike<number>): boolean {
  const points: [number, number][] = []
  for (let at = 0; at < path.length;) {
    const code = path[at]!
    if (code > 1) return code === 4 && at === path.length - 1 && isClosedUpright(points)
    if (code === 0 && points.length > 0) return false
    points.push([path[at + 1]!, path[at + 2]!])
    at += 3
    if (points.length > 5) return false
  }
  return isClosedUpright(points)
}

function isClosedUpright(points: readonly (readonly [number, number])[]): boolean {
  if (points.length < 4) return false
  return points.every(([x, y], index) => {
    const [beforeX, beforeY] = points[(index + points.length - 1) % points.length]!
    return x === beforeX || y === beforeY
  })
}
