import { z } from 'zod'
import type { CheckContext } from '../../model/outcome.ts'
import { placeName, placeOfPart, placeOfSpan } from '../place.ts'
import { definePredicate, failAt, type Found, unknown } from '../predicate.ts'
import { matchesAny, Pattern } from '../safe-pattern.ts'
import { asideLines, bodyLines } from '../text-lines.ts'
import { unreadPages } from '../unread-pages.ts'

/** The title holds the agency, the year and the report's name (WD-012). */
export const titleForm = definePredicate({
  name: 'title-form',
  options: z.strictObject({
    /** The report's name as a title ends with it. */
    name: Pattern,
    /** A whole title, as it is described to a person. */
    wanted: z.string(),
    /** Titles of other documents. */
    others: z.array(Pattern).default([]),
  }),
  evidence: ['problem', 'problems', 'wanted', 'written'],
  codes: ['title', 'no-agency', 'no-year', 'other-name', 'other-document', 'untitled'],
  run: ({ report }, { name, wanted, others }) => {
    const { title } = report
    if (!title) return untitled(report, wanted, others)
    const written = title.span.text.replace(/\s/g, '')
    const problems = [
      ...(title.agency ? [] : ['no-agency']),
      ...(title.year ? [] : ['no-year']),
      ...(matchesAny(written, [name]) ? [] : ['other-name']),
    ].map((code) => ({ code }))
    if (!problems.length) return []
    return failAt(placeOfSpan({ anchor: title.span.anchor, where: placeName('title') }, title.span.text), {
      subject: 'title',
      evidence: { problem: { code: 'title', with: { problems } }, wanted, written },
    })
  },
})

/** Longer lines are text. */
const LONGEST_TITLE = 50
/** A draft with so many of the six parts is a whole one. */
const FEWEST_PARTS = 4

/** The title of another document in its place, or none; a page or a converted text may have left it out. */
function untitled(report: CheckContext['report'], wanted: string, others: readonly RegExp[]): Found {
  const evidence = (code: string, written: string) => ({ problem: { code }, wanted, written })
  const lines = report.preamble.map((line) => ({ ...line, words: line.text.replace(/\s/g, '') }))
  const other = lines.find(({ words }) => words.length <= LONGEST_TITLE && matchesAny(words, others))
  if (other) {
    const place = placeOfSpan({ anchor: other.anchor, where: placeName('title') }, other.text)
    return failAt(place, { subject: 'title', severity: 'warning', evidence: evidence('other-document', other.words) })
  }
  const parts = new Set(report.sections.flatMap(({ part }) => part ?? [])).size
  const { format, notes } = report.document
  if (report.year === null || parts < FEWEST_PARTS || format === 'html' || notes.length || report.preamble.length === 0)
    return [unknown('no-title')]
  const place = { label: placeName('title'), anchor: null }
  return failAt(place, { subject: 'title', severity: 'warning', evidence: evidence('untitled', '') })
}

/** A signature names both the agency and the date; a page that says so elsewhere needs none (WD-012). */
export const signatureComplete = definePredicate({
  name: 'signature-complete',
  options: z.strictObject({
    /** A web page says by itself who published it and when. */
    published: z.array(Pattern).default([]),
    /** What a signature holds. */
    wanted: z.string(),
  }),
  evidence: ['problem', 'wanted', 'written'],
  codes: ['no-signature', 'no-date', 'no-signer'],
  run: ({ report }, { published, wanted }) => {
    const { agency, date } = report.signature
    if (agency ? date : isPublished(report, published)) return []
    const what = agency || date ? null : unreadPages(report)
    if (what) return [unknown('signature-unread', { what })]
    const lonely = date ? 'no-signer' : 'no-signature'
    const place = { ...placeOfPart(report, 7), label: placeName('end') }
    return failAt(place, { subject: 'signature', evidence: { problem: { code: agency ? 'no-date' : lonely }, wanted, written: '' } })
  },
})

/** Pages and the PDFs that are published beside them seldom have a signature of their own: the site gives agency and day. */
const OF_SITES: ReadonlySet<string> = new Set(['html', 'pdf', 'ofd'])

function isPublished(report: CheckContext['report'], published: readonly RegExp[]): boolean {
  if (OF_SITES.has(report.document.format)) return true
  return [...asideLines(report), ...bodyLines(report).slice(0, 30)].some((line) => matchesAny(line.text, published))
}
