import type { Form } from '../form/form.ts'
import { formOfYear, newestFirst } from '../form/forms.ts'
import type { Reference } from '../form/reference.ts'
import type { Work } from '../language/count-work.ts'
import { foldDates } from '../language/fold-dates.ts'
import type { Lexicon } from '../language/lexicon.ts'
import type { Announcement, Passage, TitleReading } from '../model/annual-report.ts'
import type { Document, Paragraph } from '../model/document.ts'
import type { Profile } from '../model/rule.ts'
import { findSections, type Outline } from './find-sections.ts'
import { partGluedText } from './part-glued-text.ts'
import { readAnnouncement } from './read-announcement.ts'
import { readPeriods } from './read-periods.ts'
import { readTitle } from './read-title.ts'

export interface ReadOptions {
  /** The report year where the caller knows it; else from the title. */
  readonly year?: number
  readonly profile?: Profile
  /** What the steps count into; none are counted without it. */
  readonly work?: Work
}

/** What is known of a report before its tables are read. */
export interface Front {
  /** The draft's, with headings that ran into the text parted from it. */
  readonly document: Document
  /** The prescribed format of its year. */
  readonly form: Form
  /** The form with the headings that the profile also allows. */
  readonly wide: Form
  /** The outline in which rows of flattened tables may still pass for headings. */
  readonly outline: Outline
  readonly title: TitleReading | null
  readonly announced: Announcement | null
  readonly year: number | null
}

/**
 * Reads title and headings by the newest form; where the year asks for a form with other headings, by that one. Without
 * a year it is the newest form of which any heading is there.
 */
export function readFront(reference: Reference, document: Document, options: ReadOptions): Front {
  const { forms } = reference
  const [newest, ...older] = newestFirst(forms)
  if (!newest) throw new RangeError('no forms')
  const first = readBy(reference, document, newest, options)
  const hasHeadings = ({ outline }: Front): boolean => outline.sections.some(({ part }) => part !== null)
  if (first.year === null && !hasHeadings(first)) {
    const fits = older.filter((form) => !sameHeadings(form, newest)).map((form) => readBy(reference, document, form, options))
    return fits.find(hasHeadings) ?? first
  }
  const form = formOfYear(forms, first.year)
  return sameHeadings(form, newest) ? { ...first, form } : { ...readBy(reference, document, form, options), form }
}

const sameHeadings = (a: Form, b: Form): boolean => JSON.stringify(a.sections) === JSON.stringify(b.sections)

function readBy({ forms, lexicon }: Reference, original: Document, form: Form, options: ReadOptions): Front {
  const wide = widenForm(form, options.profile)
  const document = partGluedText(lexicon, original, wide)
  const outline = findSections(lexicon, document, wide, new Set())
  const title = readTitle(lexicon, frontLines(document, outline))
  const announced = readAnnouncement(lexicon, outline.passages)
  const year = options.year ?? title?.year ?? yearWithoutTitle(lexicon, outline.passages, announced?.year ?? null)
  return { document, form: year === null ? form : formOfYear(forms, year), wide, outline, title, announced, year }
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
  const written = passages.filter(({ part }) => part === 1).map(({ text }) => foldDates(text))
  const texts = written.map((text) => (aside ? text.replace(aside, '') : text))
  return texts.flatMap((text) => [...text.matchAll(pattern)].map((match) => Number(match[1])))
}

const mentions = (lexicon: Lexicon, passages: readonly Passage[], year: number): number =>
  yearsNamed(passages, lexicon.all('report/years/named'), lexicon.all('report/years/aside')).filter((named) => named === year).length

/** “2023年，我局…” at the head of sentences of part one, when no other year stands at such a place. */
function soleYear(lexicon: Lexicon, passages: readonly Passage[]): number | null {
  const [first, ...others] = new Set(yearsNamed(passages, lexicon.all('report/years/opening')))
  return first !== undefined && others.length === 0 ? first : null
}
