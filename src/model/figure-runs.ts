import type { Anchor } from './document.ts'

/** By anchor, stretches that are values of a table and have as many digits as a number of a person. */
export type FigureRuns = ReadonlyMap<Anchor, readonly { readonly start: number; readonly end: number }[]>
