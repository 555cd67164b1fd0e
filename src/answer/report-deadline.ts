import type { Lexicon } from '../language/lexicon.ts'

/** When the report of a year must be public: 条例第四十九条. */
export interface Deadline {
  readonly reportYear: number
  /** YYYY-MM-DD. */
  readonly departments: string
  readonly governments: string
  /** Calendar days from today, negative where past. */
  readonly daysToDepartments: number
  readonly daysToGovernments: number
}

/** @param now today, in China's time zone (UTC+8, without summer time) */
export function deadlineOf(reportYear: number, now: Date): Deadline {
  const departments = `${reportYear + 1}-01-31`
  const governments = `${reportYear + 1}-03-31`
  const today = Date.parse(`${chinaDate(now)}T00:00:00Z`)
  const days = (date: string) => Math.round((Date.parse(`${date}T00:00:00Z`) - today) / 86_400_000)
  return { reportYear, departments, governments, daysToDepartments: days(departments), daysToGovernments: days(governments) }
}

/** The year whose report is due next: last year's until the end of March, then this year's. */
export function dueYear(now: Date): number {
  const [year, month] = chinaDate(now).split('-').map(Number) as [number, number]
  return month <= 3 ? year - 1 : year
}

/** A report year that the question names (“2024年度年报”), or null. */
export function findReportYear(lexicon: Lexicon, normal: string): number | null {
  const year = lexicon.pattern('questions/wording/report-year').exec(normal)?.groups?.['year']
  return year === undefined ? null : Number(year)
}

const chinaDate = (now: Date): string => new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
