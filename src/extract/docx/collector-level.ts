import type { ScannedCell, ScannedItem, ScannedMark, ScannedParagraph, ScannedRun, ScannedTable } from './scanned-body.ts'

/** What one text box interrupts: the paragraph it hangs on goes on behind it. */
export class Level {
  readonly items: ScannedItem[]
  readonly tables: { readonly table: ScannedTable; cell: ScannedCell | null }[] = []
  paragraph: ScannedParagraph | null = null
  run: ScannedRun | null = null
  hidden = false
  markDeleted = false
  /** Open complex fields: the part up to `separate` is an instruction and is not shown. */
  fields: ('instruction' | 'result')[] = []
  readonly deletion: ScannedMark[] = []
  readonly insertion: ScannedMark[] = []
  /** The paragraph whose mark was deleted, waiting to be joined to the next. */
  pending: ScannedParagraph | null = null

  constructor(items: ScannedItem[]) {
    this.items = items
  }

  /** Where the next paragraph or table belongs: the innermost open cell, or the part itself. */
  get holder(): ScannedItem[] {
    return this.tables.findLast(({ cell }) => cell)?.cell?.items ?? this.items
  }
}
