import type { DateReading } from '../../model/annual-report.ts'

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const FEBRUARY = 2

/** Whether there is such a day; what is not said is taken as fine, 29 February where no year is said too. */
export function dayExists({ year, month, day }: DateReading): boolean {
  if (month === null || day === null) return true
  const leap = month === FEBRUARY && (year === null || isLeapYear(year)) ? 1 : 0
  const days = DAYS[month - 1]
  return days !== undefined && day >= 1 && day <= days + leap
}

const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

/** Days in the order of time; what is not said of a day is its first (the year: `year`). */
export const dayNumber = (date: DateReading, year: number): number => (date.year ?? year) * 400 + (date.month ?? 1) * 32 + (date.day ?? 1)
