import { z } from 'zod'
import { readingOf } from '../../model/table-reading.ts'
import { TableName } from '../../form/form-names.ts'
import type { Form } from '../../form/form.ts'
import { innerQuotes } from '../../model/inner-quotes.ts'
import type { Outcome } from '../../model/outcome.ts'
import { columnLabel, rowLabel, rowsOf, shortLabel } from '../../form/form-lines.ts'
import { placeOfTable, tableInPart, tableName } from '../place-of-cell.ts'
import { placeOfSpan } from '../place-of-span.ts'
import { nameOfTable } from '../../form/part-name.ts'
import { definePredicate } from '../predicate.ts'
import { quoteWords } from '../quote-words.ts'

/** Rows or columns that the form has and the draft lacks, and rows that only the draft has (TF-003). */
export const rowsComplete = definePredicate({
  name: 'rows-complete',
  options: z.strictObject({ table: TableName }),
  evidence: ['table', 'kind', 'names', 'count'],
  run: ({ report }, { table }) => {
    const reading = readingOf(report, table)
    if (reading.presence !== 'present') return []
    if (reading.layout && reading.layout !== report.form.version)
      return [{ kind: 'unknown', reason: { code: 'other-layout', with: { table: tableName(report.form, table) } } }]
    const outcomes: Outcome[] = []
    const name = tableName(report.form, table)
    if (reading.notes.includes('broken-labels') && reading.absent.length) {
      outcomes.push({ kind: 'unknown', reason: { code: 'table-unreadable', with: { table: nameOfTable(report.form, table) } } })
    } else if (reading.absent.length) {
      const names = reading.absent.map((key) => labelOf(report.form, table, key))
      outcomes.push({
        kind: 'fail',
        subject: reading.absent.toSorted().join('+'),
        evidence: {
          table: name,
          kind: '少了',
          names:
            names
              .slice(0, 5)
              .map((label) => `“${label}”`)
              .join('、') + (names.length > 5 ? `等${names.length}处` : ''),
          count: names.length,
        },
        places: [placeOfTable(report, table)],
        cells: reading.absent.flatMap((key) => cellsBelow(report.form, table, key)),
      })
    }
    for (const row of reading.extra)
      outcomes.push({
        kind: 'fail',
        subject: `${table}/extra/${row.text.replace(/[\s\d]/g, '').slice(0, 30)}`,
        evidence: { table: name, kind: '多了', names: `“${innerQuotes(quoteWords(row.text, 30))}”`, count: 1 },
        places: [placeOfSpan({ anchor: row.anchor, where: tableInPart(report.form, table) }, row.text)],
        cells: [`${table}/*`],
      })
    return outcomes.length ? outcomes : [{ kind: 'pass' }]
  },
})

function labelOf(form: Form, table: string, key: string): string {
  const parts = key.split('/')
  const last = parts.at(-1) ?? ''
  if (parts[1] === 'column') return columnLabel(form, table, firstRowWith(form, table, last), last)
  return shortLabel(rowLabel(form, table, last))
}
const firstRowWith = (form: Form, table: string, column: string): string =>
  rowsOf(form, table).find((row) => row.cells.some((cell) => cell.endsWith(`/${column}`)))?.key ?? ''

function cellsBelow(form: Form, table: string, key: string): string[] {
  const last = key.split('/').at(-1) ?? ''
  return rowsOf(form, table)
    .flatMap((row) => row.cells)
    .filter((cell) => cell.split('/').includes(last))
}
