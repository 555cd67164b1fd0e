import { z } from 'zod'
import type { Outcome } from '../../model/outcome.ts'
import { tableInPart, tableName } from '../place-of-cell.ts'
import { numeralOfTable } from '../../form/part-name.ts'
import { definePredicate } from '../predicate.ts'

const tables = ['table2', 'table3', 'table4'] as const

/** All three tables are there; a picture in their place cannot be read and is no missing table (ST-007). */
export const tablesPresent = definePredicate({
  name: 'tables-present',
  options: z.strictObject({}),
  evidence: ['table', 'part'],
  run: ({ report }) =>
    tables.map((table, index): Outcome => {
      const { presence } = report.tables[table]
      const part = (index + 2) as 2 | 3 | 4
      if (presence === 'present') return { kind: 'pass' }
      const name = tableName(report.form, table)
      if (presence !== 'absent')
        return { kind: 'unknown', reason: { code: `table-${presence}`, with: { table: numeralOfTable(report.form, table) } } }
      const section = report.sections.find((candidate) => candidate.part === part)
      return {
        kind: 'fail',
        subject: table,
        evidence: { table: name, part: '二三四'[index] ?? '' },
        places: [{ label: tableInPart(report.form, table), anchor: section?.span.anchor ?? null }],
        cells: [`${table}/*`],
      }
    }),
})
