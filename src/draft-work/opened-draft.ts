import { AppError } from '../model/app-error.ts'
import type { Document } from '../model/document.ts'
import type { Front } from '../model/ports/draft-reader.ts'
import type { AnnualReport } from '../model/annual-report.ts'
import { isBlankForm } from '../report/is-blank-form.ts'
import type { ReadOptions } from '../report/read-front.ts'
import type { Desk } from './work.ts'

/** Longer names of agencies do not exist; a draft may say anything. */
const LONGEST_NAME = 200

/** Puts a Document on the desk, read as an annual report. @throws WorkSpent past the limit on steps */
export function openOnDesk(desk: Desk, document: Document, { year, profile }: ReadOptions): Front {
  const report = desk.checker.read(document, { work: desk.steps, ...(year === undefined ? {} : { year }), ...(profile ? { profile } : {}) })
  desk.opened = { document, report, profile }
  const isBlank = isBlankForm(report, desk.checker.reference.lexicon)
  return { isReport: isAnnualReport(report), isBlank, agency: report.agency.name?.slice(0, LONGEST_NAME) ?? null, year: report.year }
}

/** @throws AppError internal if nothing has been opened in this attempt */
export function openedOn({ opened }: Desk): NonNullable<Desk['opened']> {
  if (!opened) throw new AppError('internal', 'no draft was opened')
  return opened
}

/** Whether anything of the prescribed form is there: a list of twenty missing parts does not help a person who sent the wrong file. */
const isAnnualReport = (report: AnnualReport): boolean =>
  report.title !== null ||
  report.sections.some((section) => section.part !== null) ||
  Object.values(report.tables).some((table) => table.presence !== 'absent')
