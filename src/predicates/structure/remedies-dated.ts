import { z } from 'zod'
import { placeAround } from '../place.ts'
import { definePredicate, failAt, type Found, unknown } from '../predicate.ts'
import { quoteWords } from '../quote-words.ts'
import { findAll, matchesAny, Pattern } from '../safe-pattern.ts'
import { readPartFive, type Unit } from './part-five.ts'

const Options = z.strictObject({
  /** A time within a year ($1): a quarter, a month, a deadline, or a year with a word that plans. */
  time: Pattern,
  /** Any year ($1). */
  year: Pattern,
  /** Words that tell of what is to come, for the part as a whole. */
  coming: Pattern,
  /** A clause with these tells what was done. */
  done: Pattern,
  /** So does one with a count, unless its time is said to be planned. */
  counted: Pattern,
  planned: Pattern,
})
type Options = z.infer<typeof Options>

const CLAUSE = /[，,；;。：:\n]/

/**
 * A remedy whose time is over (“2023年第一季度开展轮训” in the report of 2024), where the others are for the next year
 * or the text says that they are plans (TP-013). A plan said with 将 is TP-010's.
 */
export const remediesDated = definePredicate({
  name: 'remedies-dated',
  options: Options,
  evidence: ['time', 'year', 'next', 'quote'],
  run: ({ report, reference: { lexicon } }, options) => {
    const { year } = report
    if (year === null) return [unknown('no-year')]
    const units = readPartFive(report, lexicon)
    // A short one that names a year leads over to others by its form alone.
    const first = units.findIndex(({ kind }) => kind === 'remedy')
    const remedies = units.filter(({ kind }, index) => kind === 'remedy' || (kind === 'other' && first >= 0 && index > first))
    const nameNext = remedies.some(({ text }) => yearsIn(text, options.year).includes(year + 1))
    const isComing = units.some(({ kind, text }) => kind !== 'problem' && matchesAny(text, [options.coming]))
    return nameNext || isComing ? remedies.flatMap((unit) => overIn(unit, year, nameNext, options)) : []
  },
})

const yearsIn = (text: string, pattern: RegExp): number[] => findAll(text, pattern).map(({ groups }) => Number(groups[0]))

function overIn({ line, start, end }: Unit, year: number, nameNext: boolean, { time, done, counted, planned }: Options): Found {
  const text = line.text.slice(start, end)
  return findAll(text, time).flatMap(({ text: found, start: at, groups: [named = ''] }): Found => {
    const since = clauseAround(text, at, at + found.length)
    // A year long past is told of; the one before the report's is taken from last year's text as often.
    if (Number(named) > year || Number(named) < year - 2 || matchesAny(since, [done])) return []
    if (!nameNext && Number(named) === year) return []
    if (matchesAny(since, [counted]) && !matchesAny(found, [planned])) return []
    const from = start + at
    return failAt(placeAround(line, from, from + found.length, 12), {
      subject: `remedy/${found}/${since.slice(0, 16)}`,
      evidence: { time: found, year, next: year + 1, quote: quoteWords(since, 40) },
    })
  })
}

/** From the comma before a time to the second one behind it: what was done may stand in the next words. */
function clauseAround(text: string, from: number, to: number): string {
  let start = from
  while (start > 0 && !CLAUSE.test(text[start - 1] ?? '')) start--
  const rest = text.slice(to)
  const first = rest.search(CLAUSE)
  const second = first < 0 ? -1 : rest.slice(first + 1).search(CLAUSE)
  return text.slice(start, to + (first < 0 ? rest.length : second < 0 ? rest.length : first + 1 + second))
}
