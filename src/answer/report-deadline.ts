/**
 * When the report of a year must be public (条例第四十九条).
 * @param now today, in China's time zone (UTC+8, without summer time)
 * @returns dates as YYYY-MM-DD; calendar days from today, negative where past
 */
export function deadlineOf(reportYear: number, now: Date) {
  const departments = `${reportYear + 1}-01-31`
  const governments = `${reportYear + 1}-03-31`
  const today = Date.parse(`${chinaDate(now)}T00:00:00Z`)
  const days = (date: string) => Math.round((Date.parse(`${date}T00:00:00Z`) - today) / 86_400_000)
  return { departments, governments, daysToDepartments: days(departments), daysToGovernments: days(governments) }
}

/** The year whose report is due next: last year's until the end of March, then this year's. */
export function dueYear(now: Date): number {
  const [year, month] = chinaDate(now).split('-').map(Number) as [number, number]
  return month <= 3 ? year - 1 : year
}

const chinaDate = (now: Date): string => new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
