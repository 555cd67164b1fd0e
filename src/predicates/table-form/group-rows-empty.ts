import { z } from 'zod'
import { rowLabel, rowsOf, shortLabel } from '../../form/form-lines.ts'
import type { Outcome } from '../../model/outcome.ts'
import { failAt, passOr } from '../outcomes.ts'
import { rowName, tableInPart } from '../place-of-cell.ts'
import { placeName, placeOfSpan, within } from '../place-of-span.ts'
import { definePredicate } from '../predicate.ts'

/** Figures in a group row, which has no cells of its own (TF-007). */
export const groupRowsEmpty = definePredicate({
  name: 'group-rows-empty',
  options: z.strictObject({}),
  evidence: ['row', 'values', 'below', 'first'],
  codes: ['blank-below'],
  run: ({ report: { tables, form } }) => {
    const { groupFigures, cells } = tables.table3
    const isBlank = (key: string): boolean => {
      const row = rowsOf(form, 'table3').find((candidate) => candidate.key === key)
      return row?.cells.every((cell) => cells.get(cell)?.state === 'blank') ?? false
    }
    const outcomes = groupFigures.map(({ key, span, values }): Outcome => {
      const group = key.slice(key.lastIndexOf('/') + 1)
      const first = form.table3.rows.find((row) => row.group === group && row.kind === 'value')
      const row = shortLabel(rowLabel(form, 'table3', group))
      const where = within(tableInPart(form, 'table3'), placeName('row', { row }))
      const below = first && isBlank(first.key) ? { code: 'blank-below', with: { first: rowName(form, 'table3', first.key) } } : ''
      return failAt(placeOfSpan({ anchor: span.anchor, where }, span.text), {
        subject: key,
        evidence: { row, values: values.join(' '), below },
      })
    })
    return passOr(outcomes)
  },
})
