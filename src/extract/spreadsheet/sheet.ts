import type { DocumentMark } from '../../model/document.ts'

/** What a cell of a spreadsheet shows. */
export interface SheetCell {
  readonly row: number
  readonly column: number
  readonly text: string
  /** A formula without a kept result, an error value. */
  readonly unreadable?: boolean
}

/** Cells that are shown as one, by their corners (from 0, both inside). */
export interface Merge {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

/** One sheet as read, before it is laid out. */
export interface Sheet {
  readonly name: string
  /** The whole sheet is hidden. */
  readonly hidden: boolean
  readonly cells: readonly SheetCell[]
  readonly merges: readonly Merge[]
  readonly hiddenRows: ReadonlySet<number>
  readonly hiddenColumns: ReadonlySet<number>
  /** Whether pictures or drawings lie on it: a blank cell may be covered by one. */
  readonly drawings: boolean
  /** What tells of text that is struck out or not shown. */
  readonly left: readonly DocumentMark[]
}
