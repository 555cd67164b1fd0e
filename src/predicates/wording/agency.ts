import { z } from 'zod'
import { sameAgency } from '../../language/agency-name.ts'
import type { Lexicon } from '../../language/lexicon.ts'
import type { AnnualReport, Span } from '../../model/annual-report.ts'
import type { FoundPlace } from '../../model/outcome.ts'
import { placeAround, placeName, placeOfReading, placeOfSpan } from '../place.ts'
import { definePredicate, failAt, type Failure, unknown } from '../predicate.ts'
import { findAll, matchesAny, Pattern } from '../safe-pattern.ts'
import { bodyLines, type TextLine } from '../text-lines.ts'

/** Longer paragraphs are looked at up to here. */
const LONGEST = 20_000
/** How far in front of a document's name a word says whose it is. */
const CLAUSE = 16

/** What an agency's name is compared with. */
export interface Own {
  readonly report: AnnualReport
  readonly lexicon: Lexicon
  readonly name: string
}

/** Another name where the agency's own should stand. */
interface Other {
  readonly name: string
  /** The code of where it stands. */
  readonly where: string
  readonly place: FoundPlace
  /** A subject may be another agency after all. */
  readonly severity?: 'warning'
}

/** Title, announcement, contact and signature name one agency; another agency as the subject is left over from a template (WD-009). */
export const agencyConsistent = definePredicate({
  name: 'agency-consistent',
  options: z.strictObject({}),
  evidence: ['own', 'other', 'place'],
  codes: ['in-signature', 'in-contact', 'in-preamble', 'in-text'],
  run: ({ report, reference: { lexicon } }) => {
    const name = report.title?.agency ?? report.signature.agency?.text.replace(/\s/g, '')
    if (!name) return [unknown('no-agency')]
    const own = { report, lexicon, name }
    const lines = bodyLines(report).filter(({ anchor }) => anchor !== report.title?.span.anchor)
    const inText = lines.flatMap((line) => [
      ...announcedIn(own, line),
      ...subjectsIn(own, line),
      ...chargingIn(own, line),
      ...documentsIn(own, line),
    ])
    return [...signedBy(own), ...toldBy(own), ...inText].map((other) => failureOf(own, other))
  },
})

function failureOf({ report: { title }, name: own }: Own, { name, where, place, ...rest }: Other): Failure {
  const titled = title ? [placeOfSpan({ anchor: title.span.anchor, where: placeName('title') }, title.span.text)] : []
  return failAt([...titled, place], { subject: `agency/${name}`, evidence: { own, other: name, place: { code: where } }, ...rest })
}

const placeOf = (span: Span, name: string): FoundPlace => placeOfReading(span, { where: placeName(name) })

/** A page's own foot may name the government that runs it; a signature has a date. */
function signedBy(own: Own): Other[] {
  const { agency, date } = own.report.signature
  if (!agency || (!date && isSuperior(own, agency.text.trim()))) return []
  const name = agency.text.trim()
  const place = placeOf(agency, 'part-7')
  // A bureau's name begins with the place that a government is of; it may have written the report for it.
  if (fits(own, name)) return isBureauForGovernment(own, name) ? [{ name, where: 'in-signature', place, severity: 'warning' }] : []
  return [{ name, where: 'in-signature', place }]
}

function toldBy(own: Own): Other[] {
  const { unit } = own.report.contact
  if (!unit || !isNarrow(own) || !own.lexicon.pattern('predicates/agencies/agency').test(unit.text)) return []
  if (fits(own, unit.text) || isSuperior(own, unit.text.trim()) || unit.text.includes(withoutPlace(own))) return []
  return [{ name: unit.text.trim(), where: 'in-contact', place: placeOf(unit, 'contact') }]
}

function announcedIn(own: Own, line: TextLine): Other[] {
  if (line.part !== 0) return []
  return [...line.text.matchAll(own.lexicon.all('predicates/agencies/announced'))]
    .map((match) => ({ name: match.groups?.['name'] ?? '', where: 'in-preamble', place: placeOfSpan(line, match[0]) }))
    .filter(({ name }) => !fits(own, name))
}

function subjectsIn(own: Own, line: TextLine): Other[] {
  if (!isNarrow(own)) return []
  const besideOthers = own.lexicon.pattern('predicates/agencies/beside-others')
  return [...line.text.slice(0, LONGEST).matchAll(own.lexicon.all('predicates/agencies/subject'))].flatMap((match): Other[] => {
    const name = match.groups?.['name'] ?? ''
    if (fits(own, name) || isSuperior(own, name) || besideOthers.test(name)) return []
    const place = placeOfSpan(line, match[0], match.index, match.index + match[0].length)
    return [{ name, where: 'in-text', place, severity: 'warning' }]
  })
}

/** The agency that is said not to have charged is the reporting one; of a government also a part of it. */
function chargingIn(own: Own, line: TextLine): Other[] {
  if (!isNarrow(own)) return []
  return [...line.text.slice(0, LONGEST).matchAll(own.lexicon.all('predicates/agencies/fee-subject'))].flatMap((match): Other[] => {
    const name = match.groups?.['name'] ?? ''
    if (fits(own, name)) return []
    return [{ name, where: 'in-text', place: placeOfSpan(line, match[0], match.index, match.index + match[0].length), severity: 'warning' }]
  })
}

/** A rule or plan of the agency's own that bears another's name: “制定《某县农业农村局政务公开工作清单》”. */
function documentsIn(own: Own, line: TextLine): Other[] {
  if (!isNarrow(own)) return []
  const besideOthers = own.lexicon.pattern('predicates/agencies/beside-documents')
  return [...line.text.slice(0, LONGEST).matchAll(own.lexicon.all('predicates/agencies/own-document'))].flatMap((match): Other[] => {
    const name = match.groups?.['name'] ?? ''
    const clause = line.text.slice(Math.max(0, match.index - CLAUSE), match.index)
    if (fits(own, name) || isSuperior(own, name) || besideOthers.test(clause) || !isBeside(own, name)) return []
    return [{ name, where: 'in-text', place: placeOfSpan(line, match[0], match.index, match.index + match[0].length), severity: 'warning' }]
  })
}

/** Whether the other is no office above: it is of the agency's own county or town, or of another one as low. */
function isBeside({ lexicon, name }: Own, other: string): boolean {
  const place = (text: string): string => lexicon.pattern('predicates/agencies/place-in-front').exec(text)?.[0] ?? ''
  const [own, its] = [place(name), place(other)]
  return its !== '' && (own.endsWith(its) || its.endsWith(own) || own.at(-1) === its.at(-1))
}

const isNarrow = ({ report }: Own): boolean => report.agency.kind === 'department' || report.agency.kind === 'township'

/** Whether a name is the agency's own, or that of a government it belongs to. */
export const isOwnOrAbove = (own: Own, other: string): boolean => fits(own, other) || isSuperior(own, other)

function fits({ report, lexicon, name }: Own, other: string): boolean {
  // “我局办公室” names nobody else.
  if (lexicon.pattern('predicates/agencies/ourselves').test(other.trim())) return true
  const cleaned = other.replace(lexicon.pattern('predicates/agencies/led-in'), '')
  if (cleaned.length < 3 || sameAgency(lexicon, name, cleaned)) return true
  // “人社局办公室”: the agency by its short name, with an office of its own.
  const whole = cleaned.replace(lexicon.pattern('predicates/agencies/inner-section'), '')
  if (whole !== cleaned && whole.length >= 3 && sameAgency(lexicon, name, whole)) return true
  // A government's report may be signed and answered for by its office, and an office's by its government.
  const trunk = (text: string): string => text.replace(lexicon.pattern('predicates/agencies/government-or-office'), '$<government>')
  return report.agency.kind !== 'department' && sameAgency(lexicon, trunk(name), trunk(cleaned))
}

/** Whether the report is a government's or its office's, and the other name is that of one of its bureaus. */
const isBureauForGovernment = ({ report, lexicon, name }: Own, other: string): boolean =>
  (report.agency.kind === 'government' || report.agency.kind === 'office') &&
  lexicon.pattern('predicates/agencies/government-or-office').test(name) &&
  lexicon.pattern('predicates/agencies/bureau').test(other.replace(/\s/g, ''))

/** What the agency is called without the place in front: 行政审批服务局. */
const withoutPlace = ({ lexicon, name }: Own): string => name.replace(lexicon.pattern('predicates/agencies/place-in-front'), '')

/** A government or its office above or at the level of the agency itself: 区政府, 市人民政府办公室. */
function isSuperior({ lexicon, name }: Own, other: string): boolean {
  if (!lexicon.pattern('predicates/agencies/superior').test(other)) return false
  const place = other.replace(lexicon.pattern('predicates/agencies/from-government-on'), '')
  return place.length <= 2 || name.includes(place) || !lexicon.pattern('predicates/agencies/local-place').test(place)
}

/** 我局 in the report of a street, 我镇 in that of a bureau: left over from another's text. */
export const selfReference = definePredicate({
  name: 'self-reference',
  options: z.strictObject({
    /** For agencies whose name matches, words by which they would not call themselves. */
    kinds: z.array(z.strictObject({ name: Pattern, not: Pattern })).min(1),
  }),
  evidence: ['own', 'other', 'place'],
  codes: ['as-self'],
  run: ({ report }, { kinds }) => {
    const own = report.title?.agency ?? report.agency.name
    if (!own) return [unknown('no-agency')]
    const kind = kinds.find(({ name }) => matchesAny(own, [name]))
    if (!kind) return []
    for (const line of bodyLines(report)) {
      const [found] = findAll(line.text, kind.not)
      if (!found) continue
      return failAt(placeAround(line, found.start, found.start + found.text.length, 14), {
        subject: `self/${found.text}`,
        severity: 'notice',
        evidence: { own, other: found.text, place: { code: 'as-self' } },
      })
    }
    return []
  },
})
