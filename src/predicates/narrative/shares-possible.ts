import { z } from 'zod'
import { CellName } from '../../form/form-names.ts'
import type { AnnualReport, SaidNumber, ShareStatement } from '../../model/annual-report.ts'
import type { Evidence, Said } from '../../model/outcome.ts'
import { placeInSentence } from '../claims.ts'
import { definePredicate, failAt, type Found } from '../predicate.ts'
import { matchesAny, Pattern } from '../safe-pattern.ts'
import { sumOfCells } from '../tables/sum-of-cells.ts'
import { decimalsOf } from './decimals-of.ts'

const Options = z.strictObject({
  /** Above this, every share can be some whole number's. */
  largestBase: z.number().int().default(400),
  /** By measure, the sums of cells that its shares may be of where the sentence does not say. */
  bases: z.record(z.string(), z.array(z.array(CellName).min(1)).min(1)),
  /** Words of the share that make it approximate: “约占26%” of 25.3% is loose, not wrong. */
  loose: Pattern,
})
type Options = z.infer<typeof Options>

/**
 * A share said of a small base must be some whole number of it: 57% of 17 or of 18 is not. Where the count stands
 * beside it, the share must be that count's.
 */
export const sharesPossible = definePredicate({
  name: 'shares-possible',
  options: Options,
  evidence: ['share', 'bases', 'base', 'first', 'second', 'count', 'right', 'problem'],
  codes: ['count-gives-other', 'no-count-gives-share', 'number-of', 'or'],
  run: ({ report }, options) => report.shares.flatMap((statement) => faultOf(report, statement, options)),
})

function faultOf(report: AnnualReport, statement: ShareStatement, options: Options): Found {
  const bases = basesOf(report, statement, options)
  const isOff = ({ share, count }: ShareStatement['shares'][number]): boolean =>
    share.quantity.exact && bases.every((base) => base > 0 && !canBe(base, share, count, options))
  const bad = bases.length ? statement.shares.find(isOff) : undefined
  if (!bad) return []
  return failAt(placeInSentence(report, statement, statement.shares[0]?.share.span.start, statement.shares.at(-1)?.share.span.end), {
    subject: `share/${statement.shares.map(({ share }) => share.label.slice(-10)).join('|')}`,
    evidence: { share: `${bad.share.quantity.value}%`, ...problemOf(bad, bases) },
  })
}

function problemOf({ share, count }: ShareStatement['shares'][number], bases: readonly number[]): Evidence {
  if (!count) return { problem: { code: 'no-count-gives-share', with: { bases: anyOf(bases.map((base) => numberOf(base))) } } }
  const right = `${((count.quantity.value / (bases[0] ?? 1)) * 100).toFixed(decimalsOf(share.span.text))}%`
  return { count: count.quantity.value, right, problem: { code: 'count-gives-other', with: { bases: anyOf(bases) } } }
}

const numberOf = (base: number): Said => ({ code: 'number-of', with: { base } })

/** 17或18, as the rule words it. */
const anyOf = (values: readonly Said[]): Said => values.reduce((first, second) => ({ code: 'or', with: { first, second } }))

/** What the shares may be of: the number said in the sentence, else the counts in use. */
function basesOf(report: AnnualReport, { base, measure }: ShareStatement, options: Options): number[] {
  if (base) return [base.quantity.value]
  const sums = (options.bases[measure ?? ''] ?? []).map((cells) => sumOfCells(report, cells))
  const known = sums.flatMap((sum) => (sum.known ? [sum.value] : []))
  return known.length === sums.length ? [...new Set(known)].filter((value) => value > 0) : []
}

function canBe(base: number, share: SaidNumber, count: SaidNumber | null, { largestBase, loose }: Options): boolean {
  if (count?.quantity.exact) return isShareOf(count.quantity.value, base, share, loose)
  const near = Math.round((share.quantity.value * base) / 100)
  return (
    base > largestBase ||
    [near - 1, near, near + 1].some((number) => number >= 0 && number <= base && isShareOf(number, base, share, loose))
  )
}

function isShareOf(count: number, base: number, share: SaidNumber, loose: RegExp): boolean {
  const off = Math.abs((count / base) * 100 - share.quantity.value)
  if (off < 1 && matchesAny(share.label, [loose])) return true
  const decimals = decimalsOf(share.span.text)
  const step = 10 ** -decimals
  return off <= step * 0.51 + (decimals > 0 ? step * 0.5 : 0)
}
