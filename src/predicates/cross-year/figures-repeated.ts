import { z } from 'zod'
import { cellsOf, columnsOf } from '../../form/form-lines.ts'
import type { Form } from '../../form/form.ts'
import type { AnnualReport, CellKey, Claim } from '../../model/annual-report.ts'
import type { FoundPlace, Outcome, Said } from '../../model/outcome.ts'
import { cellLabel, placeOfCell } from '../place-of-cell.ts'
import { placeOfReading, withValue } from '../place-of-span.ts'
import { definePredicate, failAt, unknown } from '../predicate.ts'
import { readCount } from '../read-count.ts'
import { CellName } from '../../form/form-names.ts'

const Options = z.strictObject({
  /** So many figures (0 and very small ones left out) the same as last year, and this share of all of them. */
  same: z.number().int().positive(),
  share: z.number().min(0).max(1),
  smallest: z.number().default(2),
  /** More than so many times last year's, or less than its fraction; below `base` nothing is said. */
  times: z.number(),
  base: z.number(),
  /** Cells watched for a jump. */
  watch: z.array(CellName),
})
type Options = z.infer<typeof Options>

interface Figure {
  readonly name: Said
  readonly now: number
  readonly before: number
  readonly place: FoundPlace
  readonly key: string
  readonly watched: boolean
}

/** Figures that are last year's to the last digit, or have jumped (CY-004). */
export const figuresRepeated = definePredicate({
  name: 'figures-repeated',
  options: Options,
  evidence: ['problem', 'figures', 'count', 'name', 'now', 'before'],
  codes: ['same', 'jump'],
  run: ({ report, lastYear }, options) => {
    if (!lastYear) return [unknown('no-year-before')]
    const figures = [...figuresOfCells(report, lastYear, options.watch), ...figuresOfText(report, lastYear)]
    return [...failSame(figures, options), ...failJumps(figures, options)]
  },
})

function failSame(figures: readonly Figure[], { smallest, same: least, share }: Options): Outcome[] {
  const counted = figures.filter(({ now, before }) => Math.max(now, before) >= smallest)
  const same = counted.filter(({ now, before }) => now === before)
  if (same.length < least || same.length < counted.length * share) return []
  const places = same.slice(0, 8).map(({ place }) => place)
  const shown = same.slice(0, 5).map(({ name, now }) => withValue(name, now))
  return [failAt(places, { subject: 'figures/same', evidence: { problem: { code: 'same' }, figures: shown, count: same.length } })]
}

const failJumps = (figures: readonly Figure[], { base, times }: Options): Outcome[] =>
  figures
    .filter(({ watched, now, before }) => watched && before >= base && (now > before * times || now < before / times))
    .map(({ name, now, before, place, key }) =>
      failAt(place, {
        subject: `figures/jump/${key}`,
        evidence: { problem: { code: 'jump', with: { name, now, before } }, figures: name, count: 1 },
      }),
    )

/** Cells that both years have; of table 3 the totals alone. */
function figuresOfCells(report: AnnualReport, lastYear: AnnualReport, watch: readonly string[]): Figure[] {
  const keys = report.form.tables.flatMap(({ id, layout }) =>
    layout === 'matrix' ? totalCells(report.form, id) : cellsOf(report.form, id),
  )
  return keys.flatMap((key): Figure[] => {
    const [now, before] = [readCount(report, key), readCount(lastYear, key)]
    if (!now.known || !before.known) return []
    return [
      {
        name: cellLabel(report, key),
        now: now.value,
        before: before.value,
        place: placeOfCell(report, key),
        key,
        watched: watch.includes(key),
      },
    ]
  })
}

/** Of a matrix the total columns; all columns where it has none. */
function totalCells(form: Form, table: string): readonly CellKey[] {
  const columns = columnsOf(form, table)
  const totals = columns.filter(({ total }) => total)
  return (totals.length ? totals : columns).flatMap(({ cells }) => cells)
}

function figuresOfText(report: AnnualReport, lastYear: AnnualReport): Figure[] {
  const last = wholes(lastYear)
  return [...wholes(report)].flatMap(([key, { span, part, quantity }]): Figure[] => {
    const before = last.get(key)
    if (!before) return []
    const place = placeOfReading(span, { part })
    return [{ name: `“${span.text}”`, now: quantity.value, before: before.quantity.value, place, key, watched: true }]
  })
}

/** Exact numbers of this year that the text says of the whole, by measure; requests are in the table. */
function wholes({ claims }: AnnualReport): ReadonlyMap<string, Claim> {
  const own = claims.filter(
    ({ time, topic, quantity, measure }) => time === 'this' && topic === null && quantity.exact && !/^(?:requests|results)\//.test(measure),
  )
  return new Map(own.map((claim) => [claim.measure, claim]))
}
