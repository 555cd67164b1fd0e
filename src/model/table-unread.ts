import { nameOfTable } from '../form/form-lines.ts'
import type { AnnualReport } from './annual-report.ts'
import type { UnknownReason } from './outcome.ts'
import { readingOf } from './table-reading.ts'

/** Why nothing can be said of a table: a part of the file that was not read may hold it, which is not the same as missing. */
export function tableUnread(report: AnnualReport, id: string): UnknownReason {
  const table = nameOfTable(report.form, id)
  const { presence } = readingOf(report, id)
  const unread = presence === 'absent' ? report.document.notes.find(({ kind }) => kind === 'unread-part') : undefined
  return unread
    ? { code: 'part-unread', with: { table, what: { code: `unread.${unread.part ?? 'picture'}` } } }
    : { code: `table-${presence}`, with: { table } }
}
