import type { Reference } from '../../form/reference.ts'
import type { AnnualReport, Breakdown, Passage } from '../../model/annual-report.ts'
import { readBreakdowns } from './read-breakdowns.ts'
import { readOpinions } from './read-opinions.ts'
import { readChanges } from './read-changes.ts'
import { readClaims } from './read-claims.ts'
import { readDirections } from './read-directions.ts'
import { compileDenials } from './read-none.ts'
import { readTotals } from './read-totals.ts'
import { readShares } from './read-shares.ts'
import { splitSentences } from './split-sentences.ts'
import { readYearParts } from './year-parts.ts'

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
    const breakdowns = [...readBreakdowns(sentences), ...readTotals(sentences)]
    const listed = [...readYearParts(sentences), ...readOpinions(sentences)].filter(
      (list) => !breakdowns.some((known) => isSame(known, list)),
    )
    return {
      claims,
      breakdowns: [...breakdowns, ...listed],
      changes: [...readChanges(sentences, claims, year), ...readDirections(sentences)],
      shares: readShares(sentences),
    }
  }
}

/** Lists of the same parts: one that was read by its 其中 is not read again. */
const isSame = (a: Breakdown, b: Breakdown): boolean =>
  a.sentence.anchor === b.sentence.anchor && a.parts.some(({ span }) => span.end === b.parts[0]?.span.end)
