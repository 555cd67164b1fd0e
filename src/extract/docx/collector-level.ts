import type { ScannedCell, ScannedItem, ScannedMark, ScannedParagraph, ScannedRun, ScannedTable } from './scanned-body.ts'

/** What one text box interrupts: the paragraph it hangs on goes on behind it. */
export interface Level {
  readonly items: ScannedItem[]
  readonly tables: { readonly table: ScannedTable; cell: ScannedCell | null }[]
  paragraph: ScannedParagraph | null
  run: ScannedRun | null
  hidden: boolean
  markDeleted: boolean
  /** Open complex fields: the part up to `separate` is an instruction and is not shown. */
  fields: ('instruction' | 'result')[]
  deletions: ScannedMark[]
  insertions: ScannedMark[]
  /** The paragraph whose mark was deleted, waiting to be joined to the next. */
  pending: ScannedParagraph | null
}

export const newLevel = (items: ScannedItem[]): Level => ({
  items,
  tables: [],
  paragraph: null,
  run: null,
  hidden: false,
  markDeleted: false,
  fields: [],
  deletions: [],
  insertions: [],
  pending: null,
})

/** Where the next paragraph or table belongs: the innermost open cell, or the part itself. */
export function holderOf(level: Level): ScannedItem[] {
  for (let index = level.tables.length - 1; index >= 0; index--) {
    const cell = level.tables[index]!.cell
    if (cell) return cell.items
  }
  return level.items
}

/** @param contents whether it is part of a table of contents */
export const newParagraph = (start: number, end: number, empty: boolean, contents: boolean): ScannedParagraph => ({
  kind: 'paragraph',
  text: '',
  segments: [],
  runs: [],
  xmlStart: start,
  xmlEnd: end,
  contentStart: end,
  contentEnd: end,
  empty,
  style: undefined,
  numId: undefined,
  level: undefined,
  outline: undefined,
  contents,
  keep: false,
  marks: [],
  comments: [],
  boxes: [],
})
