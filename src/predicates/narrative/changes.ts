import { z } from 'zod'
import { CellName } from '../../form/form-names.ts'
import { tableOf } from '../../form/form-lines.ts'
import type { AnnualReport, CellKey, ChangeStatement, SaidNumber } from '../../model/annual-report.ts'
import type { CheckContext, Code, Said } from '../../model/outcome.ts'
import { claimsOf } from '../claims.ts'
import { cellLabel, placeOfCell, placeOfReading, tableName } from '../place.ts'
import { definePredicate, failAt, type Found, unknown } from '../predicate.ts'
import { quoteWords } from '../quote-words.ts'
import { readCount, rounded } from '../read-count.ts'
import { sumOfCells } from '../tables/sum-of-cells.ts'
import { decimalsOf } from './rates.ts'

const Options = z.strictObject({
  /** How the difference, the rate, the direction and the multiple are called. */
  names: z.strictObject({ difference: z.string(), rate: z.string(), direction: z.string(), multiple: z.string() }),
  /** By measure, the cell that counts it this year, for where the sentence does not say the number. */
  cells: z.record(z.string(), CellName),
})
type Options = z.infer<typeof Options>

/** “比上年增加X件，增长p%”: this year's number, last year's, the difference and the rate must fit each other. */
export const changesCorrect = definePredicate({
  name: 'changes-correct',
  options: Options,
  evidence: ['current', 'last', 'said', 'right', 'change', 'what', 'times'],
  codes: ['more', 'less', 'as-before', 'times'],
  run: ({ report }, options) => report.changes.flatMap((change) => failureOf(report, change, options)),
})

interface Fault {
  readonly current: number
  readonly last: number
  readonly what: keyof Options['names']
  readonly said: Said
  readonly right: Said
}

/** Nothing is wrong where one of the numbers that may be meant fits. */
function failureOf(report: AnnualReport, change: ChangeStatement, options: Options): Found {
  const faults = currentsOf(report, change, options).map((current) => faultWith(change, current))
  const [fault] = faults
  if (!fault || faults.includes(null)) return []
  const what = options.names[fault.what]
  return failAt(placeOfReading(change.sentence, { part: change.part }), {
    subject: `${change.measure ?? 'change'}/${what}`,
    // What a multiple is of is often said loosely.
    ...(fault.what === 'multiple' ? { severity: 'warning' } : {}),
    evidence: { ...fault, what },
  })
}

/** Null where nothing is certainly wrong: every number must be exact and the one it is compared with known. */
function faultWith(change: ChangeStatement, current: number): Fault | null {
  const sign = change.direction === 'up' ? 1 : -1
  const difference = change.difference?.quantity.exact ? sign * change.difference.quantity.value : null
  const last = lastOf(change, current, difference)
  if (last === null || last < 0) return null
  if (change.last && difference !== null && rounded(current - last) !== rounded(difference))
    return { current, last, what: 'difference', said: moreOrLess(sign, Math.abs(difference)), right: changeOf(rounded(current - last)) }
  if (!change.rate && !change.difference) return wordsFault(change, current, last, sign)
  return rateFault(change, current, last, sign)
}

function lastOf({ last }: ChangeStatement, current: number, difference: number | null): number | null {
  if (last?.quantity.exact) return last.quantity.value
  return difference === null ? null : current - difference
}

/** A multiple may be this much off for its roundness, as a share of itself. */
const LOOSE = 0.15

/** “由A下降至B”, “翻一番”: a direction or a multiple said of two numbers. */
function wordsFault({ multiple, current: said }: ChangeStatement, current: number, last: number, sign: number): Fault | null {
  if (!said?.quantity.exact) return null
  if ((current - last) * sign < 0)
    return {
      current,
      last,
      what: 'direction',
      said: moreOrLess(sign, Math.abs(rounded(current - last))),
      right: changeOf(rounded(current - last)),
    }
  if (!multiple || last === 0 || Math.abs(current / last - multiple.factor) <= LOOSE * multiple.factor) return null
  return { current, last, what: 'multiple', said: multiple.words, right: { code: 'times', with: { times: (current / last).toFixed(1) } } }
}

function rateFault({ rate }: ChangeStatement, current: number, last: number, sign: number): Fault | null {
  if (!rate || last === 0) return null
  const exact = rateOf(current, last) * sign
  if (isRounded(exact, rate)) return null
  return { current, last, what: 'rate', said: `${rate.quantity.value}%`, right: asSaid(exact, rate) }
}

const rateOf = (current: number, last: number): number => ((current - last) / last) * 100

/** Whether a rate is the exact one with the decimals that it is written with. */
const isRounded = (exact: number, { quantity, span }: SaidNumber): boolean =>
  Math.abs(exact - quantity.value) <= 0.51 * 10 ** -decimalsOf(span.text)

/** An exact rate written with the decimals of a rate that was said. */
const asSaid = (exact: number, { span }: SaidNumber): string => `${exact.toFixed(decimalsOf(span.text))}%`

/** The numbers that the change may be of: said beside it, else of the table or claimed elsewhere. */
function currentsOf(report: AnnualReport, { current, measure }: ChangeStatement, { cells }: Options): number[] {
  if (current?.quantity.exact) return [current.quantity.value]
  const key = cells[measure ?? '']
  if (measure === null || key === undefined) return []
  const cell = readCount(report, key)
  const claimed = claimsOf(report, measure).filter(({ negated, quantity }) => !negated && quantity.exact)
  return [...new Set([...(cell.known ? [cell.value] : []), ...claimed.map(({ quantity }) => quantity.value)])]
}

const changeOf = (difference: number): Code => (difference === 0 ? { code: 'as-before' } : moreOrLess(difference, Math.abs(difference)))
const moreOrLess = (sign: number, change: number): Code => ({ code: sign > 0 ? 'more' : 'less', with: { change } })

/** “较上年增加6件”, “同比增长9.5%” against the figures of both years' tables (CY-005). */
export const changeAgrees = definePredicate({
  name: 'change-agrees',
  options: z.strictObject({
    /** Measure said to have changed, and the cells whose sums may be meant by it, the likeliest first. */
    measures: z.record(z.string(), z.array(z.array(CellName).min(1)).min(1)),
  }),
  evidence: ['said', 'now', 'before', 'change', 'cell', 'by'],
  codes: ['more', 'less', 'more-percent', 'less-percent'],
  run: ({ report, lastYear }, { measures }) => {
    if (!lastYear) return [unknown('no-year-before')]
    return report.changes.flatMap((change) => {
      const readings = change.measure ? measures[change.measure] : undefined
      return readings ? judge(report, lastYear, change, readings) : []
    })
  },
})

type Change = CheckContext['report']['changes'][number]

interface SaidChange {
  readonly fits: (now: number, before: number) => boolean
  readonly right: (now: number, before: number) => Code
}

/** The change that the text says, the number before the rate; null where it gives neither exactly. */
function saidOf({ direction, difference, rate }: Change): SaidChange | null {
  const sign = direction === 'down' ? -1 : 1
  const code = (now: number, before: number): string => (now >= before ? 'more' : 'less')
  if (difference?.quantity.exact)
    return {
      fits: (now, before) => now - before === sign * difference.quantity.value,
      right: (now, before) => ({ code: code(now, before), with: { by: Math.abs(now - before) } }),
    }
  if (!rate?.quantity.exact) return null
  return {
    // Of nothing there is no rate.
    fits: (now, before) => before === 0 || isRounded(sign * rateOf(now, before), rate),
    right: (now, before) => ({ code: `${code(now, before)}-percent`, with: { by: asSaid(Math.abs(rateOf(now, before)), rate) } }),
  }
}

function judge(report: AnnualReport, lastYear: AnnualReport, change: Change, readings: readonly (readonly CellKey[])[]): Found {
  const { measure, sentence, part } = change
  const said = saidOf(change)
  if (!said) return []
  const tried = readings.flatMap((cells) => {
    const [now, before] = [sumOfCells(report, cells), sumOfCells(lastYear, cells)]
    return now.known && before.known ? [{ cells, now: now.value, before: before.value }] : []
  })
  const [first] = tried
  const key = readings[0]?.[0] ?? ''
  if (!first || tried.length < readings.length)
    return [unknown('cells-unreadable', { table: tableName(report.form, tableOf(key)), count: 1 })]
  if (tried.some(({ now, before }) => said.fits(now, before))) return []
  const { now, before, cells } = first
  return failAt([placeOfReading(sentence, { part }), placeOfCell(report, key)], {
    subject: `change/${measure}`,
    evidence: {
      said: quoteWords(sentence.text, 40),
      now,
      before,
      change: said.right(now, before),
      cell: cellLabel(report, key),
    },
    cells,
  })
}
