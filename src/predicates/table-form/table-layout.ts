import { z } from 'zod'
import { readingOf } from '../../model/table-reading.ts'
import { placeOfTable, tableName } from '../place-of-cell.ts'
import { definePredicate } from '../predicate.ts'

/** A table in the layout of the form before (TF-002). */
export const tableLayout = definePredicate({
  name: 'table-layout',
  options: z.strictObject({}),
  evidence: ['tables', 'found', 'wanted', 'document'],
  run: ({ report }) => {
    const readings = report.form.tables.map(({ id }) => readingOf(report, id))
    const others = readings.filter(({ presence, layout }) => presence === 'present' && layout !== null && layout !== report.form.version)
    const old = others.map(({ id }) => id)
    if (!old.length) return [{ kind: 'pass' }]
    const found = others[0]?.layout ?? ''
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
