import { z } from 'zod'
import type { AnnualReport, Claim } from '../../model/annual-report.ts'
import type { Outcome } from '../../model/outcome.ts'
import { Severity } from '../../model/rule.ts'
import { placeOfCell, tableName } from '../place-of-cell.ts'
import { placeOfSpan } from '../place-of-span.ts'
import { tableOfCell } from '../../form/form-lines.ts'
import { definePredicate } from '../predicate.ts'
import { quoteWords } from '../quote-words.ts'
import { Pattern, matchesAny } from '../safe-pattern.ts'
import { sumOfCells, type Sum } from '../tables/sum-of-cells.ts'
import { CellName } from '../../form/form-names.ts'

const Options = z.strictObject({
  /** What the text counts (rules/measures/). */
  measure: z.string(),
  /** How it is called in the message. */
  name: z.string(),
  /** What the number may be, the usual reading first; each a sum of cells. */
  readings: z
    .array(
      z.strictObject({
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
      }),
    )
    .min(1),
  /** `at-most`: the cell holds this and more (撤回 within 其他). */
  relation: z.enum(['equal', 'at-most']).default('equal'),
  /** Words that leave room for another count: then only asked. */
  unsure: z.array(Pattern).default([]),
  unsureSeverity: Severity.default('warning'),
  /** Words in the sentence after which nothing is compared. */
  except: z.array(Pattern).default([]),
})
type Options = z.infer<typeof Options>

/** Numbers of the text against cells of the tables; passes when any reading agrees. */
export const claimsAgree = definePredicate({
  name: 'claims-agree',
  options: Options,
  evidence: ['name', 'said', 'quote', 'table', 'expected', 'difference', 'readings'],
  run: ({ report }, options): Outcome[] => {
    const claims = claimsOf(report, options.measure).filter((claim) => !claim.negated && !matchesAny(claim.sentence.text, options.except))
    if (!claims.length) return [{ kind: 'pass' }]
    const sums = openReadings(report, options).map(({ name, cells, ask, notWhere }) => ({
      name,
      ask,
      notWhere,
      sum: sumOfCells(report, cells),
    }))
    const open = (claim: Claim, words: RegExp | undefined): boolean =>
      !words || !matchesAny(claim.span.text.replace(/\s/g, ''), [words]) || /含|包括|加上|合计|总计/.test(claim.sentence.text)
    const fits = (claim: Claim, asking: boolean): boolean =>
      sums.some(
        ({ sum, ask, notWhere }) => (asking || !ask) && sum.known && open(claim, notWhere) && agrees(claim, sum.value, options.relation),
      )
    const wrong = claims.filter((claim) => !fits(claim, true))
    const asked = claims.filter((claim) => !fits(claim, false))
    if (!asked.length) return [{ kind: 'pass' }]
    // “办结行政许可9110件…公示行政许可55条”: beside the number that agrees, one of another scope needs no question.
    if (
      options.unsureSeverity === 'notice' &&
      asked.length < claims.length &&
      asked.every((claim) => matchesAny(claim.span.text.replace(/\s/g, ''), options.unsure))
    )
      return [{ kind: 'pass' }]
    const unread = sums.find(({ sum }) => !sum.known)
    // A reading that cannot be read might be the one that agrees.
    if (unread && !unread.sum.known)
      return [
        {
          kind: 'unknown',
          reason: {
            code: `cells-${unread.sum.why}`,
            with: { table: tableName(report.form, tableOfCell(unread.sum.key)), count: 1 },
          },
        },
      ]
    const usual = sums[0]?.sum as Sum & { known: true }
    const shown = wrong.length ? wrong : asked
    const severity = wrong.length ? undefined : 'notice'
    return [
      disagreement(
        report,
        { ...options, severity },
        shown,
        claims.length > shown.length,
        usual,
        sums.map(({ name, sum }) => `${name}${sum.known ? sum.value : ''}`).join('、'),
      ),
    ]
  },
})

/** The ways of counting that the rest of the text leaves open; never none. */
function openReadings(report: AnnualReport, { readings }: Options): Options['readings'] {
  const said = (measure: string): Claim[] => claimsOf(report, measure).filter((claim) => !claim.negated)
  const fits = ({ measure, cells }: { measure: string; cells: string[] }): boolean => {
    const sum = sumOfCells(report, cells)
    return sum.known && said(measure).every((claim) => agrees(claim, sum.value, 'equal'))
  }
  const companions = readings.flatMap((reading) => (reading.with ? [reading.with] : []))
  // Where the other number fits no way of counting, it is the wrong one and settles nothing.
  const settles = companions.some((companion) => said(companion.measure).length > 0 && fits(companion))
  const open = readings.filter(
    (reading) =>
      (!reading.unlessSaid || said(reading.unlessSaid).length === 0) &&
      (!reading.ifSaid || said(reading.ifSaid).length > 0) &&
      (!settles || !reading.with || fits(reading.with)),
  )
  return open.length ? open : readings.slice(0, 1)
}

function disagreement(
  report: AnnualReport,
  options: Options & { readonly severity?: Severity | undefined },
  wrong: readonly Claim[],
  othersAgree: boolean,
  usual: Sum & { known: true },
  readings: string,
): Outcome {
  const first = wrong[0] as Claim
  const unsure =
    othersAgree || !first.quantity.exact || wrong.every((claim) => matchesAny(claim.span.text.replace(/\s/g, ''), options.unsure))
  return {
    kind: 'fail',
    subject: options.measure,
    severity: options.severity ?? (unsure ? options.unsureSeverity : undefined),
    evidence: {
      name: options.name,
      said: first.quantity.value,
      quote: quoteWords(first.span.text, 40),
      table: tableName(report.form, tableOfCell(usual.keys[0] ?? '')),
      expected: usual.value,
      difference: Math.abs(first.quantity.value - usual.value),
      readings,
    },
    places: [...wrong.map((claim) => placeOfClaim(report, claim)), ...usual.keys.slice(0, 3).map((key) => placeOfCell(report, key))],
    cells: usual.keys,
  } as Outcome
}

function agrees(claim: Claim, value: number, relation: Options['relation']): boolean {
  if (relation === 'at-most') return claim.quantity.low <= value
  return value >= claim.quantity.low && value <= claim.quantity.high
}

/** This year's claims of the whole of a measure. Narrowed ones say nothing of it; “全区” is the whole in a government's report alone. */
export function claimsOf(report: AnnualReport, measure: string): Claim[] {
  const whole = ({ topic, within }: Claim): boolean => topic === null || (report.agency.kind === 'government' && within === 'region')
  return report.claims.filter((claim) => claim.measure === measure && claim.time === 'this' && whole(claim))
}

export function placeOfClaim(report: AnnualReport, claim: Claim): ReturnType<typeof placeOfSpan> {
  const item = report.passages.find((passage) => passage.anchor === claim.span.anchor)?.item
  return placeOfSpan({ anchor: claim.span.anchor, part: claim.part, item }, claim.sentence.text, claim.span.start, claim.span.end)
}
