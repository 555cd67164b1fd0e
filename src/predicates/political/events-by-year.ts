import { z } from 'zod'
import type { AnnualReport } from '../../model/annual-report.ts'
import { groupBy } from '../../language/group-by.ts'
import { placeAround } from '../place.ts'
import { definePredicate, failAt, unknown } from '../predicate.ts'
import { findAll, Pattern } from '../safe-pattern.ts'
import { type UnquotedLine, unquotedLines } from './unquoted-lines.ts'

/** The part that holds what is to be done. */
const REMEDIES = 5
/** Reports are published until the end of March of the next year: what happens until then may be named. */
const LAST_DAY = '03-31'
/** Characters on either side of an event in which a plan is looked for. */
const FURTHEST = 600

const Options = z.strictObject({
  /** Events, each with its first day. */
  events: z.array(z.strictObject({ name: z.string(), match: Pattern, held: z.iso.date() })).min(1),
  /** Words in front of an event by which it is still to come. */
  plans: Pattern,
  /** A year as a date of what is to come; the first group is the year. */
  years: Pattern,
})
type Options = z.infer<typeof Options>

interface Mention {
  readonly event: Options['events'][number]
  readonly in: UnquotedLine
  readonly start: number
  readonly end: number
}

/** An event that was held after the report was due, spoken of as done (PL-002). Source: RULES-2.md, N2. */
export const eventsByYear = definePredicate({
  name: 'events-by-year',
  options: Options,
  evidence: ['event', 'heldYear', 'heldMonth', 'year'],
  run: ({ report }, options) => {
    const mentions = unquotedLines(report).flatMap((line) => mentionsIn(line, options))
    const { year } = report
    if (year === null) return mentions.length ? unknown('no-year') : []
    const last = lastDayOf(report, year)
    const late = mentions.filter((mention) => mention.event.held > last && !isPlanned(mention, year, options))
    return [...groupBy(late, ({ event }) => event)].map(([{ name, held }, group]) =>
      failAt(group.map(placeOf), {
        subject: `event/${name}`,
        evidence: { event: name, heldYear: Number(held.slice(0, 4)), heldMonth: Number(held.slice(5, 7)), year },
      }),
    )
  },
})

const mentionsIn = (line: UnquotedLine, { events }: Options): Mention[] =>
  events.flatMap((event) =>
    findAll(line.text, event.match).map(({ start, text }) => ({ event, in: line, start, end: start + text.length })),
  )

/** Of a report that is signed later, the day of its signature. */
function lastDayOf({ signature: { date } }: AnnualReport, reportYear: number): string {
  const due = `${reportYear + 1}-${LAST_DAY}`
  const { year, month, day } = date?.value ?? { year: null, month: null, day: null }
  if (year === null || month === null || day === null) return due
  const signed = [year, month, day].map((part) => String(part).padStart(2, '0')).join('-')
  return signed > due ? signed : due
}

/** In the remedies a plan may be said at the paragraph's beginning, elsewhere in its sentence; always in front of the event. */
function isPlanned({ in: { line, text }, start }: Mention, year: number, { plans, years }: Options): boolean {
  const near = Math.max(0, start - FURTHEST)
  const from = line.part === REMEDIES ? near : Math.max(near, text.lastIndexOf('。', start) + 1)
  const said = text.slice(from, endOfSentence(text, start))
  const isAhead = (hit: { readonly start: number }): boolean => from + hit.start < start
  return findAll(said, plans).some(isAhead) || findAll(said, years).some((hit) => isAhead(hit) && Number(hit.groups[0]) > year)
}

function endOfSentence(text: string, from: number): number {
  const ahead = text.slice(from, from + FURTHEST)
  const stop = ahead.indexOf('。')
  return from + (stop < 0 ? ahead.length : stop)
}

function placeOf({ in: { line, span }, start, end }: Mention): ReturnType<typeof placeAround> {
  const { start: from, end: to } = span(start, end)
  return placeAround(line, from, to, 20)
}
