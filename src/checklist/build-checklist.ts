import { type Checklist, type ChecklistItem, type Entries, findingsOf, type Waiver } from '../model/checklist.ts'
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
  neverWaived,
  entries = NO_ENTRIES,
  once,
  askedBefore,
  ...head
}: ChecklistInput): Checklist {
  const waivers = new Map(
    given
      .filter(({ rule, until }) => (until === null || until > head.checkedAt) && !neverWaived?.has(rule))
      .map((waiver) => [waiver.fingerprint, waiver]),
  )
  const ordered = result.findings.toSorted(inOrder)
  const before = new Set(previous ? foundIn(previous).map((finding) => finding.fingerprint) : [])
  const wasAsked = ({ fingerprint }: Finding): boolean =>
    once?.has(fingerprint) === true &&
    (before.has(fingerprint) || previous?.asked?.includes(fingerprint) || askedBefore?.has(fingerprint) === true)
  const parts = ordered
    .filter((finding) => !waivers.has(finding.fingerprint) && !wasAsked(finding))
    .map((finding): Part => ({ state: before.has(finding.fingerprint) ? 'still' : 'new', finding }))
  const asked = ordered.filter((finding) => !waivers.has(finding.fingerprint) && wasAsked(finding)).map(({ fingerprint }) => fingerprint)
  return {
    ...head,
    rules: result.rules,
    items: mergeEntries(parts, entries).map((item, index): ChecklistItem => ({ number: index + 1, ...item })),
    waived: ordered.flatMap((finding) => {
      const waiver = waivers.get(finding.fingerprint)
      return waiver ? [{ finding, waiver: plainWaiver(waiver) }] : []
    }),
    fixed: previous ? fixedSince(previous, result) : [],
    unknown: [...result.unknown],
    ...(asked.length ? { asked } : {}),
    ...(result.incomplete ? { incomplete: result.incomplete } : {}),
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
]

const plainWaiver = ({ fingerprint, rule, reason, by, at, until }: Waiver): Waiver => ({ fingerprint, rule, reason, by, at, until })
