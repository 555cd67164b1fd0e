import { readNumber } from '../language/chinese-numerals.ts'
import type { Lexicon } from '../language/lexicon.ts'
import { type Fee, feeOfItems, feeOfPages } from './processing-fee.ts'

type Apart = 'months' | 'applicants'

/**
 * `one`: one fee. `several`: fees of months or applicants, each reckoned for itself and added up. `open`: the question
 * does not tell whether its counts belong together; `apart` is what they come to otherwise, empty if that cannot be told.
 */
export type FeeReading =
  | { readonly kind: 'one'; readonly fee: Fee }
  | { readonly kind: 'several'; readonly by: Apart; readonly parts: readonly FeePart[] }
  | { readonly kind: 'open'; readonly by: Apart | 'requests'; readonly together: Fee; readonly apart: readonly Fee[] }

interface FeePart {
  /** As the question names it, with how often it counts. */
  readonly label: string
  readonly fee: Fee
  readonly times: number
}

/** A larger count is a typing error. */
const LIMIT = 99_999

/** A count, and the months and applicants that are named between the count before it and itself. */
interface Count {
  readonly count: number
  readonly months: readonly string[]
  readonly applicants: readonly string[]
}

/**
 * Fees that a question gives figures for: “一个月申请了35件收多少”; empty if it gives none.
 * @param bare the question without blanks
 */
export function findFees(lexicon: Lexicon, bare: string): FeeReading[] {
  const text = bare.replace(lexicon.all('questions/fee/document-number'), '')
  const has = (name: string): boolean => lexicon.pattern(name).test(text)
  if (!has('questions/fee/asks-how-much') || has('questions/fee/about-a-form')) return []
  const exact = countsIn(lexicon, text, lexicon.all('questions/fee/items'))
  const items =
    exact.length || !has('questions/fee/requests') ? exact : countsIn(lexicon, text, lexicon.all('questions/fee/requests-loosely'))
  const pages = countsIn(lexicon, text, lexicon.all('questions/fee/pages')).map(({ count }) => count)
  return [
    ...(items.length ? [readItems(lexicon, text, items)] : []),
    ...(pages.length
      ? [
          readPages(
            pages,
            has('questions/fee/each-request'),
            items.map(({ count }) => count),
          ),
        ]
      : []),
  ]
}

/** “每件” and “一件多少钱” ask for the schedule, not for a sum. */
function countsIn(lexicon: Lexicon, text: string, pattern: RegExp): Count[] {
  const counts: Count[] = []
  let end = 0
  for (const { 0: written, 1: number = '', index } of text.matchAll(pattern)) {
    const count = readNumber(number)
    if (count === null || count <= 1 || count > LIMIT) continue
    const before = text.slice(end, index)
    const named = (name: string): string[] => [...new Set([...before.matchAll(lexicon.all(name))].map(([label]) => label))]
    counts.push({ count, months: named('questions/fee/month'), applicants: named('questions/fee/applicant') })
    end = index + written.length
  }
  return counts
}

function readItems(lexicon: Lexicon, text: string, counts: readonly Count[]): FeeReading {
  const has = (name: string): boolean => lexicon.pattern(name).test(text)
  const most = feeOfItems(Math.max(...counts.map(({ count }) => count)))
  const apart = counts.map(({ count }) => feeOfItems(count))
  const months = numberBefore(lexicon, text, 'questions/fee/months')
  const persons = numberBefore(lexicon, text, 'questions/fee/persons')
  if (counts.length > 1 && counts.every((count) => count.months.length === 1 || count.applicants.length === 1)) return addUp(counts)
  if (counts.length === 1 && counts[0]?.months.length === 1) return { kind: 'one', fee: most }
  const repeated = (by: Apart, times: number): FeeReading => ({ kind: 'several', by, parts: [{ label: '', fee: most, times }] })
  if (counts.length === 1 && months > 1 && has('questions/fee/each-month')) return repeated('months', months)
  if (counts.length === 1 && persons > 1 && has('questions/fee/each-person')) return repeated('applicants', persons)
  const [only] = counts
  if (only && counts.length === 1 && has('questions/fee/each-person') && !has('questions/fee/month-range')) {
    if (only.months.length > 1) return repeated('months', only.months.length)
    if (only.applicants.length > 1) return repeated('applicants', only.applicants.length)
  }
  if (counts.length > 1 && has('questions/fee/again')) {
    const by = counts.some(({ applicants }) => applicants.length > 0) ? 'applicants' : 'months'
    return { kind: 'open', by, together: feeOfItems(counts.reduce((sum, { count }) => sum + count, 0)), apart }
  }
  const overMonths = months > 1 || has('questions/fee/longer') || counts.some((count) => count.months.length > 1)
  if (overMonths && !has('questions/fee/each-month')) return { kind: 'open', by: 'months', together: most, apart: [] }
  if (persons > 1) return { kind: 'open', by: 'applicants', together: most, apart: [] }
  return { kind: 'one', fee: most }
}

/** Counts of the same month and applicant are one count. */
function addUp(counts: readonly Count[]): FeeReading {
  const groups = new Map<string, number>()
  for (const { count, months, applicants } of counts) {
    const label = [...applicants, ...months].join('')
    groups.set(label, (groups.get(label) ?? 0) + count)
  }
  const parts = [...groups].map(([label, count]) => ({ label, fee: feeOfItems(count), times: 1 }))
  const [first] = parts
  if (first && parts.length === 1) return { kind: 'one', fee: first.fee }
  return { kind: 'several', by: counts.every(({ months }) => months.length === 0) ? 'applicants' : 'months', parts }
}

/** @param each whether the pages are said of each request; then `requests` are their numbers */
function readPages(pages: readonly number[], each: boolean, requests: readonly number[]): FeeReading {
  const [count = 0] = pages
  const times = Math.max(1, ...requests)
  const together = Math.max(...pages, each ? count * times : 0)
  if (each && times > 1) {
    return { kind: 'open', by: 'requests', together: feeOfPages(together), apart: Array.from({ length: times }, () => feeOfPages(count)) }
  }
  return { kind: 'one', fee: feeOfPages(together) }
}

/** The largest number in front of a word; 0 if there is none. */
const numberBefore = (lexicon: Lexicon, text: string, name: string): number =>
  Math.max(0, ...[...text.matchAll(lexicon.all(name))].map(([, number = '']) => readNumber(number) ?? 0))
