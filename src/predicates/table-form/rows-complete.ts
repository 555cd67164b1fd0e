import { z } from 'zod'
import { readingOf } from '../../model/table-reading.ts'
import { columnLabel, rowsOf, type TableId } from '../../form/form-lines.ts'
import type { Form } from '../../form/form.ts'
import { nameOfTable, TableName } from '../../form/part-name.ts'
import type { AnnualReport } from '../../model/annual-report.ts'
import { innerQuotes } from '../../model/inner-quotes.ts'
import { placeOfTable, rowName, tableInPart, tableName } from '../place-of-cell.ts'
import { placeOfSpan } from '../place-of-span.ts'
import { definePredicate, failAt, type Found, shortList, unknown } from '../predicate.ts'
import { quoteWords } from '../quote-words.ts'

/** Rows or columns that the form has and the draft lacks, and rows that only the draft has (TF-003). */
export const rowsComplete = definePredicate({
  name: 'rows-complete',
  options: z.strictObject({ table: TableName }),
  evidence: ['table', 'kind', 'names', 'count', 'list'],
  codes: ['lacking', 'added', 'and-more'],
  run: ({ report }, { table }) => {
    const { form } = report
    const { presence, layout, extra } = readingOf(report, table)
    if (presence !== 'present') return []
    if (layout && layout !== form.version) return [unknown('other-layout', { table: tableName(form, table) })]
    const added = extra.map((row) => {
      const names = `“${innerQuotes(quoteWords(row.text, 30))}”`
      return failAt(placeOfSpan({ anchor: row.anchor, where: tableInPart(form, table) }, row.text), {
        subject: `${table}/extra/${row.text.replace(/[\s\d]/g, '').slice(0, 30)}`,
        evidence: { table: tableName(form, table), kind: { code: 'added' }, names, count: 1 },
        cells: [`${table}/*`],
      })
    })
    return [lacking(report, table), added].flat()
  },
})

function lacking(report: AnnualReport, table: TableId): Found {
  const { form } = report
  const { absent, notes } = readingOf(report, table)
  if (!absent.length) return []
  if (notes.includes('broken-labels')) return [unknown('table-unreadable', { table: nameOfTable(form, table) })]
  const names = absent.map((key) => `“${labelOf(form, table, key)}”`)
  return failAt(placeOfTable(report, table), {
    subject: absent.toSorted().join('+'),
    evidence: { table: tableName(form, table), kind: { code: 'lacking' }, names: shortList(names, 5), count: names.length },
    cells: absent.flatMap((key) => cellsBelow(form, table, key)),
  })
}

function labelOf(form: Form, table: TableId, key: string): string {
  const [, direction, ...names] = key.split('/')
  const last = names.at(-1) ?? direction ?? ''
  if (direction === 'column') return columnLabel(form, table, firstRowWith(form, table, last), last)
  return rowName(form, table, last)
}

const firstRowWith = (form: Form, table: TableId, column: string): string =>
  rowsOf(form, table).find((row) => row.cells.some((cell) => cell.endsWith(`/${column}`)))?.key ?? ''

function cellsBelow(form: Form, table: TableId, key: string): string[] {
  const last = key.slice(key.lastIndexOf('/') + 1)
  return rowsOf(form, table)
    .flatMap((row) => row.cells)
    .filter((cell) => cell.split('/').includes(last))
}
