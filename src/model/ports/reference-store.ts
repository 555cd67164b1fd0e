import type { CellKey } from '../annual-report.ts'
import type { ReferenceFigure, ReferenceList } from '../reference-figures.ts'
import type { Write } from './write.ts'

/** What one agency's row of a list says. */
export interface ReferenceRow {
  readonly agencyId: string
  readonly figures: readonly (readonly [CellKey, number])[]
}

/** Figures of other offices, by agency. */
export interface ReferenceStore {
  /** Those of one agency for a report year; where several lists have a cell, the newest one's. */
  ofAgency(agencyId: string, year: number): Promise<ReferenceFigure[]>
  /** Keeps a list; given again under the same id it replaces itself. */
  put(list: ReferenceList, rows: readonly ReferenceRow[], by: { readonly id: string; readonly name: string }, at: string): Write
  drop(listId: string): Write
}
