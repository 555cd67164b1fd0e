import { type Checklist, type ChecklistItem, type Entries, findingsOf, type RuleOff, type Waiver } from '../model/checklist.ts'
import type { CheckResult, Finding } from '../model/finding.ts'
import { inOrder } from './in-order.ts'
import { mergeEntries, type Part } from './merge-entries.ts'
import { withRulesOff } from './rules-off.ts'

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
  const ordered = result.findings.toSorted(inOrder)
  const before = new Set(previous ? foundIn(previous).map((finding) => finding.fingerprint) : [])
  const wasAsked = ({ fingerprint }: Finding): boolean =>
    once?.has(fingerprint) === true &&
    (before.has(fingerprint) || previous?.asked?.includes(fingerprint) || askedBefore?.has(fingerprint) === true)
  const parts = ordered
    .filter((finding) => !waivers.has(finding.fingerprint) && !wasAsked(finding))
    .map((finding): Part => ({ state: before.has(finding.fingerprint) ? 'still' : 'new', finding }))
  const asked = ordered.filter((finding) => !waivers.has(finding.fingerprint) && wasAsked(finding)).map(({ fingerprint }) => fingerprint)
  const whole: Checklist = {
    ...head,
    rules: result.rules,
    items: mergeEntries(parts, entries).map((item): ChecklistItem => ({ number: 0, ...item })),
    waived: ordered.flatMap((finding) => waivedBy(waivers.get(finding.fingerprint), finding)),
    fixed: previous ? fixedSince(previous, result) : [],
    unknown: [...result.unknown],
    ...(asked.length ? { asked } : {}),
    ...(result.incomplete ? { incomplete: result.incomplete } : {}),
  }
  const shown = withRulesOff(whole, rulesOff, entries)
  return { ...shown, items: shown.items.map((item, index) => ({ ...item, number: index + 1 })) }
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
