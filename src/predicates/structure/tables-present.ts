import { z } from 'zod'
import { numeralOfTable, partOfTable, TABLE_IDS } from '../../form/part-name.ts'
import type { Outcome } from '../../model/outcome.ts'
import { failAt, unknown } from '../outcomes.ts'
import { tableInPart, tableName } from '../place-of-cell.ts'
import { definePredicate } from '../predicate.ts'

/** All tables of the form are there; a picture in their place cannot be read and is no missing table (ST-007). */
export const tablesPresent = definePredicate({
  name: 'tables-present',
  options: z.strictObject({}),
  evidence: ['table', 'part'],
  run: ({ report: { tables, form, sections } }) =>
    TABLE_IDS.map((table): Outcome => {
      const { presence } = tables[table]
      if (presence === 'present') return { kind: 'pass' }
      const numeral = numeralOfTable(form, table)
      if (presence !== 'absent') return unknown(`table-${presence}`, { table: numeral })
      const section = sections.find(({ part }) => part === partOfTable(form, table))
      return failAt(
        { label: tableInPart(form, table), anchor: section?.span.anchor ?? null },
        { subject: table, evidence: { table: tableName(form, table), part: numeral }, cells: [`${table}/*`] },
      )
    }),
})
