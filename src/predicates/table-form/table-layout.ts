import { z } from 'zod'
import { readingOf } from '../../model/table-reading.ts'
import { placeOfTable, tableName } from '../place-of-cell.ts'
import { definePredicate, failAt } from '../predicate.ts'

/** A table in the layout of another form (TF-002). */
export const tableLayout = definePredicate({
  name: 'table-layout',
  options: z.strictObject({}),
  evidence: ['tables', 'found', 'wanted', 'document'],
  run: ({ report }) => {
    const { version, document, tables } = report.form
    const old = tables.flatMap(({ id: table }) => {
      const { presence, layout } = readingOf(report, table)
      return presence === 'present' && layout !== null && layout !== version ? [{ table, layout }] : []
    })
    const [first] = old
    if (!first) return []
    const places = old.map(({ table }) => placeOfTable(report, table))
    return failAt(places, {
      subject: `layout/${old.map(({ table }) => table).join('+')}`,
      evidence: { tables: old.map(({ table }) => tableName(report.form, table)), found: first.layout, wanted: version, document },
      cells: old.map(({ table }) => `${table}/*`),
    })
  },
})
