import { z } from 'zod'
import { columnLabel, findTable, nameOfTable, rowLabel, rowsOf, shortLabel, type TableId, tableOf } from '../../form/form-lines.ts'
import type { Form } from '../../form/form.ts'
import { TableName } from '../../form/form-names.ts'
import type { AnnualReport, Span } from '../../model/annual-report.ts'
import { innerQuotes } from '../../model/inner-quotes.ts'
import type { Outcome } from '../../model/outcome.ts'
import { cellOf, readingOf } from '../../model/table-reading.ts'
import { placeName, placeOfSpan, placeOfTable, rowName, tableInPart, tableName, within } from '../place.ts'
import { definePredicate, failAt, type Found, shortList, unknown } from '../predicate.ts'
import { quoteWords } from '../quote-words.ts'

/** A table in the layout of another form (TF-002). */
export const tableLayout = definePredicate({
  name: 'table-layout',
  options: z.strictObject({}),
  evidence: ['tables', 'found', 'wanted', 'document', 'table', 'heads'],
  codes: ['heads'],
  run: ({ report }) => [wholeLayouts(report), otherHeads(report)].flat(),
})

function wholeLayouts(report: AnnualReport): Found {
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
}

/** A table of the right form in which only heads of columns are another form's. */
function otherHeads(report: AnnualReport): Outcome[] {
  const { form } = report
  return form.tables.flatMap(({ id: table }): Outcome[] => {
    const { presence, layout, otherHeads: heads } = readingOf(report, table)
    const [first] = heads
    if (presence === 'absent' || (layout && layout !== form.version) || !first) return []
    const words = [...new Set(heads.map(({ span }) => `“${quoteWords(span.text, 20)}”`))]
    return [
      failAt(
        heads.map(({ span }) => placeOfSpan({ anchor: span.anchor, where: tableInPart(form, table) }, span.text)),
        {
          subject: `heads/${table}/${words.join('')}`,
          evidence: {
            tables: { code: 'heads', with: { table: tableName(form, table), heads: words } },
            found: first.version,
            wanted: form.version,
            document: form.document,
          },
          cells: [`${table}/*`],
        },
      ),
    ]
  })
}

/** Rows or columns that the form has and the draft lacks, and rows that only the draft has (TF-003). */
export const rowsComplete = definePredicate({
  name: 'rows-complete',
  options: z.strictObject({ table: TableName }),
  evidence: ['table', 'kind', 'names', 'count', 'list'],
  codes: ['lacking', 'added', 'added-column', 'and-more'],
  run: ({ report }, { table }) => {
    const { form } = report
    const { presence, layout, extra, addedColumns } = readingOf(report, table)
    const columns = addedColumns.map((head) => failAdded(form, table, head, 'added-column'))
    // A column too many may be why the table was not read.
    if (presence !== 'present') return columns
    if (layout && layout !== form.version) return [unknown('other-layout', { table: tableName(form, table) })]
    const rows = extra.map((row) => failAdded(form, table, row, 'added'))
    return [lacking(report, table), rows, columns].flat()
  },
})

const failAdded = (form: Form, table: TableId, { text, anchor }: Span, code: 'added' | 'added-column'): Outcome =>
  failAt(placeOfSpan({ anchor, where: tableInPart(form, table) }, text), {
    subject: `${table}/extra/${text.replace(/[\s\d]/g, '').slice(0, 30)}`,
    evidence: { table: tableName(form, table), kind: { code }, names: `“${innerQuotes(quoteWords(text, 30))}”`, count: 1 },
    cells: [`${table}/*`],
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
    return figures.map(({ key, span, values }): Outcome => {
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
  },
})
