import type { AnnualReport, CellKey, CellValue, TableReading } from './annual-report.ts'

const NONE: Omit<TableReading, 'id'> = {
  presence: 'absent',
  layout: null,
  part: null,
  cells: new Map(),
  labels: [],
  absent: [],
  extra: [],
  addedColumns: [],
  otherHeads: [],
  groupFigures: [],
  shifted: [],
  notes: [],
}

/** What was read of a table; an absent one where the report's form does not have it. */
export const readingOf = ({ tables }: Pick<AnnualReport, 'tables'>, id: string): TableReading => tables[id] ?? { id, ...NONE }

/** What was read of a cell. */
export const cellOf = (report: Pick<AnnualReport, 'tables'>, key: CellKey): CellValue | undefined =>
  report.tables[key.slice(0, Math.max(0, key.indexOf('/')))]?.cells.get(key)
