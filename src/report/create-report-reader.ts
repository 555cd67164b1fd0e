import type { Form } from '../form/form.ts'
import type { Reference } from '../form/reference.ts'
import { withWork } from '../language/count-work.ts'
import type { AnnualReport, PartNumber, Passage, SignatureReading } from '../model/annual-report.ts'
import type { Document } from '../model/document.ts'
import { createStatementReader, type StatementReader } from './claims/read-statements.ts'
import { findSections } from './find-sections.ts'
import { joinWrappedLines } from './join-wrapped-lines.ts'
import { readContact } from './read-contact.ts'
import { readFront, type ReadOptions } from './read-front.ts'
import { readPeriods } from './read-periods.ts'
import { readSignature } from './read-signature.ts'
import { readTables } from './tables/read-tables.ts'
import { tellAgencyKind } from './tell-agency-kind.ts'

/** Reads a Document as an annual report. Never throws on a draft but WorkSpent, past the most of the work handed in. */
export type ReportReader = (document: Document, options?: ReadOptions) => AnnualReport

/** A reader of parts, period, tables, claims, contact and signature by the forms and words of `reference`. */
export function createReportReader(reference: Reference): ReportReader {
  const readStatements = createStatementReader(reference)
  return (document, options = {}) => withWork(options.work, () => readReport(reference, readStatements, document, options))
}

function readReport(reference: Reference, readStatements: StatementReader, original: Document, options: ReadOptions): AnnualReport {
  const { lexicon } = reference
  const lines = joinWrappedLines(reference, original)
  const { document, form, wide, outline: rough, title, announced, year } = readFront(reference, lines.document, options)
  const { consumed, tables, figureRuns } = readTables(document, reference, { partOf: rough.partOf, formOfYear: form.version })
  const outline = findSections(lexicon, document, wide, consumed)
  const signature = readSignature(lexicon, outline.passages)
  const passages = markSignature(outline.passages, signature)
  const name = title?.agency ?? signature.agency?.text.replace(/\s/g, '') ?? announced?.agency ?? null
  const footers = document.aside.filter(({ kind }) => kind !== 'header').map(({ text }) => text)
  return {
    document,
    joined: lines.joined,
    form,
    year,
    agency: { name, kind: tellAgencyKind(lexicon, name) },
    title,
    announced,
    preamble: outline.preamble,
    sections: outline.sections,
    passages,
    tables,
    figureRuns,
    periods: readPeriods(lexicon, passages),
    ...readStatements(underHeading(passages, form), year, name),
    contact: readContact(lexicon, passages, footers),
    signature,
  }
}

/** What stands right under the heading of reviews and suits is said of these, and of disclosure: it needs no heading of its own. */
function underHeading(passages: readonly Passage[], { sections, tables }: Form): Passage[] {
  const parts = new Set(tables.filter(({ layout }) => layout === 'groups').map(({ part }) => part))
  const headings = new Map(sections.flatMap(({ part, heading }) => (parts.has(part) ? [[part as PartNumber, heading]] : [])))
  return passages.map((passage) => ({ ...passage, item: passage.item ?? headings.get(passage.part) }))
}

function markSignature(passages: readonly Passage[], signature: SignatureReading): Passage[] {
  const anchors = new Set([signature.agency?.anchor, signature.date?.anchor])
  return passages.map((passage) => (anchors.has(passage.anchor) && passage.text.length <= 60 ? { ...passage, part: 7 as const } : passage))
}
