import { z } from 'zod'
import { CellName } from '../../form/form-names.ts'
import { tableOf } from '../../form/form-lines.ts'
import type { AnnualReport, Claim } from '../../model/annual-report.ts'
import type { CheckContext, Outcome } from '../../model/outcome.ts'
import { Severity } from '../../model/rule.ts'
import { claimsOf, placeOfClaim } from '../claims.ts'
import { cellLabel, placeOfCell, tableName } from '../place.ts'
import { definePredicate, failAt, type Found, unknown } from '../predicate.ts'
import { quoteWords } from '../quote-words.ts'
import { matchesAny, Pattern } from '../safe-pattern.ts'
import { filledCells, type Sum, sumOfCells } from '../tables/sum-of-cells.ts'

/** A sum of which a cell is blank or cannot be read: nothing can be said of it. */
const unreadable = ({ form }: AnnualReport, { key, why }: Extract<Sum, { known: false }>): Outcome =>
  unknown(`cells-${why}`, { table: tableName(form, tableOf(key)), count: 1 })

const Reading = z.strictObject({
  name: z.string(),
  cells: z.array(CellName).min(1),
  /** Not open where the text counts this apart (予以公开 takes in 部分公开 only where that is not said). */
  unlessSaid: z.string().optional(),
  /** Open only where the text counts this apart (逾期不补正 beside 其他处理, which then leaves it out). */
  ifSaid: z.string().optional(),
  /** Words of the claim itself that rule this reading out (新收 is never with what came over). */
  notWhere: Pattern.optional(),
  /** A reading that is possible but seldom meant: agrees, and is asked about in a notice. */
  ask: z.boolean().default(false),
  /** Open only where this other measure, if said, also fits the same way of counting. */
  with: z.strictObject({ measure: z.string(), cells: z.array(CellName).min(1) }).optional(),
})
type Reading = z.infer<typeof Reading>

const Options = z.strictObject({
  /** What the text counts (rules/measures/). */
  measure: z.string(),
  /** How it is called in the message. */
  name: z.string(),
  /** What the number may be, the usual reading first; each a sum of cells. */
  readings: z.array(Reading).min(1),
  /** `at-most`: the cell holds this and more (撤回 within 其他). */
  relation: z.enum(['equal', 'at-most']).default('equal'),
  /** Words that leave room for another count: then only asked. */
  unsure: z.array(Pattern).default([]),
  unsureSeverity: Severity.default('warning'),
  /** Words in the sentence after which nothing is compared. */
  except: z.array(Pattern).default([]),
})
type Options = z.infer<typeof Options>
type Summed = Reading & { readonly sum: Sum }

/** Numbers of the text against cells of the tables; passes when any reading agrees. */
export const claimsAgree = definePredicate({
  name: 'claims-agree',
  options: Options,
  evidence: ['name', 'said', 'quote', 'table', 'expected', 'difference', 'readings'],
  run: (context, options) => {
    const { report } = context
    const claims = affirmed(report, options.measure).filter(({ sentence }) => !matchesAny(sentence.text, options.except))
    if (!claims.length) return []
    const readings = openReadings(report, options).map((reading) => ({ ...reading, sum: sumOfCells(report, reading.cells) }))
    const fits = (claim: Claim, among: readonly Summed[]): boolean =>
      among.some((reading) => isOpenTo(context, claim, reading) && agrees(claim, reading.sum, options.relation))
    const usually = readings.filter(({ ask }) => !ask)
    const asked = claims.filter((claim) => !fits(claim, usually))
    if (!asked.length || isOtherScope(asked, claims, options)) return []
    // A reading that cannot be read might be the one that agrees, if what is read of it leaves room for the number.
    const unread = readings.flatMap(({ sum }) => (sum.known || !asked.some((claim) => mayAgree(claim, sum, options.relation)) ? [] : [sum]))
    if (unread[0]) return [unreadable(report, unread[0])]
    const wrong = claims.filter((claim) => !fits(claim, readings))
    return wrong.length
      ? disagreement(report, options, readings, wrong, claims.length > wrong.length)
      : disagreement(report, { ...options, unsure: [], unsureSeverity: 'notice' }, readings, asked, true)
  },
})

const affirmed = (report: AnnualReport, measure: string): Claim[] => claimsOf(report, measure).filter(({ negated }) => !negated)

/** The ways of counting that the rest of the text leaves open; never none. */
function openReadings(report: AnnualReport, { readings }: Options): readonly Reading[] {
  const isSaid = (measure: string): boolean => affirmed(report, measure).length > 0
  const fits = ({ measure, cells }: NonNullable<Reading['with']>): boolean => {
    const sum = sumOfCells(report, cells)
    return sum.known && affirmed(report, measure).every((claim) => agrees(claim, sum, 'equal'))
  }
  // Where the other number fits no way of counting, it is the wrong one and settles nothing.
  const settles = readings.some((reading) => reading.with && isSaid(reading.with.measure) && fits(reading.with))
  const open = readings.filter(
    (reading) =>
      (!reading.unlessSaid || !isSaid(reading.unlessSaid)) &&
      (!reading.ifSaid || isSaid(reading.ifSaid)) &&
      (!settles || !reading.with || fits(reading.with)),
  )
  return open.length ? open : readings.slice(0, 1)
}

/** Words that rule a reading out do not where the sentence adds up several counts. */
const isOpenTo = ({ reference }: CheckContext, claim: Claim, { notWhere }: Reading): boolean =>
  !notWhere || !saysAny(claim, [notWhere]) || reference.lexicon.pattern('predicates/claims/added-up').test(claim.sentence.text)

const agrees = ({ quantity }: Claim, sum: Sum, relation: Options['relation']): boolean =>
  sum.known && quantity.low <= sum.value && (relation === 'at-most' || sum.value <= quantity.high)

const mayAgree = ({ quantity }: Claim, sum: Extract<Sum, { known: false }>, relation: Options['relation']): boolean =>
  quantity.low <= sum.high && (relation === 'at-most' || sum.low <= quantity.high)

/** “办结行政许可9110件…公示行政许可55条”: beside the number that agrees, one of another scope needs no question. */
const isOtherScope = (asked: readonly Claim[], claims: readonly Claim[], { unsure, unsureSeverity }: Options): boolean =>
  unsureSeverity === 'notice' && asked.length < claims.length && asked.every((claim) => saysAny(claim, unsure))

const saysAny = ({ span }: Claim, patterns: readonly RegExp[]): boolean => matchesAny(span.text.replace(/\s/g, ''), patterns)

/** @param othersAgree the same thing is counted elsewhere with a number that fits */
function disagreement(
  report: AnnualReport,
  { measure, name, unsure, unsureSeverity }: Options,
  readings: readonly Summed[],
  claims: readonly Claim[],
  othersAgree: boolean,
): Found {
  const [first] = claims
  const usual = readings[0]?.sum
  if (!first || !usual?.known) return []
  const isUnsure = othersAgree || !first.quantity.exact || claims.every((claim) => saysAny(claim, unsure))
  return failAt([...claims.map((claim) => placeOfClaim(report, claim)), ...usual.keys.slice(0, 3).map((key) => placeOfCell(report, key))], {
    subject: measure,
    ...(isUnsure ? { severity: unsureSeverity } : {}),
    evidence: {
      name,
      said: first.quantity.value,
      quote: quoteWords(first.span.text, 40),
      table: tableName(report.form, tableOf(usual.keys[0] ?? '')),
      expected: usual.value,
      difference: Math.abs(first.quantity.value - usual.value),
      readings: readings.map(({ name: reading, sum }) => `${reading}${sum.known ? sum.value : ''}`),
    },
    cells: usual.keys,
  })
}

/** “未收到申请”, “没有行政复议” against the cells that count them. */
export const noneContradicted = definePredicate({
  name: 'none-contradicted',
  options: z.strictObject({
    measure: z.string(),
    name: z.string(),
    /** Cells that must all be 0 when the text says there was none. */
    cells: z.array(CellName).min(1),
  }),
  evidence: ['name', 'quote', 'value', 'table', 'cells'],
  run: ({ report }, { measure, name, cells }) => {
    const denials = claimsOf(report, measure).filter(({ negated }) => negated)
    if (!denials.length) return []
    const sum = sumOfCells(report, cells)
    if (!sum.known && sum.low <= 0) return [unreadable(report, sum)]
    const value = sum.known ? sum.value : sum.low
    if (value === 0) return []
    const filled = sum.known ? sum.keys : filledCells(report, cells)
    const shown = filled.slice(0, 3)
    return failAt([...denials.map((claim) => placeOfClaim(report, claim)), ...shown.map((key) => placeOfCell(report, key))], {
      subject: measure,
      evidence: {
        name,
        quote: quoteWords(denials[0]?.span.text ?? '', 40),
        value,
        table: tableName(report.form, tableOf(filled[0] ?? '')),
        cells: shown.map((key) => cellLabel(report, key)),
      },
      cells: filled,
    })
  },
})
