import { z } from 'zod'
import type { AnnualReport, DateReading, PeriodStatement } from '../../model/annual-report.ts'
import type { Outcome } from '../../model/outcome.ts'
import { placeOfSpan } from '../place-of-span.ts'
import { definePredicate } from '../predicate.ts'

const Options = z.strictObject({
  /** `stated`: there is one; `year`: its years are the report year; `whole`: 1 January to 31 December; `valid`: days that exist, in order; `same`: every statement alike; `once`: not twice in one paragraph; `undamaged`: nothing lost. */
  asks: z.enum(['stated', 'year', 'whole', 'valid', 'same', 'once', 'undamaged']),
})

const explained = /新组建|组建|挂牌|成立|撤并|撤销|合并|划转|机构改革|更名|设立/

/** Questions about the statement of the reporting period. */
export const periodStatement = definePredicate({
  name: 'period',
  options: Options,
  evidence: ['period', 'year', 'said', 'other', 'problem'],
  run: ({ report }, { asks }): Outcome[] => {
    const outcomes =
      asks === 'stated'
        ? stated(report)
        : asks === 'undamaged'
          ? undamaged(report)
          : sound(report).flatMap((period) => judge(report, period, asks))
    if (!outcomes.length && asks !== 'stated' && asks !== 'undamaged' && report.periods.some(({ damaged }) => damaged))
      return [{ kind: 'unknown', reason: { code: 'period-damaged' } }]
    return outcomes.length ? outcomes : [{ kind: 'pass' }]
  },
})

const sound = (report: AnnualReport): PeriodStatement[] => report.periods.filter(({ damaged }) => !damaged)

function stated(report: AnnualReport): Outcome[] {
  return report.periods.length
    ? []
    : [
        {
          kind: 'fail',
          subject: 'period',
          evidence: evidenceOf(report, null, ''),
          places: [placeOfSpan({ anchor: report.preamble[0]?.anchor ?? report.title?.span.anchor ?? '', part: 0 }, '')],
        },
      ]
}

function undamaged(report: AnnualReport): Outcome[] {
  return report.periods
    .filter(({ damaged }) => damaged)
    .slice(0, 1)
    .map((period) => fail(report, period, 'damaged', ''))
}

function judge(report: AnnualReport, period: PeriodStatement, asks: z.infer<typeof Options>['asks']): Outcome[] {
  const { start, end } = period
  if (asks === 'year') return yearFault(report, period)
  if (asks === 'whole') return wholeFault(report, period)
  if (asks === 'valid') {
    const bad = [start, end].find((date) => date && !exists(date))
    if (bad) return [fail(report, period, 'no-such-day', `没有${bad.month}月${bad.day}日这一天`)]
    return start?.year && end && dayNumber(end, start.year) < dayNumber(start, start.year)
      ? [fail(report, period, 'backwards', '止日早于起日')]
      : []
  }
  const others = sound(report)
  const first = others[0]
  if (!first || first === period) return []
  const same = key(first) === key(period)
  const [one, two] = [first, period].map(({ span }) => span.text.trim().replace(/\s+/g, ''))
  if (asks === 'same') return same ? [] : [{ ...fail(report, period, 'differs', `有两种写法：“${one}”和“${two}”`, one), severity: 'error' }]
  const twice = same && first.span.anchor === period.span.anchor
  return twice ? [{ ...fail(report, period, 'twice', '在同一段里写了两遍', one), severity: 'notice' }] : []
}

function yearFault(report: AnnualReport, period: PeriodStatement): Outcome[] {
  const { year } = report
  const years = [period.start?.year, period.end?.year].filter((value): value is number => typeof value === 'number')
  if (year === null || years.every((value) => value === year)) return []
  // A later part may speak of another period on purpose (“上一年度统计期限”).
  if (/上年|上一年|去年/.test(period.span.text)) return []
  return [fail(report, period, 'year', '')]
}

function wholeFault(report: AnnualReport, period: PeriodStatement): Outcome[] {
  const { start, end } = period
  if (start && start.month === 1 && start.day === 1 && end && end.month === 12 && end.day === 31) return []
  if (!start || !end) return []
  const around = report.passages.find((passage) => passage.anchor === period.span.anchor)?.text ?? ''
  if (explained.test(around)) return []
  return [fail(report, period, 'whole', '')]
}

function fail(report: AnnualReport, period: PeriodStatement, subject: string, problem: string, other = ''): Outcome & { kind: 'fail' } {
  return {
    kind: 'fail',
    subject: `period/${subject}`,
    evidence: { ...evidenceOf(report, period, problem), other: other.trim() },
    places: [placeOfSpan({ anchor: period.span.anchor, part: period.part }, period.span.text, period.span.start, period.span.end)],
  }
}

function evidenceOf(report: AnnualReport, period: PeriodStatement | null, problem: string): Record<string, string | number> {
  const years = [...new Set([period?.start?.year, period?.end?.year].filter((value) => typeof value === 'number'))]
  return { period: period?.span.text.trim().replace(/\s+/g, '') ?? '', year: report.year ?? '', said: years.join('、'), other: '', problem }
}

function exists(date: DateReading): boolean {
  if (date.month === null || date.day === null) return true
  const days = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][date.month - 1]
  return days !== undefined && date.day >= 1 && date.day <= days
}

const dayNumber = (date: DateReading, year: number): number => (date.year ?? year) * 400 + (date.month ?? 1) * 32 + (date.day ?? 1)

/** A statement as a comparable value: an end without a year has the start's. */
function key({ start, end }: PeriodStatement): string {
  const text = (date: DateReading | null, year: number | null): string => (date ? `${date.year ?? year}-${date.month}-${date.day}` : '')
  return `${text(start, null)}..${text(end, start?.year ?? null)}`
}
