import { z } from 'zod'
import type { AnnualReport, Breakdown } from '../../model/annual-report.ts'
import { placeInSentence } from '../claims.ts'
import { definePredicate, failAt, type Found } from '../predicate.ts'
import { quoteWords } from '../quote-words.ts'

const Options = z.strictObject({
  /** A list of fewer parts than this falls short by a fifth of `shortBy` at most. */
  askFromParts: z.number().int().default(3),
  /** A list that does not say whether it is whole is asked about where it falls short by at most this share of the whole. */
  shortBy: z.number().default(0.1),
})
type Options = z.infer<typeof Options>

/** “共N条，其中A a条、B b条”: more than the whole, or less where the list is said to be all, cannot be. */
export const partsAddUp = definePredicate({
  name: 'parts-add-up',
  options: Options,
  evidence: ['whole', 'sum', 'parts', 'difference', 'unit', 'relation', 'quote'],
  codes: ['more', 'less'],
  run: ({ report }, options) => report.breakdowns.flatMap((breakdown) => faultOf(report, breakdown, options)),
})

function faultOf(report: AnnualReport, breakdown: Breakdown, options: Options): Found {
  const misfit = misfitOf(breakdown, options)
  if (!misfit) return []
  const { whole, parts, sentence } = breakdown
  const sum = parts.reduce((add, part) => add + part.quantity.value, 0)
  return failAt(placeInSentence(report, breakdown, whole.span.start, parts.at(-1)?.span.end ?? whole.span.end), {
    subject: `${whole.label.slice(-12)}|${parts.map((part) => part.label.slice(-8)).join('|')}`,
    ...(misfit === 'maybe-less' ? { severity: 'notice' } : {}),
    evidence: {
      whole: whole.quantity.value,
      sum,
      parts: parts.map((part) => part.quantity.value).join('+'),
      difference: Math.abs(sum - whole.quantity.value),
      unit: whole.unit ?? parts.find((part) => part.unit)?.unit ?? '',
      relation: { code: misfit === 'more' ? 'more' : 'less' },
      quote: quoteWords(sentence.text, 40),
    },
  })
}

function misfitOf(breakdown: Breakdown, { askFromParts, shortBy }: Options): 'more' | 'less' | 'maybe-less' | null {
  const { whole, parts, extent } = breakdown
  const [low, high] = [total(breakdown, 'low'), total(breakdown, 'high')]
  if (low <= whole.quantity.high && high >= whole.quantity.low) return null
  if (low > whole.quantity.high) return extent !== 'open' && someRunFits(breakdown) ? null : 'more'
  if (extent === 'open') return null
  if (extent === 'closed') return 'less'
  const gap = whole.quantity.value - high
  return gap > whole.quantity.value * (parts.length < askFromParts ? shortBy / 5 : shortBy) ? null : 'maybe-less'
}

const total = ({ parts }: Breakdown, bound: 'low' | 'high'): number => parts.reduce((add, part) => add + part.quantity[bound], 0)

/** Two lists of the same whole said in one breath (by channel, then by kind): two or more at either end that fit are enough. */
function someRunFits({ parts, whole }: Breakdown): boolean {
  const values = parts.map((part) => part.quantity.value)
  const fits = (run: readonly number[]): boolean =>
    run.length > 1 && run.length < values.length && run.reduce((add, value) => add + value, 0) === whole.quantity.value
  return values.some((_, at) => fits(values.slice(0, at)) || fits(values.slice(at)))
}
