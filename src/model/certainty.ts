/**
 * How a reading (title, period, cell, claim) was come by. `exact`: it stands there as it should, wholly understood;
 * `near`: placed by likeness, or with words beside it that were not understood; `inferred`: worked out from other
 * readings; `damaged`: the file or its conversion damaged it.
 * A reading without one is `exact`; text recognised in a picture is marked in the Document (`confidence`).
 * `check/settle-severity.ts` decides what a certainty means for a finding.
 */
export type Certainty = 'exact' | 'near' | 'inferred' | 'damaged'
