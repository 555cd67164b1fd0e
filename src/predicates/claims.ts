import { countWork } from '../language/count-work.ts'
import { groupBy } from '../language/group-by.ts'
import { remember } from '../language/remember.ts'
import type { AnnualReport, Claim, PartNumber, Span } from '../model/annual-report.ts'
import type { FoundPlace } from '../model/outcome.ts'
import { placeOfSpan } from './place.ts'
import { passageAt } from './text-lines.ts'

/**
 * This year's claims of the whole of a measure. Narrowed ones say nothing of the whole; what is said of the region is the
 * whole in a government's report alone.
 */
export const claimsOf = (report: AnnualReport, measure: string): readonly Claim[] => wholeClaims(report).get(measure) ?? []

const wholeClaims = remember((report: AnnualReport) => {
  const isWhole = ({ topic, within }: Claim): boolean => topic === null || (report.agency.kind === 'government' && within === 'region')
  countWork(report.claims.length)
  return groupBy(
    report.claims.filter((claim) => claim.time === 'this' && isWhole(claim)),
    ({ measure }) => measure,
  )
})

/** The other claims of the whole that stand in the sentence of a claim. */
export const claimsBeside = (report: AnnualReport, { id, sentence }: Claim): readonly Claim[] =>
  (claimsBySentence(report).get(sentenceKey(sentence)) ?? []).filter((other) => other.id !== id)

const sentenceKey = ({ anchor, start }: Span): string => `${anchor}:${start}`

const claimsBySentence = remember((report: AnnualReport) =>
  groupBy([...wholeClaims(report).values()].flat(), ({ sentence }) => sentenceKey(sentence)),
)

/** The claims of the whole in a paragraph. */
export const claimsOfParagraph = (report: AnnualReport, anchor: string): readonly Claim[] => claimsByParagraph(report).get(anchor) ?? []

const claimsByParagraph = remember((report: AnnualReport) =>
  groupBy([...wholeClaims(report).values()].flat(), ({ sentence }) => sentence.anchor),
)

/** Where a claim stands. */
export const placeOfClaim = (report: AnnualReport, { sentence, part, span }: Claim): FoundPlace =>
  placeInSentence(report, { sentence, part }, span.start, span.end)

/** A stretch of a sentence that was read, with the part and the item it stands in. */
export function placeInSentence(
  report: AnnualReport,
  { sentence, part }: { readonly sentence: Span; readonly part: PartNumber },
  start: number | undefined,
  end: number | undefined,
): FoundPlace {
  const item = passageAt(report, sentence.anchor)?.item
  return placeOfSpan({ anchor: sentence.anchor, part, item }, sentence.text, start, end)
}
