import { nearestNames } from '../form/form-names.ts'
import type { Reference } from '../form/reference.ts'
import { Citation, type Law } from '../model/law.ts'
import type { Fault } from './audit-problem.ts'
import { claimsOf, inForce, type KnownClaim, onlyParagraph } from './law-claims.ts'
import { type Cited, readCited } from './read-cited.ts'

/** What of a rule, topic or profile the audit of its citations looks at. */
export interface CitingFile {
  readonly kind: 'rule' | 'topic' | 'profile'
  /** As the file has it. */
  readonly content: unknown
}

type Path = readonly (string | number)[]
type Years = readonly [first: number, last: number]

/** @param strict whether every citation of a law must name its claims: those of the program itself */
export function createCitationAudit(laws: readonly Law[], { lexicon, forms }: Reference, strict: boolean): (file: CitingFile) => Fault[] {
  const claims = claimsOf(laws)
  const names = new Set(claims.keys())
  const practice = new Set(lexicon.words('check/basis/practice'))

  const unknownClaims = (cited: readonly string[], path: Path): Fault[] =>
    cited.flatMap((claim, index) =>
      names.has(claim)
        ? []
        : [{ path: [...path, 'claims', index], say: 'claim-unknown', with: { claim, nearest: nearestNames(claim, names).join('、') } }],
    )

  const auditOne = (value: unknown, path: Path, years: Years): Fault[] => {
    const parsed = Citation.safeParse(value)
    if (!parsed.success) return [{ path, say: 'citation-keys', with: { problem: String(parsed.error.issues[0]?.path.join('.')) } }]
    const { document, claims: cited } = parsed.data
    if (!cited) return strict && !practice.has(document) ? [{ path, say: 'claims-missing', with: { document } }] : []
    const unknown = unknownClaims(cited, path)
    if (unknown.length) return unknown
    const known = cited.flatMap((claim) => claims.get(claim) ?? [])
    return [
      ...faultsOfDocument(parsed.data, known),
      ...faultsOfPlace(parsed.data, known, readCited(lexicon, parsed.data.place ?? '')),
      ...faultsOfYears(parsed.data, known, years),
    ].map((fault) => ({ ...fault, path }))
  }

  return ({ kind, content }) =>
    citationsIn(content).flatMap(({ value, path }) => auditOne(value, path, kind === 'rule' ? yearsOfRule(content, forms) : [0, Infinity]))
}

/** Every entry of every `basis` in a file. */
export function citationsIn(content: unknown, path: Path = []): { readonly value: unknown; readonly path: Path }[] {
  if (Array.isArray(content)) return content.flatMap((each, index) => citationsIn(each, [...path, index]))
  if (typeof content !== 'object' || content === null) return []
  return Object.entries(content).flatMap(([key, value]) =>
    key === 'basis' && Array.isArray(value)
      ? value.map((each: unknown, index) => ({ value: each, path: [...path, key, index] }))
      : citationsIn(value, [...path, key]),
  )
}

type Unplaced = Omit<Fault, 'path'>

/** One law, cited by its own words, and what could not be read said so. */
function faultsOfDocument({ document, source }: Citation, known: readonly KnownClaim[]): Unplaced[] {
  const faults: Unplaced[] = []
  const other = known.find(({ law }) => law.document !== document)
  if (other) faults.push({ say: 'claim-other-law', with: { document, right: other.law.document } })
  const unread = known.some((claim) => claim.unread)
  if (unread && source !== 'unread') faults.push({ say: 'citation-unread' })
  if (!unread && source !== 'verified') faults.push({ say: 'citation-read' })
  return faults
}

/** Every article that is shown is one of the claims', every claim's place is shown: neither wider nor narrower. */
function faultsOfPlace({ place = '' }: Citation, known: readonly KnownClaim[], cited: readonly Cited[]): Unplaced[] {
  const fits = (claim: KnownClaim, { article, paragraph, item }: Cited): boolean =>
    claim.article === article &&
    claim.item === item &&
    (claim.paragraph === paragraph || (onlyParagraph(claim.law, article) && (paragraph ?? 1) === (claim.paragraph ?? 1)))
  const isShown = (claim: KnownClaim): boolean =>
    claim.place === null ? cited.some((one) => fits(claim, one)) : place.includes(claim.place)
  const articles = known.filter(({ article }) => article !== null)
  return [
    ...known.filter((claim) => !isShown(claim)).map(({ says }) => ({ say: 'place-without-claim', with: { place, says } })),
    ...(articles.length ? cited : [])
      .filter((one) => !articles.some((claim) => fits(claim, one)))
      .map(({ text }) => ({ say: 'place-beyond-claims', with: { place: text } })),
  ]
}

/** In force in all years of the reports that the citation is shown for; a topic speaks of today. */
function faultsOfYears({ from, to }: Citation, known: readonly KnownClaim[], [first, last]: Years): Unplaced[] {
  const begins = Math.max(first, from ?? first)
  const ends = Math.min(last, to ?? last)
  return [...new Set(known.map(({ law }) => law))].flatMap((law) => {
    const starts = begins > 0 && !inForce({ ...law, until: undefined }, begins)
    const stops = ends === Infinity ? law.until !== undefined : !inForce({ ...law, from: '0000' }, ends)
    return starts || stops
      ? [{ say: 'law-not-in-force', with: { document: law.document, from: law.from, until: law.until ?? '', first: begins, last: ends } }]
      : []
  })
}

/** The first and the last year of the forms that a rule runs on. */
function yearsOfRule(content: unknown, forms: Reference['forms']): Years {
  const form = typeof content === 'object' && content !== null && 'form' in content ? content.form : undefined
  const versions = Array.isArray(form) ? form.map(String) : Object.keys(forms)
  const used = versions.flatMap((version) => forms[version] ?? [])
  return [Math.min(...used.map(({ firstYear }) => firstYear)), Math.max(...used.map(({ lastYear }) => lastYear ?? Infinity))]
}
