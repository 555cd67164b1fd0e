import { z } from 'zod'
import { placeAround } from '../place.ts'
import { definePredicate, failAt, type Found } from '../predicate.ts'
import { findAll, matchesAny, Pattern } from '../safe-pattern.ts'
import { bodyLines, type TextLine, squeezedText } from '../text-lines.ts'

const Options = z.strictObject({
  /** What sets off a list of all of something: 按渠道分, 按类别看. */
  lead: Pattern,
  /** A number with its unit: the groups are the number and the unit. */
  count: Pattern,
  /** A list with this is not of all of it, or its numbers are loose. */
  unless: z.array(Pattern),
  units: Pattern,
  /** Kinds of lists that leave nothing out (channels, applicants); others are whole only with `rest`. */
  complete: Pattern,
  rest: Pattern,
})
type Options = z.infer<typeof Options>

interface Count {
  readonly value: number
  readonly unit: string
}

/** A longer list tells several things. */
const LONGEST = 240
const MOST_PARTS = 20

/**
 * “收到58件。…按渠道分，网络39件，信函51件，当面4件”: parts by kind or channel that add up to none of the numbers in front of
 * them (NI-010). A list right behind its whole is NI-001's.
 */
export const groupingsWhole = definePredicate({
  name: 'groupings-whole',
  options: Options,
  evidence: ['lead', 'parts', 'sum', 'whole', 'unit'],
  run: ({ report }, options) => {
    const lines = bodyLines(report)
    // A total that stands anywhere in the report may be the one that is meant.
    const isSaid = (sum: number): boolean =>
      lines.some(({ text }) => new RegExp(`(?<![\\d.])${sum}(?![\\d.%])`).test(text.replaceAll(/[,，](?=\d{3})/g, ''))) ||
      Object.values(report.tables).some(({ cells }) => [...cells.values()].some((cell) => cell.state === 'number' && cell.value === sum))
    return lines.flatMap((line) => (/\d/.test(line.text) ? faultsIn(line, options, isSaid) : []))
  },
})

function faultsIn(line: TextLine, options: Options, isSaid: (sum: number) => boolean): Found {
  const { lead, count, unless, units, complete, rest } = options
  const squeezed = squeezedText(line)
  const { text } = squeezed
  const leads = findAll(text, lead)
  return leads.flatMap(({ start, text: words }, index): Found => {
    const from = start + words.length
    const stop = text.slice(from).search(/[;。]/)
    const end = Math.min(stop < 0 ? text.length : from + stop, leads[index + 1]?.start ?? text.length)
    const list = text.slice(from, end)
    const parts = countsIn(list, count)
    const [first] = parts
    if (!first || parts.length < 2 || parts.length > MOST_PARTS || list.length > LONGEST) return []
    if (parts.some(({ unit }) => unit !== first.unit) || !matchesAny(first.unit, [units]) || matchesAny(list, unless)) return []
    const sum = parts.reduce((add, { value }) => add + value, 0)
    const before = countsIn(text.slice(0, start), count).filter(({ unit }) => unit === first.unit)
    const whole = wholeOf(before, parts, sum)
    const isWhole = matchesAny(words, [complete]) || matchesAny(list, [rest])
    if (whole === null || (sum < whole && !isWhole) || isSaid(sum)) return []
    const { start: at, end: to } = squeezed.span(start, end)
    return failAt(placeAround(line, at, to, 4), {
      subject: `grouping/${words}/${sum}`,
      evidence: { lead: words.replace(/[,:]$/, ''), parts: parts.map(({ value }) => value).join('+'), sum, whole, unit: first.unit },
    })
  })
}

const countsIn = (text: string, count: RegExp): Count[] =>
  findAll(text, count).map(({ groups: [number = '', unit = ''] }) => ({ value: Number(number.replaceAll(',', '')), unit }))

/** A list by kinds makes between half and twice what it is of; else it is of something else. */
const TWICE = 2

/**
 * The number in front that the list should make; null where one of them, or the first two together (新收 and 结转), is what it
 * makes, and where none is near.
 */
function wholeOf(before: readonly Count[], parts: readonly Count[], sum: number): number | null {
  const values = before.map(({ value }) => value)
  const largest = Math.max(...parts.map(({ value }) => value))
  const fits = values.some((value, index) => value === sum || value + (values[index + 1] ?? 0) === sum)
  if (fits || values.length === 0) return null
  const near = values.filter((value) => sum < TWICE * value && TWICE * sum > value)
  return near.find((value) => value >= largest) ?? near[0] ?? null
}
