import type { AnnualReport, PartNumber, Passage, SignatureReading } from '../model/annual-report.ts'
import type { Document, Paragraph } from '../model/document.ts'
import type { Profile } from '../model/rule.ts'
import { readBreakdowns } from './claims/read-breakdowns.ts'
import { readChanges } from './claims/read-changes.ts'
import { readClaims } from './claims/read-claims.ts'
import { readShares } from './claims/read-shares.ts'
import { findSections, type Outline } from './find-sections.ts'
import { formOfYear, forms } from './forms.ts'
import { partGluedText } from './part-glued-text.ts'
import { readContact } from './read-contact.ts'
import { readPeriods } from './read-periods.ts'
import { readSignature } from './read-signature.ts'
import { readTitle } from './read-title.ts'
import { readTables } from './tables/read-tables.ts'
import { tellAgencyKind } from './tell-agency-kind.ts'

export interface BuildOptions {
  /** The report year where the caller knows it; else from the title. */
  readonly year?: number
  readonly profile?: Profile
}

/** Reads a Document as an annual report: parts, period, tables, claims, contact, signature. Never throws on a draft. */
export function buildReport(original: Document, options: BuildOptions = {}): AnnualReport {
  const wide = widenForm(options.profile)
  const document = partGluedText(original, wide)
  const rough = findSections(document, wide, new Set())
  const title = readTitle(frontLines(document, rough))
  const year = options.year ?? title?.year ?? yearOfPeriods(rough.passages)
  const form = formOfYear(year)
  const { consumed, ...tables } = readTables(document, forms, { partOf: rough.partOf, formOfYear: form })
  const outline = findSections(document, wide, consumed)
  const signature = readSignature(outline.passages)
  const passages = markSignature(outline.passages, signature)
  const claims = readClaims(passages, year)
  const name = title?.agency ?? signature.agency?.text.replace(/\s/g, '') ?? null
  return {
    document,
    form,
    year,
    agency: { name, kind: tellAgencyKind(name) },
    title,
    preamble: outline.preamble,
    sections: outline.sections,
    passages,
    tables,
    periods: readPeriods(passages),
    claims,
    breakdowns: readBreakdowns(passages),
    changes: readChanges(passages, claims, year),
    shares: readShares(passages),
    contact: readContact(passages, document.aside.filter(({ kind }) => kind !== 'header').map(({ text }) => text)),
    signature,
  }
}

/** The form's headings with those that the local profile also allows. */
function widenForm(profile: Profile | undefined): (typeof forms)['2021'] {
  const form = forms['2021']
  if (!profile || Object.keys(profile.headings).length === 0) return form
  return { ...form, sections: form.sections.map((section) => ({ ...section, variants: [...section.variants, ...(profile.headings[String(section.part)] ?? [])] })) }
}

function frontLines(document: Document, outline: Outline): Paragraph[] {
  const first = outline.sections[0]?.span.anchor
  const end = first ? document.blocks.findIndex((block) => block.id === first) : Math.min(12, document.blocks.length)
  return document.blocks.slice(0, end).filter((block): block is Paragraph => block.kind === 'paragraph')
}

/** Without a year in the title the period's year is the best guess for choosing the form. */
function yearOfPeriods(passages: readonly Passage[]): number | null {
  return readPeriods(passages).find((period) => period.start?.year)?.start?.year ?? null
}

function markSignature(passages: readonly Passage[], signature: SignatureReading): Passage[] {
  const anchors = new Set([signature.agency?.anchor, signature.date?.anchor])
  return passages.map((passage) => (anchors.has(passage.anchor) && passage.text.length <= 60 ? { ...passage, part: 7 as PartNumber } : passage))
}
