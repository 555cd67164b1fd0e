import { z } from 'zod'
import { foldWidth } from '../../language/fold-characters.ts'
import type { Squeezed } from '../../language/squeeze-text.ts'
import type { AnnualReport, DateReading } from '../../model/annual-report.ts'
import type { Code } from '../../model/outcome.ts'
import { placeAround } from '../place.ts'
import { definePredicate, failAt, type Failure } from '../predicate.ts'
import { quoteWords } from '../quote-words.ts'
import { findAll, matchesAny, Pattern } from '../safe-pattern.ts'
import { bodyLines, type Sentence, sentencesIn, squeezedText } from '../text-lines.ts'
import { dayExists, dayNumber } from './calendar.ts'

const Options = z.strictObject({
  /** A day in a text without blanks: its groups are year (may be missing), month and day. */
  day: Pattern,
  /** Two days or months that a stretch of time runs between, without blanks: year, month and day of each; what is missing of the second is the first's. */
  stretch: Pattern,
  /** As written, blanks and all: a month, an hour, a minute, a year that there is not. */
  month: Pattern,
  hour: Pattern,
  minute: Pattern,
  year: Pattern,
  /** Fine where the sentence says this: it speaks of a slip. */
  unless: z.array(Pattern).default([]),
})
type Options = z.infer<typeof Options>

interface Fault {
  /** Characters of the sentence. */
  readonly start: number
  readonly end: number
  readonly problem: Code
  /** No way of reading it makes a date of it. */
  readonly sure: boolean
}

/** Days, hours and years in the text that cannot be; the statement of the period has a rule of its own (TP-011). */
export const datesPossible = definePredicate({
  name: 'dates-possible',
  options: Options,
  evidence: ['written', 'problem', 'month', 'day'],
  codes: ['no-such-day', 'backwards', 'no-such-month', 'no-such-hour', 'no-such-minute', 'no-such-year'],
  run: ({ report }, options) => sentencesIn(bodyLines(report)).flatMap((sentence) => failuresIn(report, sentence, options)),
})

function failuresIn(report: AnnualReport, sentence: Sentence, options: Options): Failure[] {
  const squeezed = squeezedText(sentence)
  if (!/\d/.test(squeezed.text)) return []
  const faults = [...daysIn(squeezed, options), ...stretchesIn(squeezed, options), ...asWritten(sentence.text, options)]
  if (!faults.length || matchesAny(sentence.text, options.unless)) return []
  return faults
    .filter(({ start, end }) => !isOfPeriod(report, sentence, start, end))
    .map(({ start, end, problem, sure }) => {
      const written = quoteWords(sentence.text.slice(start, end))
      return failAt(placeAround(sentence, start, end, 15), {
        subject: `date/${written}`,
        evidence: { written, problem },
        ...(sure ? {} : { severity: 'warning' }),
      })
    })
}

type Found = ReturnType<typeof findAll>[number]

const LAST_MONTH = 12
/** More figures than a day has were run together from elsewhere, as likely as not. */
const LONGEST_DAY = 39

function daysIn(squeezed: Squeezed, options: Options): Fault[] {
  return findAll(squeezed.text, options.day).flatMap((found): Fault[] => {
    const date = dateOf(found, 0)
    const { month, day } = date
    if (month === null || day === null || month < 1 || month > LAST_MONTH || dayExists(date)) return []
    const { start, end } = squeezed.span(found.start, found.start + found.text.length)
    return [{ start, end, problem: { code: 'no-such-day', with: { month, day } }, sure: day <= LONGEST_DAY }]
  })
}

/** A stretch that ends before it begins: sure where both years are said; within a month too, where nothing but that month can be meant. */
function stretchesIn(squeezed: Squeezed, options: Options): Fault[] {
  return findAll(squeezed.text, options.stretch).flatMap((found): Fault[] => {
    const [from, to] = [dateOf(found, 0), dateOf(found, 3)]
    const both = from.year !== null && to.year !== null
    const until = { year: to.year ?? from.year, month: to.month ?? from.month, day: to.day }
    // Without a year of its own an earlier month may be the next year's.
    if (!both && (to.year !== null || until.month !== from.month)) return []
    if ((from.day === null) !== (to.day === null) || dayNumber(until, 0) >= dayNumber(from, 0)) return []
    const { start, end } = squeezed.span(found.start, found.start + found.text.length)
    return [{ start, end, problem: { code: 'backwards' }, sure: both }]
  })
}

function dateOf({ groups }: Found, from: number): DateReading {
  const pick = (at: number): number | null => (groups[at] === undefined ? null : Number(groups[at]))
  return { year: pick(from), month: pick(from + 1), day: pick(from + 2) }
}

const WRITTEN = ['month', 'hour', 'minute', 'year'] as const

const asWritten = (text: string, options: Options): Fault[] =>
  WRITTEN.flatMap((unit) =>
    findAll(foldWidth(text), options[unit]).map((found): Fault => ({
      start: found.start,
      end: found.start + found.text.length,
      problem: { code: `no-such-${unit}` },
      sure: false,
    })),
  )

/** Whether it stands in a statement of the period, which is judged as such. */
const isOfPeriod = ({ periods }: AnnualReport, { anchor, start: from }: Sentence, start: number, end: number): boolean =>
  periods.some(({ span }) => span.anchor === anchor && span.start < from + end && from + start < span.end)
