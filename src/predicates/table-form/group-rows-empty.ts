import { z } from 'zod'
import { tableOf } from '../../form/part-name.ts'
import { cellOf, readingOf } from '../../model/table-reading.ts'
import { findTable, rowLabel, rowsOf, shortLabel } from '../../form/form-lines.ts'
import type { Outcome } from '../../model/outcome.ts'
import { rowName, tableInPart } from '../place-of-cell.ts'
import { placeName, placeOfSpan, within } from '../place-of-span.ts'
import { definePredicate, failAt } from '../predicate.ts'

/** Figures in a group row, which has no cells of its own (TF-007). */
export const groupRowsEmpty = definePredicate({
  name: 'group-rows-empty',
  options: z.strictObject({}),
  evidence: ['row', 'values', 'below', 'first'],
  codes: ['blank-below'],
  run: ({ report }) => {
    const { form } = report
    const isBlank = (id: string, key: string): boolean => {
      const row = rowsOf(form, id).find((candidate) => candidate.key === key)
      return row?.cells.every((cell) => cellOf(report, cell)?.state === 'blank') ?? false
    }
    const figures = form.tables.flatMap((table) => readingOf(report, table.id).groupFigures)
    const outcomes = figures.map(({ key, span, values }): Outcome => {
      const id = tableOf(key)
      const table = findTable(form, id)
      const group = key.slice(key.lastIndexOf('/') + 1)
      const rows = table?.layout === 'matrix' ? table.rows : []
      const first = rows.find((row) => row.group === group && row.kind === 'value')
      const row = shortLabel(rowLabel(form, id, group))
      const where = within(tableInPart(form, id), placeName('row', { row }))
      const below = first && isBlank(id, first.key) ? { code: 'blank-below', with: { first: rowName(form, id, first.key) } } : ''
      return failAt(placeOfSpan({ anchor: span.anchor, where }, span.text), {
        subject: key,
        evidence: { row, values: values.join(' '), below },
      })
    })
    return outcomes
  },
})
