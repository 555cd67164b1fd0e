import { z } from 'zod'
import type { TableId } from '../../form/form-lines.ts'
import { placeOfTable, tableName } from '../place-of-cell.ts'
import { definePredicate } from '../predicate.ts'

const tables = ['table2', 'table3', 'table4'] as const

/** A table in the layout of the form before (TF-002). */
export const tableLayout = definePredicate({
  name: 'table-layout',
  options: z.strictObject({}),
  evidence: ['tables', 'found', 'wanted', 'document'],
  run: ({ report }) => {
    const old = tables.filter(
      (table) =>
        report.tables[table].presence === 'present' &&
        report.tables[table].layout !== null &&
        report.tables[table].layout !== report.form.version,
    )
    if (!old.length) return [{ kind: 'pass' }]
    const found = report.tables[old[0] as TableId].layout ?? ''
    return [
      {
        kind: 'fail',
        subject: `layout/${old.join('+')}`,
        evidence: {
          tables: old.map((table) => tableName(report.form, table)),
          found,
          wanted: report.form.version,
          document: report.form.document,
        },
        places: old.map((table) => placeOfTable(report, table)),
        cells: old.map((table) => `${table}/*`),
      },
    ]
  },
})
