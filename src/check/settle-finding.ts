import type { AnnualReport } from '../model/annual-report.ts'
import type { Finding, Place } from '../model/finding.ts'
import type { CheckInput } from '../model/outcome.ts'
import { createNumberGuard } from '../predicates/quote-words.ts'

/** Hides what a text holds of the numbers of persons in the drafts of a check. */
export type NumberGuard = (text: string) => string

type Compared = Pick<CheckInput, 'lastYear' | 'subordinates'>
const guards = new WeakMap<AnnualReport, Compared & { readonly guard: NumberGuard }>()

/** The guard over a draft and what it is compared with; made once for them. */
export function guardOf({ report, lastYear, subordinates }: CheckInput): NumberGuard {
  const known = guards.get(report)
  if (known && known.lastYear === lastYear && known.subordinates === subordinates) return known.guard
  const all = [report, ...(lastYear ? [lastYear] : []), ...(subordinates?.reports ?? [])]
  const guard = createNumberGuard(all.flatMap(textsOf))
  guards.set(report, { guard, ...(lastYear ? { lastYear } : {}), ...(subordinates ? { subordinates } : {}) })
  return guard
}

function textsOf({ document }: AnnualReport): string[] {
  const inBlocks = document.blocks.flatMap((block) => (block.kind === 'table' ? block.cells.map((cell) => cell.text) : [block.text]))
  return [...inBlocks, ...document.aside.map((aside) => aside.text)]
}

/**
 * A finding as it may leave the checker: no number of a person in any of its words, whatever a predicate cut out of
 * the draft; no value or quotation that is empty, no value that should be what it is; no repair of a number.
 */
export function settleFinding(finding: Finding, guard: NumberGuard): Finding {
  const value = (text: string | null): string | null => (text?.trim() ? guard(text) : null)
  const [actual, expected] = [value(finding.actual), value(finding.expected)]
  return {
    ...finding,
    ...(finding.headline === undefined ? {} : { headline: guard(finding.headline) }),
    message: guard(finding.message),
    why: guard(finding.why),
    fix: guard(finding.fix),
    where: finding.where.map((place) => settlePlace(place, guard)),
    actual,
    expected: expected === actual ? null : expected,
    repairs: finding.repairs.filter(({ before, after }) => guard(before) === before && guard(after) === after),
  }
}

const settlePlace = ({ quote, ...place }: Place, guard: NumberGuard): Place => ({
  ...place,
  label: guard(place.label),
  ...(quote?.trim() ? { quote: guard(quote) } : {}),
})
