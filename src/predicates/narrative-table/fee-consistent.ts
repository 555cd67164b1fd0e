import { z } from 'zod'
import { CellName } from '../../form/form-names.ts'
import type { AnnualReport } from '../../model/annual-report.ts'
import { claimsOf, placeOfClaim } from '../claims.ts'
import { placeOfCell } from '../place-of-cell.ts'
import { placeOfSpan } from '../place-of-span.ts'
import { definePredicate, failAt, type Found } from '../predicate.ts'
import { readCount } from '../read-count.ts'
import { findAll, matchesAny, Pattern } from '../safe-pattern.ts'
import { bodyLines } from '../text-lines.ts'

const Options = z.strictObject({
  /** Requests ended because a fee was not paid cannot be where the text denies that any was asked for. */
  unpaid: z.strictObject({
    cell: CellName,
    parts: z.array(z.number().int().min(0).max(7)).min(1),
    denied: Pattern,
    /** Says that one was asked for after all. */
    explained: Pattern,
  }),
  /** A fee that the text says was collected is in the table. */
  collected: z.strictObject({
    cell: CellName,
    measure: z.string(),
    unit: z.string(),
    /** A smaller amount rounds to nothing in the table's unit. */
    atLeast: z.number(),
  }),
})
type Options = z.infer<typeof Options>

/**
 * 表三（六）2 “逾期未按收费通知缴费” against what part six says of fees, and a fee collected against 表二（八）.
 * Source: 国办函〔2020〕109号.
 */
export const feeConsistent = definePredicate({
  name: 'fee-consistent',
  options: Options,
  evidence: ['problem', 'unpaid', 'denial', 'amount'],
  codes: ['fee-denied', 'fee-not-in-table'],
  run: ({ report }, { unpaid, collected }) => [unpaidWithoutNotice(report, unpaid), collectedNotInTable(report, collected)].flat(),
})

function unpaidWithoutNotice(report: AnnualReport, { cell, parts, denied, explained }: Options['unpaid']): Found {
  const unpaid = readCount(report, cell)
  if (!unpaid.known || unpaid.value === 0) return []
  const lines = bodyLines(report)
    .filter(({ part }) => part !== null && parts.includes(part))
    .map((line) => ({ line, denial: findAll(line.text, denied)[0] }))
  const isExplained = lines.some(({ line, denial }) => matchesAny(line.text.replace(denial?.text ?? '', ''), [explained]))
  const [found] = lines.flatMap(({ line, denial }) => (denial ? [{ line, denial }] : []))
  if (!found || isExplained) return []
  const { line, denial } = found
  return failAt([placeOfSpan(line, line.text, denial.start, denial.start + denial.text.length), placeOfCell(report, cell)], {
    subject: 'fee/unpaid',
    evidence: { problem: { code: 'fee-denied' }, unpaid: unpaid.value, denial: denial.text },
    cells: [cell],
  })
}

function collectedNotInTable(report: AnnualReport, { cell, measure, unit, atLeast }: Options['collected']): Found {
  const fee = readCount(report, cell)
  if (!fee.known || fee.value > 0) return []
  const claim = claimsOf(report, measure).find(
    ({ negated, quantity, unit: said }) => !negated && quantity.exact && said === unit && quantity.value >= atLeast,
  )
  if (!claim) return []
  return failAt([placeOfClaim(report, claim), placeOfCell(report, cell)], {
    subject: 'fee/collected',
    evidence: { problem: { code: 'fee-not-in-table' }, amount: claim.quantity.value },
  })
}
