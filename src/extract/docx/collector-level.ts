import { OpenFields } from './open-fields.ts'
import type { Look } from './run-look.ts'
import type { ScannedCell, ScannedItem, ScannedMark, ScannedParagraph, ScannedRun, ScannedTable } from './scanned-body.ts'

/** What one text box interrupts: the paragraph it hangs on goes on behind it. */
export class Level {
  readonly items: ScannedItem[]
  /** It is that of a text box, whose colour is not known. */
  readonly isBox: boolean
  readonly tables: { readonly table: ScannedTable; cell: ScannedCell | null }[] = []
  paragraph: ScannedParagraph | null = null
  run: ScannedRun | null = null
  look: Look = {}
  /** How runs of the open paragraph look by its styles; null until it has one. */
  usualLook: Look | null = null
  /** Parts of formulas that are set higher or lower. */
  raisedParts = 0
  markDeleted = false
  readonly fields = new OpenFields()
  readonly deletion: ScannedMark[] = []
  readonly insertion: ScannedMark[] = []
  /** The paragraph whose mark was deleted, waiting to be joined to the next. */
  pending: ScannedParagraph | null = null

  constructor(items: ScannedItem[], isBox = false) {
    this.items = items
    this.isBox = isBox
  }

  /** Where the next paragraph or table belongs: the innermost open cell, or the part itself. */
  get holder(): ScannedItem[] {
    return this.cell?.items ?? this.items
  }

  /** The innermost open cell. */
  get cell(): ScannedCell | null {
    return this.tables.findLast(({ cell }) => cell)?.cell ?? null
  }

  /** What is behind a run that says nothing of it, as in Look; undefined for the page. */
  get ground(): number | null | undefined {
    const { table, cell } = this.tables.at(-1) ?? {}
    if (this.paragraph?.ground !== undefined) return this.paragraph.ground
    if (cell?.ground !== undefined) return cell.ground
    if (table?.ground !== undefined) return table.ground
    return this.isBox ? null : undefined
  }

  /** The paragraph that is open, or the last one of the cell or part. */
  get lastParagraph(): ScannedParagraph | null {
    if (this.paragraph) return this.paragraph
    const cell = this.tables.at(-1)
    const items = this.holder === this.items && cell ? (cell.table.rows.at(-1)?.cells.at(-1)?.items ?? []) : this.holder
    const last = items.findLast(({ kind }) => kind === 'paragraph')
    return last?.kind === 'paragraph' ? last : null
  }
}
