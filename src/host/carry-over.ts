import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { ExportWords } from '../export/export-words.ts'
import type { CellKey } from '../model/annual-report.ts'
import { createReportReader } from '../report/create-report-reader.ts'
import type { Form, FormTable } from '../form/form.ts'
import { formOfYear } from '../form/forms.ts'
import type { CommandContext } from './command-context.ts'

/**
 * Row “四、结转下年度继续办理” of last year's report as this year's “二、上年结转”; nothing at all, and a complaint, where
 * the file is not of the year before or any of the seven cells is unsure.
 */
export async function carryOver(
  path: string,
  year: number,
  { extractor, words, reference, complain }: CommandContext,
  say: ExportWords,
): Promise<Map<CellKey, number>> {
  const none = new Map<CellKey, number>()
  const bytes = await readFile(path).catch(() => null)
  if (!bytes) {
    complain(say('fill.not-found', { file: path }))
    return none
  }
  const extraction = await extractor.extract(new Uint8Array(bytes), basename(path))
  if (extraction.status === 'unreadable') {
    complain(say('template.last-year.unread', { reason: words.plain(`unreadable.${extraction.reason}`, { file: basename(path) }) }))
    return none
  }
  const report = createReportReader(reference)(extraction.document)
  if (report.year !== null && report.year !== year - 1) {
    complain(say('template.last-year.other-year', { found: report.year, wanted: year - 1 }))
    return none
  }
  const cells = formOfYear(reference.forms, year).tables.flatMap(carriedCells)
  const figures = cells.flatMap(({ table, from, to }): [CellKey, number][] => {
    const cell = report.tables[table]?.cells.get(from)
    return cell?.state === 'number' && !cell.unsure ? [[to, cell.value]] : []
  })
  if (figures.length < cells.length) {
    complain(say('template.last-year.no-row'))
    return none
  }
  return new Map(figures)
}

/** The total of what was carried over; empty where nothing was. */
export function carriedTotal(form: Form, figures: ReadonlyMap<CellKey, number>): string {
  const totals = form.tables.flatMap(carriedCells).filter(({ total }) => total)
  return figures.size ? String(totals.reduce((sum, { to }) => sum + (figures.get(to) ?? 0), 0)) : ''
}

/** Cells of a table in last year's report and the cells of this year's that they become. */
function carriedCells(table: FormTable): { table: string; from: CellKey; to: CellKey; total: boolean }[] {
  if (table.layout !== 'matrix' || !table.carried) return []
  const { from, to } = table.carried
  const cell = (row: string, column: string): CellKey => `${table.id}/${row}/${column}`
  return table.columns.map(({ key, total = false }) => ({ table: table.id, from: cell(from, key), to: cell(to, key), total }))
}
