import type { AnnualReport, PartNumber, Passage, SignatureReading } from '../model/annual-report.ts'
import type { Document, Paragraph } from '../model/document.ts'
import type { Profile } from '../model/rule.ts'
import { createStatementReader, type StatementReader } from './claims/read-statements.ts'
import { findSections, type Outline } from './find-sections.ts'
import { formOfYear } from '../form/forms.ts'
import type { Form } from '../form/form.ts'
import type { Reference } from '../form/reference.ts'
import { partGluedText } from './part-glued-text.ts'
import { readAnnouncement } from './read-announcement.ts'
import { readContact } from './read-contact.ts'
import { readPeriods } from './read-periods.ts'
import { readSignature } from './read-signature.ts'
import { readTitle } from './read-title.ts'
import { readTables } from './tables/read-tables.ts'
import { tellAgencyKind } from './tell-agency-kind.ts'

export interface ReadOptions {
  /** The report year where the caller knows it; else from the title. */
  readonly year?: number
  readonly profile?: Profile
}

/** Reads a Document as an annual report. Never throws on a draft. */
export type ReportReader = (document: Document, options?: ReadOptions) => AnnualReport

/** A reader of parts, period, tables, claims, contact and signature by the forms and words of `reference`. */
export function createReportReader(reference: Reference): ReportReader {
  const readStatements = createStatementReader(reference)
  return (document, options = {}) => readReport(reference, readStatements, document, options)
}

function readReport({ forms }: Reference, readStatements: StatementReader, original: Document, options: ReadOptions): AnnualReport {
  const wide = widenForm(formOfYear(forms, null), options.profile)
  const document = partGluedText(original, wide)
  const rough = findSections(document, wide, new Set())
  const title = readTitle(frontLines(document, rough))
  const announced = readAnnouncement(rough.passages)
  const year = options.year ?? title?.year ?? yearWithoutTitle(rough.passages, announced?.year ?? null)
  const form = formOfYear(forms, year)
  const { consumed, ...tables } = readTables(document, forms, { partOf: rough.partOf, formOfYear: form.version })
  const outline = findSections(document, wide, consumed)
  const signature = readSignature(outline.passages)
  const passages = markSignature(outline.passages, signature)
  const name = title?.agency ?? signature.agency?.text.replace(/\s/g, '') ?? announced?.agency ?? null
  return {
    document,
    form,
    year,
    agency: { name, kind: tellAgencyKind(name) },
    title,
    announced,
    preamble: outline.preamble,
    sections: outline.sections,
    passages,
    tables,
    periods: readPeriods(passages),
    ...readStatements(passages, year),
    contact: readContact(
      passages,
      document.aside.filter(({ kind }) => kind !== 'header').map(({ text }) => text),
    ),
    signature,
  }
}

/** The form's headings with those that the local profile also allows. */
function widenForm(form: Form, profile: Profile | undefined): Form {
  if (!profile || Object.keys(profile.headings).length === 0) return form
  return {
    ...form,
    sections: form.sections.map((section) => ({
      ...section,
      variants: [...section.variants, ...(profile.headings[String(section.part)] ?? [])],
    })),
  }
}

function frontLines(document: Document, outline: Outline): Paragraph[] {
  const first = outline.sections[0]?.span.anchor
  const end = first ? document.blocks.findIndex((block) => block.id === first) : Math.min(12, document.blocks.length)
  return document.blocks.slice(0, end).filter((block): block is Paragraph => block.kind === 'paragraph')
}

/**
 * Without a year in the title: what the text says it publishes, or its period. Where the two differ, one was left over
 * from another year: the year that part one speaks of decides. Where both are missing, a year that part one names alone.
 */
function yearWithoutTitle(passages: readonly Passage[], announced: number | null): number | null {
  const period = readPeriods(passages).find(({ start }) => start?.year)?.start?.year ?? null
  if (announced === period || period === null) return announced ?? soleYear(passages)
  if (announced === null) return period
  return mentions(passages, announced) >= mentions(passages, period) ? announced : period
}

const mentions = (passages: readonly Passage[], year: number): number =>
  passages
    .filter(({ part }) => part === 1)
    .reduce(
      (count, { text }) =>
        count + (text.replace(/《[^》]{0,80}》|统计[^。]{0,60}/g, '').match(new RegExp(`${year}\\s{0,2}年`, 'g'))?.length ?? 0),
      0,
    )

/** “2023年，我局…” at the head of sentences of part one, when no other year stands at such a place. */
function soleYear(passages: readonly Passage[]): number | null {
  const named = passages
    .filter(({ part }) => part === 1)
    .flatMap(({ text }) =>
      [...text.matchAll(/(?:^|[。；;\n）)])\s{0,4}(20\d{2})\s{0,2}年(?:度)?(?=[,，我本全共])/g)].map((match) => Number(match[1])),
    )
  const [first, ...others] = [...new Set(named)]
  return first !== undefined && others.length === 0 ? first : null
}

function markSignature(passages: readonly Passage[], signature: SignatureReading): Passage[] {
  const anchors = new Set([signature.agency?.anchor, signature.date?.anchor])
  return passages.map((passage) =>
    anchors.has(passage.anchor) && passage.text.length <= 60 ? { ...passage, part: 7 as PartNumber } : passage,
  )
}
