import type { CellKey } from '../../model/annual-report.ts'

/** One agency's figures, its name as the list writes it. */
export interface ReferenceLine {
  readonly name: string
  readonly figures: readonly (readonly [CellKey, number])[]
}
