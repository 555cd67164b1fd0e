import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { ExportWords } from '../export/export-words.ts'
import type { CellKey } from '../model/annual-report.ts'
import { createReportReader } from '../report/create-report-reader.ts'
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
  const figures = formOfYear(reference.forms, year).table3.columns.map(({ key }): [CellKey, number | null] => {
    const cell = report.tables.table3.cells.get(`table3/carried_out/${key}`)
    return [`table3/carried_in/${key}`, cell?.state === 'number' && !cell.unsure ? cell.value : null]
  })
  if (figures.some(([, value]) => value === null)) {
    complain(say('template.last-year.no-row'))
    return none
  }
  return new Map(figures as [CellKey, number][])
}
