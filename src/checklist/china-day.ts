import { z } from 'zod'

const DAY = 86_400_000
/** China has one zone without summer time: days of the digest are days there, wherever the program runs. */
const OFFSET = 8 * 3_600_000

/** Whether it is a day of this century that exists, as `2027-01-31`. */
export const isDay = (day: string): boolean => day.startsWith('20') && z.iso.date().safeParse(day).success

/** The day in China at that moment: `2027-01-31`. @param at ISO 8601 */
export const chinaDay = (at: string): string => new Date(Date.parse(at) + OFFSET).toISOString().slice(0, 10)

/** The moment (ISO, UTC) at which that day begins in China. */
export const startOfDay = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) - OFFSET).toISOString()

/** Days from one day to another; negative where the second is the earlier. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY)

export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10)

export interface Week {
  /** ISO week: `2027-W03`. */
  readonly name: string
  /** Monday and Sunday. */
  readonly from: string
  readonly to: string
}

/** The ISO week in which a day falls. */
export function weekOfDay(day: string): Week {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
  const from = addDays(day, -weekday)
  const year = addDays(from, 3).slice(0, 4)
  const number = Math.floor(daysBetween(`${year}-01-01`, addDays(from, 3)) / 7) + 1
  return { name: `${year}-W${String(number).padStart(2, '0')}`, from, to: addDays(from, 6) }
}

/** `2027-W03`, also `2027-3` and `2027W3`; null for a week that does not exist. */
export function weekNamed(name: string): Week | null {
  const match = /^(20\d{2})-?W?(\d{1,2})$/i.exec(name.trim())
  if (!match) return null
  const first = weekOfDay(`${match[1]}-01-04`)
  const week = weekOfDay(addDays(first.from, (Number(match[2]) - 1) * 7))
  return week.name === `${match[1]}-W${(match[2] as string).padStart(2, '0')}` ? week : null
}
