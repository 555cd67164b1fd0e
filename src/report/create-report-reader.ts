import type { AnnualReport, Passage, SignatureReading } from '../model/annual-report.ts'
import type { Document, Paragraph } from '../model/document.ts'
import type { Profile } from '../model/rule.ts'
import { createStatementReader, type StatementReader } from './claims/read-statements.ts'
import { findSections, type Outline } from './find-sections.ts'
import type { Lexicon } from '../language/lexicon.ts'
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

function readReport({ forms, lexicon }: Reference, readStatements: StatementReader, original: Document, options: ReadOptions): AnnualReport {
  const wide = widenForm(formOfYear(forms, null), options.profile)
  const document = partGluedText(lexicon, original, wide)
  const rough = findSections(lexicon, document, wide, new Set())
  const title = readTitle(lexicon, frontLines(document, rough))
  const announced = readAnnouncement(lexicon, rough.passages)
  const year = options.year ?? title?.year ?? yearWithoutTitle(lexicon, rough.passages, announced?.year ?? null)
  const form = formOfYear(forms, year)
  const { consumed, ...tables } = readTables(document, { forms, lexicon }, { partOf: rough.partOf, formOfYear: form.version })
  const outline = findSections(lexicon, document, wide, consumed)
  const signature = readSignature(lexicon, outline.passages)
  const passages = markSignature(outline.passages, signature)
  const name = title?.agency ?? signature.agency?.text.replace(/\s/g, '') ?? announced?.agency ?? null
  return {
    document,
    form,
    year,
    agency: { name, kind: tellAgencyKind(lexicon, name) },
    title,
    announced,
    preamble: outline.preamble,
    sections: outline.sections,
    passages,
    tables,
    periods: readPeriods(lexicon, passages),
    ...readStatements(passages, year),
    contact: readContact(
      lexicon,
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
function yearWithoutTitle(lexicon: Lexicon, passages: readonly Passage[], announced: number | null): number | null {
  const period = readPeriods(lexicon, passages).find(({ start }) => start?.year)?.start?.year ?? null
  if (announced === period || period === null) return announced ?? soleYear(lexicon, passages)
  if (announced === null) return period
  return mentions(lexicon, passages, announced) >= mentions(lexicon, passages, period) ? announced : period
}

function yearsNamed(passages: readonly Passage[], pattern: RegExp, aside?: RegExp): number[] {
  const texts = passages.filter(({ part }) => part === 1).map(({ text }) => (aside ? text.replace(aside, '') : text))
  return texts.flatMap((text) => [...text.matchAll(pattern)].map((match) => Number(match[1])))
}

const mentions = (lexicon: Lexicon, passages: readonly Passage[], year: number): number =>
  yearsNamed(passages, lexicon.all('report/years/named'), lexicon.all('report/years/aside')).filter((named) => named === year).length

/** “2023年，我局…” at the head of sentences of part one, when no other year stands at such a place. */
function soleYear(lexicon: Lexicon, passages: readonly Passage[]): number | null {
  const [first, ...others] = new Set(yearsNamed(passages, lexicon.all('report/years/opening')))
  return first !== undefined && others.length === 0 ? first : null
}

function markSignature(passages: readonly Passage[], signature: SignatureReading): Passage[] {
  const anchors = new Set([signature.agency?.anchor, signature.date?.anchor])
  return passages.map((passage) => (anchors.has(passage.anchor) && passage.text.length <= 60 ? { ...passage, part: 7 as const } : passage))
}
