import type { Reference } from '../../form/reference.ts'
import type { AnnualReport, Passage } from '../../model/annual-report.ts'
import { readBreakdowns } from './read-breakdowns.ts'
import { readChanges } from './read-changes.ts'
import { readClaims } from './read-claims.ts'
import { compileDenials } from './read-none.ts'
import { readTotals } from './read-totals.ts'
import { readShares } from './read-shares.ts'
import { splitSentences } from './split-sentences.ts'

/** What the text says with numbers. */
type Statements = Pick<AnnualReport, 'claims' | 'breakdowns' | 'changes' | 'shares'>

/**
 * @param year the report year, for telling last year's figures and carry-overs
 * @param agency the reporting agency's name, for telling the figures of others
 */
export type StatementReader = (passages: readonly Passage[], year: number | null, agency: string | null) => Statements

/** @throws PatternError for a measure whose denial the guard refuses */
export function createStatementReader({ lexicon, measures }: Pick<Reference, 'lexicon' | 'measures'>): StatementReader {
  const denials = compileDenials(lexicon, measures)
  return (passages, year, agency) => {
    const sentences = splitSentences(lexicon, passages, agency)
    const claims = readClaims({ lexicon, measures, denials, year, agency }, sentences)
    return {
      claims,
      breakdowns: [...readBreakdowns(sentences), ...readTotals(sentences)],
      changes: readChanges(sentences, claims, year),
      shares: readShares(sentences),
    }
  }
}
