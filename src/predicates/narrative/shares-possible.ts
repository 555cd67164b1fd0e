import { z } from 'zod'
import type { AnnualReport, SaidNumber, ShareStatement } from '../../model/annual-report.ts'
import type { Outcome } from '../../model/outcome.ts'
import { placeOfSpan } from '../place-of-span.ts'
import { definePredicate } from '../predicate.ts'
import { readCount } from '../read-count.ts'
import { sumOfCells } from '../tables/sum-of-cells.ts'

/**
 * A share said of a small base must be some whole number of it: 57% of 17 or of 18 is not. Where the count stands
 * beside it, the share must be that count's.
 */
export const sharesPossible = definePredicate({
  name: 'shares-possible',
  options: z.strictObject({ largestBase: z.number().int().default(400) }),
  evidence: ['share', 'base', 'count', 'right', 'total', 'problem'],
  run: ({ report }, { largestBase }): Outcome[] => {
    const outcomes = report.shares.flatMap((statement) => {
      const fault = faultOf(report, statement, largestBase)
      return fault
        ? [
            {
              kind: 'fail' as const,
              subject: `share/${statement.shares.map(({ share }) => share.label.slice(-10)).join('|')}`,
              evidence: fault,
              places: [
                placeOfSpan(
                  {
                    anchor: statement.sentence.anchor,
                    part: statement.part,
                    item: report.passages.find((passage) => passage.anchor === statement.sentence.anchor)?.item,
                  },
                  statement.sentence.text,
                  statement.shares[0]?.share.span.start,
                  statement.shares.at(-1)?.share.span.end,
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
  readonly [name: string]: string | number
}

function faultOf(report: AnnualReport, statement: ShareStatement, largestBase: number): Fault | null {
  const bases = basesOf(report, statement)
  const exact = statement.shares.filter(({ share }) => share.quantity.exact)
  const none = { share: '', base: bases.join('、'), count: '', right: '', total: '', problem: '' }
  for (const { share, count } of exact) {
    if (!bases.length) break
    const bad = bases.every(
      (base) =>
        base > 0 &&
        (count?.quantity.exact ? !isShareOf(count.quantity.value, base, share) : base <= largestBase && !isPossible(base, share)),
    )
    if (!bad) continue
    const base = bases[0] ?? 1
    const right = count ? `${((count.quantity.value / base) * 100).toFixed(decimalsOf(share))}%` : ''
    return count
      ? {
          ...none,
          share: `${share.quantity.value}%`,
          count: count.quantity.value,
          right,
          problem: `${count.quantity.value}占${bases.join('或')}应为${right}`,
        }
      : { ...none, share: `${share.quantity.value}%`, problem: `以${bases.join('件或')}件为总数，没有哪个件数能得到这个占比` }
  }
  return null
}

/** What the shares may be of: the number said in the sentence, else this year's requests in the counts in use. */
function basesOf(report: AnnualReport, statement: ShareStatement): number[] {
  if (statement.base) return [statement.base.quantity.value]
  if (statement.measure !== 'requests') return []
  const received = readCount(report, 'table3/new_received/total')
  const handled = readCount(report, 'table3/results_total/total')
  const both = sumOfCells(report, ['table3/new_received/total', 'table3/carried_in/total'])
  if (!received.known || !handled.known || !both.known) return []
  return [...new Set([received.value, handled.value, both.value])].filter((value) => value > 0)
}

function isPossible(base: number, share: SaidNumber): boolean {
  const near = Math.round((share.quantity.value * base) / 100)
  return [near - 1, near, near + 1].some((count) => count >= 0 && count <= base && isShareOf(count, base, share))
}

function isShareOf(count: number, base: number, share: SaidNumber): boolean {
  // “约占26%” of 25.3% is loose, not wrong.
  if (/约/.test(share.label) && Math.abs((count / base) * 100 - share.quantity.value) < 1) return true
  return (
    Math.abs((count / base) * 100 - share.quantity.value) <=
    10 ** -decimalsOf(share) * 0.51 + (decimalsOf(share) > 0 ? 10 ** -decimalsOf(share) * 0.5 : 0)
  )
}

const decimalsOf = (share: SaidNumber): number => /\d+\.(\d+)\s*[%％]/.exec(share.span.text)?.[1]?.length ?? 0
