import type { AnnualReport, TableReading } from '../model/annual-report.ts'
import type { SpreadsheetFront } from '../model/ports/draft-reader.ts'
import type { SheetHead } from '../model/sheet-head.ts'

/** What a spreadsheet was read as, and how it begins. */
export const describeSpreadsheet = (report: AnnualReport, sheets: readonly SheetHead[]): SpreadsheetFront => ({
  sheets,
  parts: new Set(report.sections.flatMap(({ part }) => part ?? [])).size,
  hasTitle: report.title !== null,
  tables: Object.values(report.tables).map(shareThere),
})

/** The share of a table's cells that is there, blank or not. */
function shareThere({ presence, cells }: TableReading): number {
  if (presence !== 'present' && presence !== 'unreadable') return 0
  const there = [...cells.values()].filter(({ state }) => state !== 'absent').length
  return cells.size === 0 ? 0 : there / cells.size
}
