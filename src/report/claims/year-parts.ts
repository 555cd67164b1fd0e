import type { Lexicon } from '../../language/lexicon.ts'
import { readNumber } from '../../language/chinese-numerals.ts'
import { countWork } from '../../language/count-work.ts'
import type { Breakdown } from '../../model/annual-report.ts'
import { placeOf, saidNumber, type Sentence } from './split-sentences.ts'

/** Between the whole and its first part stand a few words; more of them tell another story. */
const LONGEST_LEAD = 14
const LAST_MONTH = 12

interface Stretch {
  readonly from: number
  readonly to: number
  /** What is said to be done in it. */
  readonly act?: string | undefined
}

const FIRST_HALF: Stretch = { from: 1, to: 6 }
const SECOND_HALF: Stretch = { from: 7, to: 12 }

/** The months that the words in front of a number name: 上半年, 三季度, 1至6月, 9月份. */
function monthsOf(lexicon: Lexicon, label: string): Stretch | null {
  const groups = lexicon.pattern('claims/breakdowns/year-part').exec(label)?.groups
  if (!groups) return null
  const { act } = groups
  if (groups.half !== undefined)
    return { ...(lexicon.pattern('claims/breakdowns/first-half').test(groups.half) ? FIRST_HALF : SECOND_HALF), act }
  if (groups.quarter !== undefined) {
    const quarter = readNumber(groups.quarter) ?? 0
    return { from: quarter * 3 - 2, to: quarter * 3, act }
  }
  const from = Number(groups.from)
  return { from, to: Number(groups.to ?? groups.from), act }
}

/**
 * Whether the labels of parts name the stretches of one whole year, one after the other.
 * @param whole the words of what they are parts of: what is said to be done in a stretch must be said of the whole
 */
export function coverYear(lexicon: Lexicon, labels: readonly string[], whole: string): boolean {
  let next = 1
  for (const label of labels) {
    const months = monthsOf(lexicon, label)
    if (months?.from !== next || months.to < months.from || (months.act !== undefined && !whole.includes(months.act))) return false
    next = months.to + 1
  }
  return labels.length > 1 && next === LAST_MONTH + 1
}

/** “全年公开1200条，上半年650条、下半年550条”: the stretches of a year with the whole in front of them or behind, said without 其中. */
export const readYearParts = (sentences: readonly Sentence[]): Breakdown[] =>
  sentences.flatMap((sentence) =>
    sentence.numbers.length > 2 && sentence.says('claims/breakdowns/any-year-part', sentence.text) ? yearsIn(sentence) : [],
  )

function yearsIn(sentence: Sentence): Breakdown[] {
  const { lexicon, numbers, text } = sentence
  countWork(numbers.length + text.length)
  const found: Breakdown[] = []
  let run: number[] = []
  for (const [index, number] of numbers.entries()) {
    if (number.percent) continue
    const months = number.unit === null ? null : monthsOf(lexicon, leadOf(sentence, index))
    if (months?.from === 1) run = []
    const last = run.at(-1)
    const goesOn = months && (last === undefined ? months.from === 1 : numbers[last]?.unit === number.unit)
    run = goesOn ? [...run, index] : []
    if (months?.to !== LAST_MONTH) continue
    const year = run.length > 1 ? yearOf(sentence, run) : null
    if (year) found.push(year)
    run = []
  }
  return found
}

/** What stands between a number and the one before it. */
const leadOf = ({ text, numbers }: Sentence, index: number): string =>
  text.slice(Math.max(numbers[index - 1]?.end ?? 0, (numbers[index]?.start ?? 0) - 60), numbers[index]?.start)

/** The whole right in front of the stretches, or the one right behind them that is said to be the year's. */
function yearOf(sentence: Sentence, run: readonly number[]): Breakdown | null {
  const { numbers, says } = sentence
  const [first = 0, last = 0] = [run[0], run.at(-1)]
  const between = leadOf(sentence, first)
  if (run.some((index) => says('claims/breakdowns/year-part-apart', leadOf(sentence, index)))) return null
  const unit = numbers[first]?.unit
  const isWhole = (at: number): boolean => {
    const lead = leadOf(sentence, at)
    if (numbers[at]?.unit !== unit || numbers[at]?.percent !== false) return false
    // A plain total adds up whatever was done.
    const said = says('claims/breakdowns/total-behind', lead) ? leadsOf(sentence, run).join('') : lead
    return (
      says('claims/breakdowns/year-whole', lead) &&
      !says('claims/breakdowns/change', lead) &&
      coverYear(sentence.lexicon, leadsOf(sentence, run), said)
    )
  }
  const isNear = (lead: string): boolean => lead.length <= LONGEST_LEAD && !/[;。]/.test(lead)
  const before = first - 1
  // “2023年公开1500条，2024年上半年…”: the year is named again, so the number in front is another year's.
  if (isNear(between) && !says('claims/changes/named-year', between) && isWhole(before)) return yearFrom(sentence, before, run)
  const behind = leadOf(sentence, last + 1)
  return isNear(behind) && !says('claims/breakdowns/year-part-apart', behind) && isWhole(last + 1)
    ? yearFrom(sentence, last + 1, run)
    : null
}

const leadsOf = (sentence: Sentence, run: readonly number[]): string[] => run.map((index) => leadOf(sentence, index))

/** Numbers further in front that are counted like the whole may be it instead. */
const yearFrom = (sentence: Sentence, whole: number, run: readonly number[]): Breakdown => ({
  whole: saidNumber(sentence, whole),
  parts: run.map((index) => saidNumber(sentence, index)),
  others: sentence.numbers
    .flatMap(({ unit, percent }, index) =>
      index < whole && !run.includes(index) && !percent && unit === sentence.numbers[whole]?.unit ? [saidNumber(sentence, index)] : [],
    )
    .toReversed(),
  extent: 'closed',
  ...placeOf(sentence),
})
