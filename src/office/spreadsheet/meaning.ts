/** What a spreadsheet may be for. `tables`: those of a draft; `figures`: for filling a form; `reference`: a supervisor's figures. */
export const MEANINGS = ['tables', 'figures', 'reference', 'ledger', 'agencies'] as const
export type Meaning = (typeof MEANINGS)[number]

/** One meaning that a sheet may have. */
export interface Told {
  readonly meaning: Meaning
  readonly sure: boolean
}
