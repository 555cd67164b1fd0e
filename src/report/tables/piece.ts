import type { Anchor, Cell, Confidence, Table } from '../../model/document.ts'
import type { OfficialLabel } from './official-labels.ts'

/** The smallest thing that the table readers look at: a label, a piece of one, or what stands in a cell for figures. */
export interface Piece {
  readonly kind: 'text' | 'value'
  /** Number of its line (a row of a grid, a line of text) in the Document. */
  readonly line: number
  /** Place in its line: the grid's column, or the number of the cell in a line of text. */
  readonly slot: number
  readonly text: string
  readonly anchor: Anchor
  readonly start: number
  readonly end: number
  /** The text for finding labels; '' for values. */
  readonly key: string
  /** Official wordings of either form that it is, word for word. */
  readonly hits: readonly OfficialLabel[]
  readonly cell?: Cell
  readonly table?: Table
  readonly confidence?: Confidence
  /** Cut out of running text in which nothing parts the cells. */
  readonly glued?: boolean
}

export interface Line {
  readonly number: number
  readonly pieces: readonly Piece[]
  readonly table?: Table
  /** The paragraph it is (a part of), null for a row of a grid. */
  readonly paragraph: Anchor | null
}
