import { type Checklist, type ChecklistItem, type Entries, findingsOf, type RuleOff, type Waiver } from '../model/checklist.ts'
import type { CheckResult, Finding } from '../model/finding.ts'
import { inOrder } from './in-order.ts'
import { mergeEntries, type Part } from './merge-entries.ts'

export interface ChecklistInput extends Pick<
  Checklist,
  'id' | 'draftId' | 'file' | 'agency' | 'year' | 'form' | 'version' | 'checkedAt' | 'profile' | 'offered'
> {
  readonly result: CheckResult
  /** Of the version before, null for the first. */
  readonly previous: Checklist | null
  /** Those of the series; expired ones are passed over. */
  readonly waivers: readonly Waiver[]
  /** Rules switched off for the agency, those in force. */
  readonly rulesOff?: readonly RuleOff[]
  /** Rules that nobody may waive. */
  readonly neverWaived?: ReadonlySet<string>
  /** The entries that rules' notices are put into; none without it. */
  readonly entries?: Entries
  /** Fingerprints of what an agency is asked about once. */
  readonly once?: ReadonlySet<string>
  /** Fingerprints of those that it was asked about already, in whichever year. */
  readonly askedBefore?: ReadonlySet<string>
}

const NO_ENTRIES: Entries = new Map()

/**
 * Puts the findings in order and small ones together, sets apart what is waived, and compares with the version before by fingerprint. What a
 * rule found last time and cannot judge or did not reach this time is not called fixed.
 */
export function buildChecklist({
  result,
  previous,
  waivers: given,
  rulesOff = [],
  neverWaived,
  entries = NO_ENTRIES,
  once,
  askedBefore,
  ...head
}: ChecklistInput): Checklist {
  const waivers = waiversAt(given, head.checkedAt, neverWaived)
  const off = new Set(rulesOff.map(({ rule }) => rule))
  const all = result.findings.toSorted(inOrder)
  const ordered = all.filter(({ rule }) => !off.has(rule))
  const before = new Set(previous ? foundIn(previous).map((finding) => finding.fingerprint) : [])
  const wasAsked = ({ fingerprint }: Finding): boolean =>
    once?.has(fingerprint) === true &&
    (before.has(fingerprint) || previous?.asked?.includes(fingerprint) || askedBefore?.has(fingerprint) === true)
  const waivedOf = (finding: Finding): Checklist['waived'] => waivedBy(waivers.get(finding.fingerprint), finding)
  const partOf = (finding: Finding): Part => ({ state: before.has(finding.fingerprint) ? 'still' : 'new', finding })
  const isOpen = (finding: Finding): boolean => !waivers.has(finding.fingerprint) && !wasAsked(finding)
  const parts = ordered.filter(isOpen).map(partOf)
  const asked = ordered.filter((finding) => !waivers.has(finding.fingerprint) && wasAsked(finding)).map(({ fingerprint }) => fingerprint)
  return {
    ...head,
    rules: result.rules,
    items: mergeEntries(parts, entries).map((item, index): ChecklistItem => ({ number: index + 1, ...item })),
    waived: ordered.flatMap(waivedOf),
    fixed: previous ? fixedSince(previous, result) : [],
    unknown: result.unknown.filter(({ rule }) => !off.has(rule)),
    ...(asked.length ? { asked } : {}),
    ...(off.size
      ? { off: rulesOff.map((decision) => setApart(decision, { all, unknown: result.unknown, isOpen, partOf, waivedOf })) }
      : {}),
    ...(result.incomplete ? { incomplete: result.incomplete } : {}),
  }
}

const waivedBy = (waiver: Waiver | undefined, finding: Finding): Checklist['waived'] =>
  waiver ? [{ finding, waiver: plainWaiver(waiver) }] : []

/** Those that count at a moment, by what they speak of. */
const waiversAt = (given: readonly Waiver[], at: string, neverWaived?: ReadonlySet<string>): ReadonlyMap<string, Waiver> =>
  new Map(
    given
      .filter(({ rule, until }) => (until === null || until > at) && !neverWaived?.has(rule))
      .map((waiver) => [waiver.fingerprint, waiver]),
  )

/** How findings are listed, for those of a rule that is switched off. */
interface Listing {
  readonly all: readonly Finding[]
  readonly unknown: CheckResult['unknown']
  readonly isOpen: (finding: Finding) => boolean
  readonly partOf: (finding: Finding) => Part
  readonly waivedOf: (finding: Finding) => Checklist['waived']
}

/** What a rule that is switched off found, neither listed nor counted. */
function setApart({ rule, reason, by, at, until }: RuleOff, listing: Listing): NonNullable<Checklist['off']>[number] {
  const own = listing.all.filter((finding) => finding.rule === rule)
  return {
    rule,
    reason,
    by,
    at,
    until,
    parts: own.filter(listing.isOpen).map(listing.partOf),
    waived: own.flatMap(listing.waivedOf),
    unknown: listing.unknown.filter((one) => one.rule === rule),
  }
}

function fixedSince(previous: Checklist, result: CheckResult): Checklist['fixed'] {
  const now = new Set(result.findings.map((finding) => finding.fingerprint))
  const unjudged = new Set(result.unknown.map((unknown) => unknown.rule))
  return foundIn(previous)
    .filter((finding) => !now.has(finding.fingerprint) && !unjudged.has(finding.rule))
    .map(({ rule, title, message, fingerprint }) => ({ rule, title, message, fingerprint }))
}

/** Identities of all that an agency was told, or was not asked again, in a checklist. */
export const askedIn = (checklist: Checklist): ReadonlySet<string> =>
  new Set([...foundIn(checklist).map(({ fingerprint }) => fingerprint), ...(checklist.asked ?? [])])

const foundIn = (checklist: Checklist): Finding[] => [
  ...checklist.items.flatMap(findingsOf),
  ...checklist.waived.map((waived) => waived.finding),
  ...(checklist.off ?? []).flatMap(({ parts, waived }) => [...parts, ...waived].map(({ finding }) => finding)),
]

const plainWaiver = ({ fingerprint, rule, reason, by, at, until }: Waiver): Waiver => ({ fingerprint, rule, reason, by, at, until })
