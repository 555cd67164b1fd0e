import { expect, it } from 'vitest'
import { isDay } from '../../src/checklist/china-day.ts'

it.each(['2027-01-31', '2028-02-29'])('takes %s for a day', (day) => expect(isDay(day)).toBe(true))

it.each(['2027-02-29', '2027-13-45', '2027-1-3', '1999-12-31', '2027-01-31T00:00:00Z', '', '明年'])('takes %s for none', (day) =>
  expect(isDay(day)).toBe(false),
)
