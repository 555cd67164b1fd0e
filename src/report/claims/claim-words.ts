import type { Measure } from '../../form/measure.ts'
import type { Lexicon } from '../../language/lexicon.ts'
import type { Denial } from './read-none.ts'

/** What the readers of claims go by. */
export interface ClaimWords {
  readonly lexicon: Lexicon
  readonly measures: readonly Measure[]
  readonly denials: readonly Denial[]
  /** The report year, for telling last year's figures and carry-overs. */
  readonly year: number | null
  /** The reporting agency's name, for telling the figures of others. */
  readonly agency: string | null
}
