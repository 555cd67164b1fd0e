import { z } from 'zod'
import type { Form } from '../../form/form.ts'
import type { AnnualReport, CellKey } from '../../model/annual-report.ts'
import type { Outcome, Said } from '../../model/outcome.ts'
import { cellsOf, columnsOf } from '../../form/form-lines.ts'
import { cellLabel, placeOfCell } from '../place-of-cell.ts'
import { placeOfSpan, withValue } from '../place-of-span.ts'
import { definePredicate } from '../predicate.ts'
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

interface Figure {
  readonly name: Said
  readonly now: number
  readonly before: number
  readonly place: ReturnType<typeof placeOfCell>
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
    if (!lastYear) return [{ kind: 'unknown', reason: { code: 'no-last-year' } }]
    const figures = figuresOf(report, lastYear, options.watch)
    const outcomes: Outcome[] = []
    const counted = figures.filter(({ now, before }) => Math.max(now, before) >= options.smallest)
    const same = counted.filter(({ now, before }) => now === before)
    if (same.length >= options.same && same.length >= counted.length * options.share)
      outcomes.push({
        kind: 'fail',
        subject: 'figures/same',
        evidence: {
          problem: { code: 'same' },
          figures: same.slice(0, 5).map(({ name, now }) => withValue(name, now)),
          count: same.length,
        },
        places: same.slice(0, 8).map(({ place }) => place),
      })
    for (const { name, now, before, place, key } of figures.filter(
      (figure) =>
        figure.watched &&
        figure.before >= options.base &&
        (figure.now > figure.before * options.times || figure.now < figure.before / options.times),
    ))
      outcomes.push({
        kind: 'fail',
        subject: `figures/jump/${key}`,
        evidence: { problem: { code: 'jump', with: { name, now, before } }, figures: name, count: 1 },
        places: [place],
      })
    return outcomes.length ? outcomes : [{ kind: 'pass' }]
  },
})

/** Exact numbers of this year that the text says of the whole, by measure; requests are in the table. */
const whole = (from: AnnualReport) =>
  new Map(
    from.claims
      .filter(
        (claim) =>
          claim.time === 'this' &&
          claim.topic === null &&
          claim.quantity.exact &&
          !claim.measure.startsWith('requests/') &&
          !claim.measure.startsWith('results/'),
      )
      .map((claim) => [claim.measure, claim]),
  )

/** Of a matrix the total columns; all columns where it has none. */
function totalCells(form: Form, table: string): readonly CellKey[] {
  const columns = columnsOf(form, table)
  const totals = columns.filter(({ total }) => total)
  return (totals.length ? totals : columns).flatMap(({ cells }) => cells)
}

function figuresOf(report: AnnualReport, lastYear: AnnualReport, watch: readonly string[]): Figure[] {
  const cells = report.form.tables.flatMap((table) =>
    table.layout === 'matrix' ? totalCells(report.form, table.id) : cellsOf(report.form, table.id),
  )
  const fromCells = cells.flatMap((key): Figure[] => {
    const [now, before] = [readCount(report, key), readCount(lastYear, key)]
    return now.known && before.known
      ? [
          {
            name: cellLabel(report, key),
            now: now.value,
            before: before.value,
            place: placeOfCell(report, key),
            key,
            watched: watch.includes(key),
          },
        ]
      : []
  })
  const last = whole(lastYear)
  const fromText = [...whole(report)].flatMap(([measure, claim]): Figure[] => {
    const before = last.get(measure)
    return before
      ? [
          {
            name: `“${claim.span.text}”`,
            now: claim.quantity.value,
            before: before.quantity.value,
            place: placeOfSpan(
              { anchor: claim.span.anchor, part: claim.part },
              claim.span.text,
              claim.span.start,
              claim.span.end,
            ) as Figure['place'],
            key: measure,
            watched: true,
          },
        ]
      : []
  })
  return [...fromCells, ...fromText]
}
