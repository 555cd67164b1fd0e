import { z } from 'zod'
import { CellName } from '../../form/form-names.ts'
import { cellsOf, tableOf } from '../../form/form-lines.ts'
import type { AnnualReport } from '../../model/annual-report.ts'
import type { FoundPlace, Outcome, Said } from '../../model/outcome.ts'
import { cellLabel, cellWithValue, placeAround, placeOfCell, tableName } from '../place.ts'
import { definePredicate, failAt, unknown } from '../predicate.ts'
import { readCount } from '../read-count.ts'
import { findAll, matchesAny, Pattern } from '../safe-pattern.ts'
import { bodyLines } from '../text-lines.ts'

/** Cells that must be 0 for this kind of agency (T2-002); those that the form of the year does not have are left out. */
export const cellsZero = definePredicate({
  name: 'cells-zero',
  options: z.strictObject({
    cells: z.array(CellName).min(1),
    /** Agencies that may have figures there. */
    allowed: z.array(Pattern).default([]),
    /** Agencies of whose name it cannot be told: a question only. */
    unsure: z.array(Pattern).default([]),
    /** Agencies that surely may not. */
    forbidden: z.array(Pattern).default([]),
  }),
  evidence: ['agency', 'cells', 'count', 'problem', 'advice', 'wanted'],
  codes: ['no-power', 'whose-power', 'set-to-zero', 'ask-first', 'zero', 'of-government'],
  run: ({ report }, { cells, allowed, unsure, forbidden }) => {
    const agency = report.agency.name
    if (!agency) return [unknown('no-agency')]
    const counts = cells
      .filter((key) => cellsOf(report.form, tableOf(key)).includes(key))
      .map((key) => ({ key, count: readCount(report, key) }))
    const filled = counts.flatMap(({ key, count }) => (count.known && count.value > 0 ? [{ key, value: count.value }] : []))
    if (!filled.length) {
      const open = counts.flatMap(({ key, count }) => (count.known ? [] : [{ key, why: count.why }]))[0]
      return open ? [unknown(`cells-${open.why}`, { table: tableName(report.form, tableOf(open.key)), count: 1 })] : []
    }
    if (matchesAny(agency, allowed)) return []
    const isUnsure = matchesAny(agency, unsure)
    if (!isUnsure && !matchesAny(agency, forbidden)) return [unknown('no-power-known', { agency })]
    const places = filled.map(({ key }) => placeOfCell(report, key))
    return failAt(places, {
      subject: 'rules',
      evidence: {
        agency,
        cells: filled.map(({ key, value }) => cellWithValue(report, key, value)),
        count: filled.length,
        problem: { code: isUnsure ? 'whose-power' : 'no-power' },
        advice: { code: isUnsure ? 'ask-first' : 'set-to-zero' },
        wanted: { code: isUnsure ? 'of-government' : 'zero' },
      },
      cells: filled.map(({ key }) => key),
      ...(isUnsure ? { severity: 'notice' } : {}),
    })
  },
})

const Options = z.strictObject({
  cell: CellName,
  /** An amount in 万元 above this is improbable for a department or township. */
  limit: z.number(),
  /** An amount: its number ($1) and its unit ($2). */
  amount: Pattern,
  /** The unit that is 1; any other is 10,000 of it. */
  one: z.string(),
  /** What a paragraph with the amount speaks of. */
  about: Pattern,
  /** Names of agencies for which no amount is improbable. */
  large: Pattern,
})
type Options = z.infer<typeof Options>

/** What the unit of the cell is worth. */
const WORTH = 10_000

/** An amount in 万元 that is the text's amount in 元, or too large to be 万元 (T2-003). */
export const amountUnit = definePredicate({
  name: 'amount-unit',
  options: Options,
  evidence: ['value', 'cell', 'said', 'problem', 'wanted', 'limit'],
  codes: ['said-in-text', 'too-large'],
  run: ({ report }, options) => {
    const { cell, limit } = options
    const count = readCount(report, cell)
    if (!count.known) return [unknown(`cells-${count.why}`, { table: tableName(report.form, tableOf(cell)), count: 1 })]
    const { value } = count
    if (value === 0) return []
    const fail = (said: string, problem: Said, places: readonly FoundPlace[]): Outcome =>
      failAt([placeOfCell(report, cell), ...places], {
        subject: cell,
        evidence: { value, cell: cellLabel(report, cell), said, problem, wanted: value / WORTH },
        cells: [cell],
      })
    const same = sameAmount(report, value, options)
    if (same) return [fail(same.said, { code: 'said-in-text' }, [same.place])]
    const isSmall = report.agency.kind === 'department' || report.agency.kind === 'township'
    if (value <= limit || !isSmall || matchesAny(report.agency.name ?? '', [options.large])) return []
    return [fail('', { code: 'too-large', with: { limit: limit / WORTH } }, [])]
  },
})

/** The amount of the text that the cell's figure would be, taken in 元. */
function sameAmount(report: AnnualReport, value: number, { amount, one, about }: Options): { said: string; place: FoundPlace } | null {
  for (const line of bodyLines(report)) {
    const found = findAll(line.text, amount).find(({ groups: [figures = '', unit] }) => {
      const said = Number(figures.replace(/[,，]/g, ''))
      return unit === one ? said === value && value >= 100 : said > 0 && Math.abs(said * WORTH - value) < 0.5
    })
    if (found && matchesAny(line.text, [about]))
      return { said: found.text, place: placeAround(line, found.start, found.start + found.text.length, 12) }
  }
  return null
}
