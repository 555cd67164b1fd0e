import { z } from 'zod'
import { CellName } from '../../form/form-names.ts'
import type { AnnualReport, Claim } from '../../model/annual-report.ts'
import type { CheckContext } from '../../model/outcome.ts'
import { claimsBeside, claimsOf, claimsOfParagraph } from '../claims.ts'
import { matchesAny, Pattern } from '../safe-pattern.ts'
import { type Sum, sumOfCells } from '../tables/sum-of-cells.ts'

/** `at-most`: the cell holds this and more. */
export const Relation = z.enum(['equal', 'at-most']).default('equal')
type Relation = z.infer<typeof Relation>

/** One way of reading a number of the text: a sum of cells. */
export const Reading = z.strictObject({
  name: z.string(),
  cells: z.array(CellName).min(1),
  /** Which way of counting it is: open only where the numbers beside it allow that way. */
  way: z.string().optional(),
  /** Not open where the text counts this apart (予以公开 takes in 部分公开 only where that is not said). */
  unlessSaid: z.string().optional(),
  /** Open only where the text counts this apart (逾期不补正 beside 其他处理, which then leaves it out). */
  ifSaid: z.string().optional(),
  /** Words of the claim itself that rule this reading out (新收 is never with what came over). */
  notWhere: Pattern.optional(),
  /** A reading that is possible but seldom meant: agrees, and is asked about in a notice. */
  ask: z.boolean().default(false),
})
type Reading = z.infer<typeof Reading>

/** Numbers of the same sentence that are counted the same way: a total, and the other parts of it. */
export const Beside = z.strictObject({
  /** By measure and way of counting, the cells whose sum it then is. */
  measures: z.record(z.string(), z.record(z.string(), z.array(CellName).min(1))),
  /** Where the sentence counts this too, its total may be with it or without: every way is open. */
  widenedBy: z.string(),
})
type Beside = z.infer<typeof Beside>

/** A reading with what its cells add up to. */
export type Summed = Reading & { readonly sum: Sum }

export const affirmed = (report: AnnualReport, measure: string): Claim[] => claimsOf(report, measure).filter(({ negated }) => !negated)

export const agrees = ({ quantity }: Claim, sum: Sum, relation: Relation): boolean =>
  sum.known && quantity.low <= sum.value && (relation === 'at-most' || sum.value <= quantity.high)

/** Whether a sum of which a cell is not read leaves room for the number. */
export const mayAgree = ({ quantity }: Claim, sum: Extract<Sum, { known: false }>, relation: Relation): boolean =>
  quantity.low <= sum.high && (relation === 'at-most' || sum.low <= quantity.high)

/** The sentence of a claim up to its end. */
export const upTo = ({ sentence, span }: Claim): string => sentence.text.slice(0, span.end - sentence.start)

/** The clause of a claim up to its end, with the list that it stands in: “公示行政处罚1820件、行政强制64件” is said of both. */
export const clauseOf = (claim: Claim): string =>
  upTo(claim)
    .split(/[，；。]/)
    .at(-1)
    ?.replace(/\s/g, '') || claim.span.text

const saysAny = ({ span }: Claim, patterns: readonly RegExp[]): boolean => matchesAny(span.text.replace(/\s/g, ''), patterns)

/** The readings that the rest of the text leaves open, never none. */
export function summed(report: AnnualReport, readings: readonly Reading[]): readonly Summed[] {
  const isSaid = (measure: string): boolean => affirmed(report, measure).length > 0
  const open = readings.filter(({ unlessSaid, ifSaid }) => (!unlessSaid || !isSaid(unlessSaid)) && (!ifSaid || isSaid(ifSaid)))
  return (open.length ? open : readings.slice(0, 1)).map((reading) => ({ ...reading, sum: sumOfCells(report, reading.cells) }))
}

/**
 * Tells which of the readings a claim's own words and the numbers beside it leave open. A number of the same sentence settles the
 * way of counting; one of the same paragraph makes the other ways a question.
 */
export function createOpener(
  context: CheckContext,
  readings: readonly Summed[],
  beside: Beside | undefined,
): (claim: Claim) => readonly Summed[] {
  const { report } = context
  const ofParagraph = new Map<string, Ways>()
  const waysAround = (anchor: string): Ways => {
    const known = ofParagraph.get(anchor)
    if (known !== undefined || !beside) return known ?? null
    const ways = waysOf(report, claimsOfParagraph(report, anchor), beside)
    ofParagraph.set(anchor, ways)
    return ways
  }
  return (claim) => {
    const own = readings.filter((reading) => allowsWords(context, claim, reading))
    if (!beside) return own
    const near = claimsBeside(report, claim)
    if (near.some(({ measure }) => measure === beside.widenedBy)) return own
    const ways = waysOf(report, near, beside)
    const isOpen = ({ way }: Summed): boolean => way === undefined || (ways ?? around)?.has(way) !== false
    const around = ways ? null : waysAround(claim.span.anchor)
    if (around) return own.map((reading, index) => (index === 0 || isOpen(reading) ? reading : { ...reading, ask: true }))
    const same = own.filter(isOpen)
    return same.length ? same : own
  }
}

/** Words that rule a reading out do not where the sentence adds up several counts. */
const allowsWords = ({ reference }: CheckContext, claim: Claim, { notWhere }: Reading): boolean =>
  !notWhere || !saysAny(claim, [notWhere]) || reference.lexicon.pattern('predicates/claims/added-up').test(claim.sentence.text)

/** Ways of counting; null where nothing is settled. */
type Ways = ReadonlySet<string> | null

/** The ways of counting that one of the numbers fits; a number that fits none is wrong itself and settles nothing. */
function waysOf(report: AnnualReport, near: readonly Claim[], { measures }: Beside): Ways {
  const ways = new Set<string>()
  for (const [name, counted] of Object.entries(measures)) {
    const others = near.filter(({ measure, negated }) => measure === name && !negated)
    for (const [way, cells] of others.length ? Object.entries(counted) : []) {
      const sum = sumOfCells(report, cells)
      // A sum that cannot be read may be the one that fits.
      if (!sum.known || others.some((other) => agrees(other, sum, 'equal'))) ways.add(way)
    }
  }
  return ways.size ? ways : null
}
