/** a b c d e f of a PDF matrix. */
export type Matrix = readonly [number, number, number, number, number, number]

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0]

/** The matrix that applies `inner` first and `outer` afterwards. */
export const multiply = (outer: Matrix, inner: ArrayLike<number>): Matrix => [
  outer[0] * inner[0]! + outer[2] * inner[1]!,
  outer[1] * inner[0]! + outer[3] * inner[1]!,
  outer[0] * inner[2]! + outer[2] * inner[3]!,
  outer[1] * inner[2]! + outer[3] * inner[3]!,
  outer[0] * inner[4]! + outer[2] * inner[5]! + outer[4],
  outer[1] * inner[4]! + outer[3] * inner[5]! + outer[5],
]

export const apply = (matrix: Matrix, x: number, y: number): readonly [number, number] => [
  matrix[0] * x + matrix[2] * y + matrix[4],
  matrix[1] * x + matrix[3] * y + matrix[5],
]

/** A horizontal or vertical line of a page, in points from the top left corner: `at` is its y or x. */
export interface Rule {
  readonly at: number
  readonly from: number
  readonly to: number
}

export interface Box {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** How a character is painted. */
export interface Ink {
  /** `#rrggbb`; null for a pattern or shading. */
  readonly color: string | null
  /** From 0, which shows nothing, to 1. */
  readonly alpha: number
  /** Painted by a stamp that lies on the page. */
  readonly stamp: boolean
}

export const BLACK: Ink = { color: '#000000', alpha: 1, stamp: false }

/** Clockwise quarter turns of the line that a character stands on; null where it slants. */
export type Turn = 0 | 1 | 2 | 3 | null

/** One character as it stands on a page, in points from the top left corner. */
export interface Glyph extends Box {
  /** Empty where it is struck out, where it keeps its room. */
  readonly text: string
  /** Height of the font, in points. */
  readonly size: number
  /** `down`: top to bottom (vertical writing, or turned by 90°), `up`: turned the other way, `back`: upside down. */
  readonly flow: 'across' | 'down' | 'up' | 'back'
  readonly turn: Turn
  readonly ink: Ink
  readonly font: string
  /** Neither filled nor stroked: the text layer under a scanned page. */
  readonly unseen: boolean
  /** In which order the file draws it. */
  readonly order: number
  /** Small, and above or below the line of what it follows. */
  readonly raised?: boolean
}

export const centreOf = ({ left, right, top, bottom }: Box): readonly [number, number] => [(left + right) / 2, (top + bottom) / 2]

export const holds = (box: Box, x: number, y: number): boolean => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom

/** What two boxes share; its sides are crossed where they share nothing. */
export const intersect = (a: Box, b: Box): Box => ({
  left: Math.max(a.left, b.left),
  right: Math.min(a.right, b.right),
  top: Math.max(a.top, b.top),
  bottom: Math.min(a.bottom, b.bottom),
})

export const isEmptyBox = ({ left, right, top, bottom }: Box): boolean => left >= right || top >= bottom

/** The upright box around a box that a matrix moves. */
export function boxUnder(matrix: Matrix, [x1, y1, x2, y2]: readonly [number, number, number, number]): Box {
  const corners = [apply(matrix, x1, y1), apply(matrix, x2, y1), apply(matrix, x1, y2), apply(matrix, x2, y2)]
  const xs = corners.map(([x]) => x)
  const ys = corners.map(([, y]) => y)
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) }
}
