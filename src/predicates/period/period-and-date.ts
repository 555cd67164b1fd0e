import { z } from 'zod'
import { withoutBlanks } from '../../language/fold-characters.ts'
import { remember } from '../../language/remember.ts'
import type { AnnualReport, DateReading, PeriodStatement } from '../../model/annual-report.ts'
import type { Evidence, Outcome } from '../../model/outcome.ts'
import { placeOfReading, placeOfSpan } from '../place.ts'
import { definePredicate, failAt, type Failure, unknown } from '../predicate.ts'
import { matchesAny, Pattern } from '../safe-pattern.ts'
import { dayExists, dayNumber } from './calendar.ts'
import { lacksPreamble, passageAt } from '../text-lines.ts'

const Options = z.strictObject({
  /**
   * `stated`: there is one; `year`: its years are the report year; `whole`: 1 January to 31 December; `valid`: days that
   * exist, in order; `same`: every statement alike; `once`: not twice in one paragraph; `undamaged`: nothing lost.
   */
  asks: z.enum(['stated', 'year', 'whole', 'valid', 'same', 'once', 'undamaged']),
  /** Fine where the statement (`year`) or the paragraph around it (`whole`) says this. */
  unless: z.array(Pattern).default([]),
})
type Options = z.infer<typeof Options>
type Judge = (report: AnnualReport, period: PeriodStatement, options: Options) => Outcome[]

const CODES: Readonly<Partial<Record<Options['asks'], readonly string[]>>> = {
  valid: ['no-such-day', 'backwards'],
  same: ['differs'],
  once: ['twice'],
}

/** Questions about the statement of the reporting period. */
export const periodStatement = definePredicate({
  name: 'period',
  options: Options,
  evidence: ['period', 'year', 'said', 'other', 'problem', 'first', 'second', 'month', 'day'],
  codes: ({ asks }) => CODES[asks] ?? [],
  run: ({ report }, options) => {
    const { asks } = options
    if (asks === 'stated') return stated(report)
    const damaged = report.periods.find((period) => period.damaged)
    if (asks === 'undamaged') return damaged ? [fail(report, damaged, 'damaged')] : []
    const outcomes = sound(report).flatMap((period) => JUDGES[asks](report, period, options))
    return outcomes.length === 0 && damaged ? [unknown('period-damaged')] : outcomes
  },
})

const JUDGES: Readonly<Record<'year' | 'whole' | 'valid' | 'same' | 'once', Judge>> = {
  year: judgeYear,
  whole: judgeWhole,
  valid: judgeValid,
  same: (report, period) => {
    const first = firstBefore(report, period)
    if (!first || key(first) === key(period)) return []
    const [one, two] = [wordsOf(first), wordsOf(period)]
    const problem = { code: 'differs', with: { first: one, second: two } }
    return [{ ...fail(report, period, 'differs', { problem, other: one }), severity: 'error' }]
  },
  once: (report, period) => {
    const first = firstBefore(report, period)
    if (!first || key(first) !== key(period) || first.span.anchor !== period.span.anchor) return []
    const evidence = { problem: { code: 'twice' }, other: wordsOf(first) }
    return [{ ...fail(report, period, 'twice', evidence), severity: 'notice' }]
  },
}

const sound = remember((report: AnnualReport): readonly PeriodStatement[] => report.periods.filter(({ damaged }) => !damaged))
const wordsOf = ({ span }: PeriodStatement): string => withoutBlanks(span.text)

/** The first statement, where `period` is another one. */
function firstBefore(report: AnnualReport, period: PeriodStatement): PeriodStatement | undefined {
  const first = sound(report)[0]
  return first === period ? undefined : first
}

function stated(report: AnnualReport): Outcome[] {
  if (report.periods.length) return []
  const anchor = report.preamble[0]?.anchor ?? report.title?.span.anchor ?? ''
  const asks = lacksPreamble(report) ? ({ severity: 'notice' } as const) : {}
  return [failAt(placeOfSpan({ anchor, part: 0 }, ''), { subject: 'period', evidence: evidenceOf(report, null), ...asks })]
}

function judgeYear(report: AnnualReport, period: PeriodStatement, { unless }: Options): Outcome[] {
  const { year } = report
  if (year === null || yearsOf(period).every((value) => value === year)) return []
  // A later part may speak of another period on purpose (“上一年度统计期限”).
  return matchesAny(period.span.text, unless) ? [] : [fail(report, period, 'year')]
}

function judgeWhole(report: AnnualReport, period: PeriodStatement, { unless }: Options): Outcome[] {
  const { start, end } = period
  if (!start || !end) return []
  if (start.month === 1 && start.day === 1 && end.month === 12 && end.day === 31) return []
  const around = passageAt(report, period.span.anchor)?.text ?? ''
  return matchesAny(around, unless) ? [] : [fail(report, period, 'whole')]
}

function judgeValid(report: AnnualReport, period: PeriodStatement): Outcome[] {
  const { start, end } = period
  const bad = [start, end].find((date) => date && !dayExists(date))
  if (bad) {
    const problem = { code: 'no-such-day', with: { month: bad.month ?? '', day: bad.day ?? '' } }
    return [fail(report, period, 'no-such-day', { problem })]
  }
  if (!start?.year || !end || dayNumber(end, start.year) >= dayNumber(start, start.year)) return []
  return [fail(report, period, 'backwards', { problem: { code: 'backwards' } })]
}

const fail = (report: AnnualReport, period: PeriodStatement, subject: string, evidence: Evidence = {}): Failure =>
  failAt(placeOfReading(period.span, { part: period.part }), {
    subject: `period/${subject}`,
    evidence: { ...evidenceOf(report, period), ...evidence },
  })

const yearsOf = ({ start, end }: PeriodStatement): number[] => [start?.year, end?.year].filter((year) => typeof year === 'number')

function evidenceOf(report: AnnualReport, period: PeriodStatement | null): Evidence {
  const said = period ? [...new Set(yearsOf(period))] : []
  return { period: period ? wordsOf(period) : '', year: report.year ?? '', said, other: '', problem: '' }
}

/** A statement as a comparable value: an end without a year has the start's, a start without one the end's. */
function key({ start, end }: PeriodStatement): string {
  const text = (date: DateReading | null, year: number | null): string => (date ? `${date.year ?? year}-${date.month}-${date.day}` : '')
  return `${text(start, end?.year ?? null)}..${text(end, start?.year ?? null)}`
}

const Deadline = z.strictObject({ month: z.number().int().min(1).max(12), day: z.number().int().min(1).max(31) })
/** The signature's date: its year, or the day of the year (TP-007; 条例第四十九条). */
export const signatureDate = definePredicate({
  name: 'signature-date',
  options: z.discriminatedUnion('asks', [
    /** The year after the report's, not before the period ends. */
    z.strictObject({ asks: z.literal('year') }),
    /** By the day that the regulation sets for this kind of agency; the other kinds have none. */
    z.strictObject({
      asks: z.literal('deadline'),
      deadlines: z.partialRecord(z.enum(['department', 'office', 'government', 'township']), Deadline),
    }),
  ]),
  evidence: ['date', 'wanted', 'problem', 'year', 'next', 'month', 'day'],
  codes: ({ asks }) => (asks === 'year' ? ['next-year', 'too-early', 'not-next'] : ['by-deadline', 'late']),
  run: ({ report }, options) => {
    const { date } = report.signature
    if (!date || date.value.year === null || report.year === null) return []
    const { year, month, day } = date.value
    const next = report.year + 1
    const fail = (subject: string, wanted: string, problem: string, words: z.infer<typeof Deadline> | object): Outcome =>
      failAt(placeOfReading(date, { part: 7 }), {
        subject: `signature/${subject}`,
        evidence: {
          date: withoutBlanks(date.text),
          wanted: { code: wanted },
          problem: { code: problem },
          year: report.year ?? '',
          next,
          ...words,
        },
      })
    if (options.asks === 'year') {
      if (year === next || year === next + 1) return []
      return [fail('year', 'next-year', year < next ? 'too-early' : 'not-next', {})]
    }
    const { kind } = report.agency
    const deadline = kind === 'unknown' ? undefined : options.deadlines[kind]
    if (year !== next || !deadline || month === null || day === null) return []
    if (month < deadline.month || (month === deadline.month && day <= deadline.day)) return []
    return [fail('deadline', 'by-deadline', 'late', deadline)]
  },
})
