import { z } from 'zod'
import type { AnnualReport, ChangeStatement } from '../../model/annual-report.ts'
import type { Outcome } from '../../model/outcome.ts'
import { claimsOf } from '../narrative-table/claims-agree.ts'
import { placeOfSpan } from '../place-of-span.ts'
import { definePredicate } from '../predicate.ts'
import { quoteWords } from '../quote-words.ts'
import { readCount } from '../read-count.ts'

/** “比上年增加X件，增长p%”: this year's number, last year's, the difference and the rate must fit each other. */
export const changesCorrect = definePredicate({
  name: 'changes-correct',
  options: z.strictObject({}),
  evidence: ['current', 'last', 'said', 'right', 'quote', 'what'],
  run: ({ report }): Outcome[] => {
    const outcomes = report.changes.flatMap((change) => {
      const fault = faultOf(report, change)
      return fault
        ? [
            {
              kind: 'fail' as const,
              subject: `${change.measure ?? 'change'}/${fault.what}`,
              evidence: { ...fault, quote: quoteWords(change.sentence.text, 40) },
              places: [
                placeOfSpan(
                  { anchor: change.sentence.anchor, part: change.part },
                  change.sentence.text,
                  change.sentence.start,
                  change.sentence.end,
                ),
              ],
            },
          ]
        : []
    })
    return outcomes.length ? outcomes : [{ kind: 'pass' }]
  },
})

interface Fault {
  readonly current: number
  readonly last: number
  readonly said: string
  readonly right: string
  readonly what: string
}

/** Null where nothing is certainly wrong: every number must be exact and the one it is compared with known. */
function faultOf(report: AnnualReport, change: ChangeStatement): Fault | null {
  const sign = change.direction === 'up' ? 1 : -1
  const candidates = currentsOf(report, change)
  if (!candidates.length) return null
  const faults = candidates.map((current) => faultWith(change, current, sign))
  return faults.every((fault) => fault !== null) ? (faults[0] ?? null) : null
}

function faultWith(change: ChangeStatement, current: number, sign: number): Fault | null {
  const { difference, rate } = change
  const last = change.last?.quantity.exact
    ? change.last.quantity.value
    : difference?.quantity.exact
      ? current - sign * difference.quantity.value
      : null
  if (last === null || last < 0) return null
  if (change.last && difference?.quantity.exact && current - last !== sign * difference.quantity.value)
    return {
      current,
      last,
      said: `${sign > 0 ? '增加' : '减少'}${difference.quantity.value}`,
      right: wordsOf(current - last),
      what: '增减数',
    }
  if (rate && last > 0) {
    const right = ((current - last) / last) * 100 * sign
    const step = 10 ** -decimalsOf(rate.span.text)
    if (Math.abs(right - rate.quantity.value) > step * 0.51)
      return {
        current,
        last,
        said: `${rate.quantity.value}%`,
        right: `${(Math.round(right / step) * step).toFixed(decimalsOf(rate.span.text))}%`,
        what: '增减率',
      }
  }
  return null
}

/** The numbers that the change may be of: said beside it, else claimed elsewhere, else of the table. */
function currentsOf(report: AnnualReport, change: ChangeStatement): number[] {
  if (change.current?.quantity.exact) return [change.current.quantity.value]
  if (change.measure !== 'requests/new') return []
  const claimed = claimsOf(report, 'requests/new')
    .filter((claim) => !claim.negated && claim.quantity.exact)
    .map((claim) => claim.quantity.value)
  const cell = readCount(report, 'table3/new_received/total')
  return [...new Set([...(cell.known ? [cell.value] : []), ...claimed])]
}

const wordsOf = (difference: number): string => (difference === 0 ? '持平' : `${difference > 0 ? '增加' : '减少'}${Math.abs(difference)}`)
const decimalsOf = (text: string): number => /\d+\.(\d+)\s*[%％]/.exec(text)?.[1]?.length ?? 0
