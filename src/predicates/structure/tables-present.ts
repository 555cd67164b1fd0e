import { z } from 'zod'
import { nameOfTable, numeralOfPart } from '../../form/part-name.ts'
import type { Outcome } from '../../model/outcome.ts'
import { readingOf } from '../../model/table-reading.ts'
import { tableInPart, tableName } from '../place-of-cell.ts'
import { definePredicate, failAt, unknown } from '../predicate.ts'

/** All tables of the form are there; a picture in their place cannot be read and is no missing table (ST-007). */
export const tablesPresent = definePredicate({
  name: 'tables-present',
  options: z.strictObject({}),
  evidence: ['table', 'part'],
  run: ({ report }) => {
    const { form, sections } = report
    return form.tables.map(({ id: table, part }): Outcome => {
      const { presence } = readingOf(report, table)
      if (presence === 'present') return { kind: 'pass' }
      if (presence !== 'absent') return unknown(`table-${presence}`, { table: nameOfTable(form, table) })
      const section = sections.find((found) => found.part === part)
      return failAt(
        { label: tableInPart(form, table), anchor: section?.span.anchor ?? null },
        { subject: table, evidence: { table: tableName(form, table), part: numeralOfPart(form, part) }, cells: [`${table}/*`] },
      )
    })
  },
})
