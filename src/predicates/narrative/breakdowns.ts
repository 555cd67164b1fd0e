import { countWork } from '../../language/count-work.ts'
import { z } from 'zod'
import { CellName } from '../../form/form-names.ts'
import type { AnnualReport, Breakdown } from '../../model/annual-report.ts'
import type { Evidence } from '../../model/outcome.ts'
import { placeInSentence } from '../claims.ts'
import { placeOfSpan } from '../place.ts'
import { definePredicate, failAt, type Found } from '../predicate.ts'
import { quoteWords } from '../quote-words.ts'
import { readCount } from '../read-count.ts'
import { matchesAny, Pattern } from '../safe-pattern.ts'

const SumOptions = z.strictObject({
  /** A list of fewer parts than this falls short by a fifth of `shortBy` at most. */
  askFromParts: z.number().int().default(3),
  /** A list that does not say whether it is whole is asked about where it falls short by at most this share of the whole. */
  shortBy: z.number().default(0.1),
  /** By these cells a list of what became of requests may fall short: those carried on to next year are in the table. */
  leftOver: z.array(CellName).default([]),
})
type SumOptions = z.infer<typeof SumOptions>

/** “共N条，其中A a条、B b条”: more than the whole, or less where the list is said to be all, cannot be. */
export const partsAddUp = definePredicate({
  name: 'parts-add-up',
  options: SumOptions,
  evidence: ['whole', 'sum', 'parts', 'difference', 'unit', 'relation', 'quote'],
  codes: ['more', 'less'],
  run: ({ report }, options) => report.breakdowns.flatMap((breakdown) => misfitIn(report, breakdown, options)),
})

function misfitIn(report: AnnualReport, breakdown: Breakdown, options: SumOptions): Found {
  const misfit = misfitOf(report, breakdown, options)
  if (!misfit) return []
  const { whole, parts, sentence } = breakdown
  const sum = parts.reduce((add, part) => add + part.quantity.value, 0)
  const spans = [whole, ...parts].map(({ span }) => span)
  const [start, end] = [Math.min(...spans.map((span) => span.start)), Math.max(...spans.map((span) => span.end))]
  return failAt(placeInSentence(report, breakdown, start, end), {
    subject: `${whole.label.slice(-12)}|${parts.map((part) => part.label.slice(-8)).join('|')}`,
    ...(misfit === 'maybe-less' ? { severity: 'notice' } : misfit === 'unaccounted' ? { severity: 'warning' } : {}),
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

type Misfit = 'more' | 'less' | 'unaccounted' | 'maybe-less'

function misfitOf(report: AnnualReport, breakdown: Breakdown, { askFromParts, shortBy, leftOver }: SumOptions): Misfit | null {
  const { whole, parts, others, extent } = breakdown
  const [low, high] = [total(breakdown, 'low'), total(breakdown, 'high')]
  if (low <= whole.quantity.high && high >= whole.quantity.low) return null
  if (isWholeOfOwnUnit(breakdown) || (others.length > 0 && someBeginningFits(breakdown))) return null
  if (extent === 'behind') return endFits(breakdown) ? null : low > whole.quantity.high ? 'more' : 'less'
  if (others.length && mayBeOf(breakdown, low)) return null
  if (low > whole.quantity.high) return extent !== 'open' && (someRunFits(breakdown) || mayEndBefore(breakdown)) ? null : 'more'
  if (extent === 'open') return null
  if (extent === 'closed') return 'less'
  if (extent === 'fates') return isLeftOver(report, whole.quantity.value - high, leftOver) ? null : 'unaccounted'
  const gap = whole.quantity.value - high
  return gap > whole.quantity.value * (parts.length < askFromParts ? shortBy / 5 : shortBy) ? null : 'maybe-less'
}

const total = ({ parts }: Breakdown, bound: 'low' | 'high'): number => parts.reduce((add, part) => add + part.quantity[bound], 0)

/** “共2195条，其中要闻450条、…，调整栏目3个，微博391条”: what has a unit of its own in the list is told beside it. */
function isWholeOfOwnUnit({ whole, parts }: Breakdown): boolean {
  const own = parts.filter(({ unit }) => unit === null || unit === whole.unit)
  return own.length > 1 && own.length < parts.length && own.reduce((add, part) => add + part.quantity.value, 0) === whole.quantity.value
}

/**
 * “新收12件，上年结转1件，其中…”: of another number before, or of several together; too much for the nearest, part of one before,
 * unless only the nearest has the unit of the parts (“许可339项，发布53篇，其中机构2篇、…”).
 */
function mayBeOf({ whole, parts, others }: Breakdown, sum: number): boolean {
  let together = whole.quantity.value
  const isOfUnit = parts.every(({ unit }) => unit === whole.unit)
  return others.some(({ quantity, unit }) => {
    together += quantity.value
    const isPart = sum > whole.quantity.high && sum <= quantity.high && (!isOfUnit || unit === whole.unit)
    return sum === together || sum === quantity.value || isPart
  })
}

/** “收到9件，上年转结1件，其中网络5件，信函5件，已按时办理，发生复议1件”: the first parts are those of several numbers before. */
function someBeginningFits({ whole, parts, others }: Breakdown): boolean {
  let together = whole.quantity.value
  const wholes = new Set(others.map(({ quantity }) => (together += quantity.value)))
  let sum = 0
  return parts.some(({ quantity }, index) => {
    sum += quantity.value
    return index > 0 && wholes.has(sum)
  })
}

/**
 * “不予公开11件，其中本人档案9件；无法提供14件；…”: a semicolon may end the list, unless a stop behind its first word sets its parts
 * off (“其中：规划3条；统计7条”) or its last part is the rest.
 */
function mayEndBefore({ whole, parts, sentence, extent }: Breakdown): boolean {
  const [first] = parts
  // A rest closes the list, unless what stands beside it is larger than the whole.
  if (!first || (extent === 'closed' && parts.every(({ quantity }) => quantity.low <= whole.quantity.high))) return false
  const between = (from: number, to: number): string => sentence.text.slice(from - sentence.start, to - sentence.start)
  if (/[:：,，]/.test(between(first.span.start - 1, first.span.start))) return false
  const end = parts.findIndex(({ span }, index) => /[;；]/.test(between(span.end, parts[index + 1]?.span.start ?? span.end)))
  return end >= 0 && parts.slice(0, end + 1).reduce((add, { quantity }) => add + quantity.low, 0) <= whole.quantity.high
}

/** A total adds up the last two or more of the numbers before it; or it says one of them again. */
function endFits({ whole, parts }: Breakdown): boolean {
  let [low, high] = [0, 0]
  const fits = (from: number, to: number): boolean => from <= whole.quantity.high && to >= whole.quantity.low
  return parts.toReversed().some(({ quantity }, index) => {
    low += quantity.low
    high += quantity.high
    return (index > 0 && fits(low, high)) || fits(quantity.low, quantity.high)
  })
}

function isLeftOver(report: AnnualReport, gap: number, cells: readonly string[]): boolean {
  const counts = cells.map((cell) => readCount(report, cell))
  return counts.some((count) => !count.known || count.value === gap)
}

/** Two lists of the same whole said in one breath (by channel, then by kind): two or more at either end that fit are enough. */
function someRunFits({ parts, whole }: Breakdown): boolean {
  const values = parts.map((part) => part.quantity.value)
  countWork(values.length)
  const fitsFrom = (run: readonly number[]): boolean => {
    let sum = 0
    return run.some((value, index) => {
      sum += value
      return index > 0 && index < run.length - 1 && sum === whole.quantity.value
    })
  }
  return fitsFrom(values) || fitsFrom(values.toReversed())
}

const UnitOptions = z.strictObject({
  /** Things with a unit of their own whatever list they stand in: documents, motions and cases are counted in 件. */
  own: z.strictObject({ unit: z.string(), things: Pattern }),
})
type UnitOptions = z.infer<typeof UnitOptions>

/** One list counted now in 条, now in 件; or a number of a list without its unit. */
export const unitsAgree = definePredicate({
  name: 'units-agree',
  options: UnitOptions,
  evidence: ['units', 'number', 'unit', 'problem'],
  codes: ['mixed-units', 'missing-unit'],
  run: ({ report }, options) =>
    report.breakdowns.flatMap((breakdown) => (breakdown.extent === 'behind' ? [] : unitFaultIn(breakdown, options))),
})

function unitFaultIn(breakdown: Breakdown, options: UnitOptions): Found {
  const problem = isLoose(breakdown, options) ? null : problemOf(breakdown)
  if (!problem) return []
  const { whole, parts, part, sentence } = breakdown
  return failAt(placeOfSpan({ anchor: sentence.anchor, part }, sentence.text, whole.span.start, parts.at(-1)?.span.end), {
    subject: `units/${whole.label.slice(-12)}`,
    evidence: problem,
  })
}

function problemOf({ whole, parts }: Breakdown): Evidence | null {
  const numbers = [whole, ...parts]
  const [unit, ...others] = new Set(numbers.flatMap((number) => number.unit ?? []))
  if (unit === undefined) return null
  if (others.length) return { units: [unit, ...others].join('”“'), problem: { code: 'mixed-units' } }
  // “依次为6、5、3个”, “维持1、纠正2”: a unit once at the end, or left out of all, is said of each.
  const without = parts.filter((number) => number.unit === null)
  const isRow = without.length === parts.length || parts.slice(1).every(({ label }) => label.trim() === '')
  const missing = isRow && whole.unit !== null ? undefined : numbers.find((number) => number.unit === null)
  return missing ? { unit, number: quoteWords(missing.span.text, -16), problem: { code: 'missing-unit' } } : null
}

/** A list that is not the whole's own (“公开文件991件，其中…，解读信息6份”) tells of several things, each with its unit. */
function isLoose({ whole, parts, extent }: Breakdown, { own }: UnitOptions): boolean {
  const others = parts.filter(({ unit }) => unit !== null && unit !== whole.unit)
  if (!others.length) return false
  if (others.every(({ unit, label }) => unit === own.unit && matchesAny(label, [own.things]))) return true
  const sum = parts.reduce((add, part) => add + part.quantity.value, 0)
  return extent !== 'closed' && sum !== whole.quantity.value
}
