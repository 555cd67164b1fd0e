import { z } from 'zod'
import type { AnnualReport, Claim } from '../model/annual-report.ts'
import type { Outcome } from '../model/outcome.ts'
import { Severity } from '../model/rule.ts'
import { placeOfCell, tableName } from './place-of-cell.ts'
import { placeOfSpan } from './place-of-span.ts'
import { definePredicate } from './predicate.ts'
import { Pattern, matchesAny } from './safe-pattern.ts'
import { sumOfCells, type Sum } from './sum-of-cells.ts'

const Options = z.strictObject({
  /** What the text counts (src/report/claims/measure-patterns.ts). */
  measure: z.string(),
  /** How it is called in the message. */
  name: z.string(),
  /** What the number may be, the usual reading first; each a sum of cells. */
  readings: z.array(z.strictObject({ name: z.string(), cells: z.array(z.string()).min(1) })).min(1),
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
    const sums = options.readings.map(({ name, cells }) => ({ name, sum: sumOfCells(report, cells) }))
    const wrong = claims.filter((claim) => !sums.some(({ sum }) => sum.known && agrees(claim, sum.value, options.relation)))
    if (!wrong.length) return [{ kind: 'pass' }]
    const unread = sums.find(({ sum }) => !sum.known)
    // A reading that cannot be read might be the one that agrees.
    if (unread && !unread.sum.known) return [{ kind: 'unknown', reason: { code: `cells-${unread.sum.why}`, with: { table: tableName(unread.sum.key.slice(0, 6) as 'table2').slice(5), count: 1 } } }]
    const usual = sums[0]?.sum as Sum & { known: true }
    return [disagreement(report, options, wrong, claims.length > wrong.length, usual, sums.map(({ name, sum }) => `${name}${sum.known ? sum.value : ''}`).join('、'))]
  },
})

function disagreement(report: AnnualReport, options: Options, wrong: readonly Claim[], othersAgree: boolean, usual: Sum & { known: true }, readings: string): Outcome {
  const first = wrong[0] as Claim
  const unsure = othersAgree || !first.quantity.exact || wrong.every((claim) => matchesAny(claim.span.text.replace(/\s/g, ''), options.unsure))
  return {
    kind: 'fail',
    subject: options.measure,
    severity: unsure ? options.unsureSeverity : undefined,
    evidence: {
      name: options.name,
      said: first.quantity.value,
      quote: first.span.text.trim().slice(0, 40),
      table: tableName((usual.keys[0] ?? 'table3').slice(0, 6) as 'table3').slice(5),
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

/** This year's claims of the whole of a measure: narrowed ones say nothing of the whole. */
export function claimsOf(report: AnnualReport, measure: string): Claim[] {
  return report.claims.filter((claim) => claim.measure === measure && claim.time === 'this' && claim.topic === null)
}

export function placeOfClaim(report: AnnualReport, claim: Claim): ReturnType<typeof placeOfSpan> {
  const item = report.passages.find((passage) => passage.anchor === claim.span.anchor)?.item
  return placeOfSpan({ anchor: claim.span.anchor, part: claim.part, item }, claim.sentence.text, claim.span.start, claim.span.end)
}
