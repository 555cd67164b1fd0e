import { z } from 'zod'
import { numeralOfPart } from '../../form/form-lines.ts'
import { groupBy } from '../../language/group-by.ts'
import type { AnnualReport, TableReading } from '../../model/annual-report.ts'
import type { Table } from '../../model/document.ts'
import { placeOfTable, tableName } from '../place.ts'
import { definePredicate, failAt, type Failure } from '../predicate.ts'

/** A table of fewer cells is hardly one of the form. */
const FEWEST_CELLS = 20

/**
 * The tables of the form stand in their parts, once, with their columns in the form's order (ST-019). The figures are
 * read by the labels, whatever their order.
 */
export const tablesInPlace = definePredicate({
  name: 'tables-in-place',
  options: z.strictObject({}),
  evidence: ['problem', 'table', 'found', 'own', 'words', 'count', 'wanted'],
  codes: ['other-part', 'twice', 'column-order'],
  run: ({ report }) => [...misplaced(report), ...repeated(report), ...outOfOrder(report)],
})

const present = ({ tables, form }: AnnualReport): { readonly reading: TableReading; readonly own: number }[] =>
  form.tables.flatMap(({ id, part }) => {
    const reading = tables[id]
    return reading?.presence === 'present' ? [{ reading, own: part }] : []
  })

/** Two tables that have changed places, or one that stands under the heading of another: both headings must be there. */
function misplaced(report: AnnualReport): Failure[] {
  const headed = new Set(report.sections.map(({ part }) => part))
  return present(report).flatMap(({ reading, own }): Failure[] => {
    const { part } = reading
    if (part === null || part === own || part < 1 || part > 6 || !headed.has(own as never) || !headed.has(part as never)) return []
    const holdsOwn = present(report).some((other) => other.own === part && other.reading.part === part)
    // Where the part has its own table too, a heading in between may have been lost.
    if (holdsOwn) return []
    const problem = {
      code: 'other-part',
      with: { table: tableName(report.form, reading.id), found: numeralOfPart(report.form, part), own: numeralOfPart(report.form, own) },
    }
    return [failAt(placeOfTable(report, reading.id), { subject: `place/${reading.id}`, evidence: { problem } })]
  })
}

/** The same table, word for word, a second time. */
function repeated({ document }: AnnualReport): Failure[] {
  const tables = document.blocks.filter((block): block is Table => block.kind === 'table' && block.cells.length >= FEWEST_CELLS)
  const textOf = ({ cells }: Table): string => cells.map(({ text }) => text.replace(/\s/g, '')).join('|')
  return [...groupBy(tables, textOf).values()].flatMap(([first, ...more]): Failure[] => {
    if (more.length === 0) return []
    const words =
      first.cells
        .find(({ text }) => text.trim() !== '')
        ?.text.replace(/\s/g, '')
        .slice(0, 20) ?? ''
    const problem = { code: 'twice', with: { words, count: more.length + 1 } }
    return [
      failAt(
        [first, ...more].map(({ cells }) => ({ label: words, anchor: cells[0]?.id ?? null })),
        { subject: `twice/${words}`, evidence: { problem } },
      ),
    ]
  })
}

/** Heads of columns, all of them the form's own, in another order than the form's. */
function outOfOrder(report: AnnualReport): Failure[] {
  return present(report).flatMap(({ reading }): Failure[] => {
    const table = report.form.tables.find(({ id }) => id === reading.id)
    if (!table || !('columns' in table)) return []
    const headOf = new Map(reading.labels.flatMap((label) => (label.same ? [[label.key, label]] : [])))
    const heads = table.columns.flatMap(({ key }) => headOf.get(`${reading.id}/column/${key}`) ?? [])
    const order = cellOrder(report, reading)
    const written = heads.toSorted((one, other) => (order.get(one.anchor) ?? 0) - (order.get(other.anchor) ?? 0))
    const wrong = written.findIndex(({ key }, index) => key !== heads[index]?.key)
    const [found, wanted] = [written[wrong], heads[wrong]]
    if (!found || !wanted || heads.some(({ anchor }) => !order.has(anchor))) return []
    const problem = {
      code: 'column-order',
      with: { table: tableName(report.form, reading.id), found: found.official, wanted: wanted.official },
    }
    const place = { ...placeOfTable(report, reading.id), anchor: found.anchor, quote: found.written }
    return [failAt(place, { subject: `order/${reading.id}`, evidence: { problem } })]
  })
}

/** The columns in which the cells of a table stand; nothing of heads that share a cell. */
function cellOrder({ document }: AnnualReport, { labels }: TableReading): ReadonlyMap<string, number> {
  const anchors = new Set(labels.map(({ anchor }) => anchor))
  const block = document.blocks.find((one): one is Table => one.kind === 'table' && one.cells.some(({ id }) => anchors.has(id)))
  return new Map(block?.cells.map(({ id, column }) => [id, column]))
}
