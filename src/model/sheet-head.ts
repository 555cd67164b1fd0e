/** The first rows of a sheet, in short: enough to tell what it is for, and never so much that it grows with the file. */
export interface SheetHead {
  /** Null for a spreadsheet saved as text, whose one sheet has no name. */
  readonly name: string | null
  /** From its first filled row on. A merged cell shows its text in every place that it covers; a line of one cell is a row of one. */
  readonly rows: readonly (readonly string[])[]
}
