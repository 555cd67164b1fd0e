import type { CellKey } from './annual-report.ts'

/** A list of figures by agency, as a supervisor has given it. */
export interface ReferenceList {
  readonly id: string
  /** The report year that it is of. */
  readonly year: number
  /** The file's name. */
  readonly name: string
  /** Day up to which it counts, `2024-12-31`; null where it does not say. */
  readonly until: string | null
}

/** One figure of one agency that another office keeps, with the list it stands in. */
export interface ReferenceFigure extends Pick<ReferenceList, 'until'> {
  readonly cell: CellKey
  readonly value: number
  readonly list: string
}
