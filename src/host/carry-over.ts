import { basename } from 'node:path'
import type { ExportWords } from '../export/export-words.ts'
import type { CellKey } from '../model/annual-report.ts'
import type { Form, FormTable } from '../form/form.ts'
import { formOfYear } from '../form/forms.ts'
import type { Bytes, DraftReader, Halted, OutputOf, Unreadable } from '../model/ports/draft-reader.ts'
import { MOST_RUN_OUTS } from '../model/ports/job-handler.ts'
import { tryWork } from '../office/do-work.ts'
import type { CommandContext } from './command-context.ts'
import { readGiven } from './read-given.ts'

/**
 * Row “四、结转下年度继续办理” of last year's report as this year's “二、上年结转”; nothing at all, and a complaint, where
 * the file is not of the year before or any of the seven cells is unsure.
 * @throws AppError where there is no such file, or it may not be read
 */
export async function carryOver(
  path: string,
  year: number,
  { drafts, words, reference, complain }: CommandContext,
  say: ExportWords,
): Promise<Map<CellKey, number>> {
  const none = new Map<CellKey, number>()
  const read = await readLastYear(drafts, { bytes: await readGiven(path), name: basename(path) })
  if ('reason' in read) {
    complain(say('template.last-year.unread', { reason: words.plain(`unreadable.${read.reason}`, { file: basename(path) }) }))
    return none
  }
  if (read.year !== null && read.year !== year - 1) {
    complain(say('template.last-year.other-year', { found: read.year, wanted: year - 1 }))
    return none
  }
  const known = new Map(read.figures)
  const cells = formOfYear(reference.forms, year).tables.flatMap(carriedCells)
  const figures = cells.flatMap(({ from, to }): [CellKey, number][] => {
    const value = known.get(from)
    return value === undefined ? [] : [[to, value]]
  })
  if (figures.length < cells.length) {
    complain(say('template.last-year.no-row'))
    return none
  }
  return new Map(figures)
}

/** Its figures that are sure; or why there are none. */
const readLastYear = (drafts: DraftReader, draft: Bytes): Promise<OutputOf<'read-figures'> | Unreadable | Halted> =>
  tryWork(drafts, MOST_RUN_OUTS, async (attempt) => {
    const opening = await attempt.run('open', draft)
    return opening.status === 'read' ? attempt.run('read-figures', {}) : opening
  })

/** The total of what was carried over; empty where nothing was. */
export function carriedTotal(form: Form, figures: ReadonlyMap<CellKey, number>): string {
  const totals = form.tables.flatMap(carriedCells).filter(({ total }) => total)
  return figures.size ? String(totals.reduce((sum, { to }) => sum + (figures.get(to) ?? 0), 0)) : ''
}

/** Cells of a table in last year's report and the cells of this year's that they become. */
function carriedCells(table: FormTable): { from: CellKey; to: CellKey; total: boolean }[] {
  if (table.layout !== 'matrix' || !table.carried) return []
  const { from, to } = table.carried
  const cell = (row: string, column: string): CellKey => `${table.id}/${row}/${column}`
  return table.columns.map(({ key, total = false }) => ({ from: cell(from, key), to: cell(to, key), total }))
}
