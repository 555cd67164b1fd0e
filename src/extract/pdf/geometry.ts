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

/** One character as it stands on a page, in points from the top left corner. */
export interface Glyph {
  /** Empty where it was struck out. */
  readonly text: string
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
  /** Height of the font, in points. */
  readonly size: number
  /** `down`: top to bottom (vertical writing, or turned by 90°), `up`: turned the other way. */
  readonly flow: 'across' | 'down' | 'up'
  readonly font: string
  /** Neither filled nor stroked: the text layer under a scanned page. */
  readonly unseen: boolean
  /** In which order the file draws it. */
  readonly order: number
}
