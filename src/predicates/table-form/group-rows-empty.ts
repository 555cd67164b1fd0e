import { z } from 'zod'
import { cellOf, readingOf } from '../../model/table-reading.ts'
import { innerQuotes } from '../../model/inner-quotes.ts'
import type { Outcome } from '../../model/outcome.ts'
import { findTable, rowLabel, rowsOf, shortLabel } from '../../form/form-lines.ts'
import { tableInPart } from '../place-of-cell.ts'
import { placeName, placeOfSpan, within } from '../place-of-span.ts'
import { definePredicate } from '../predicate.ts'

/** Figures in a group row, which has no cells of its own (TF-007). */
export const groupRowsEmpty = definePredicate({
  name: 'group-rows-empty',
  options: z.strictObject({}),
  evidence: ['row', 'values', 'below'],
  run: ({ report }) => {
    const figures = report.form.tables.flatMap(({ id }) => readingOf(report, id).groupFigures.map((found) => ({ ...found, id })))
    const outcomes = figures.map(({ key, span, values, id }): Outcome => {
      const group = key.split('/').at(-1) ?? ''
      const table = findTable(report.form, id)
      const rows = table?.layout === 'matrix' ? table.rows : []
      const first = rows.find((row) => row.group === group && row.kind === 'value')
      const blank =
        first &&
        rowsOf(report.form, id)
          .find((row) => row.key === first.key)
          ?.cells.every((cell) => cellOf(report, cell)?.state === 'blank')
      return {
        kind: 'fail',
        subject: key,
        evidence: {
          row: shortLabel(rowLabel(report.form, id, group)),
          values: values.join(' '),
          below: blank && first ? `，而下面“${innerQuotes(shortLabel(first.label))}”一行空着，像是错了一行` : '',
        },
        places: [
          placeOfSpan(
            {
              anchor: span.anchor,
              where: within(tableInPart(report.form, id), placeName('row', { row: shortLabel(rowLabel(report.form, id, group)) })),
            },
            span.text,
          ),
        ],
      }
    })
    return outcomes.length ? outcomes : [{ kind: 'pass' }]
  },
})
