/**
 * How a reading (title, period, cell, claim) was come by. `exact`: it stands there as it should, wholly understood;
 * `near`: placed by likeness, or with words beside it that were not understood; `inferred`: worked out from other
 * readings; `damaged`: the file or its conversion has hurt it, or it was recognised in a picture.
 * What a reading leaves out is `exact`. `check/settle-severity.ts` decides what a certainty means for a finding.
 */
export type Certainty = 'exact' | 'near' | 'inferred' | 'damaged'
