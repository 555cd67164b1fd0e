import type { Checklist, ChecklistItem, Waiver } from '../model/checklist.ts'
import type { CheckResult, Finding } from '../model/finding.ts'

export interface ChecklistInput extends Pick<Checklist, 'id' | 'draftId' | 'file' | 'agency' | 'year' | 'form' | 'version' | 'checkedAt'> {
  readonly result: CheckResult
  /** Of the version before, null for the first. */
  readonly previous: Checklist | null
  /** Those of the series; expired ones are passed over. */
  readonly waivers: readonly Waiver[]
  /** Rules that nobody may waive. */
  readonly neverWaived?: ReadonlySet<string>
}

const ORDER = { error: 0, warning: 1, notice: 2 } as const

/**
 * Puts the findings in order, sets apart what is waived, and compares with the version before by fingerprint. What a
 * rule found last time and cannot judge or did not reach this time is not called fixed.
 */
export function buildChecklist({ result, previous, waivers: given, neverWaived, ...head }: ChecklistInput): Checklist {
  const waivers = new Map(
    given
      .filter(({ rule, until }) => (until === null || until > head.checkedAt) && !neverWaived?.has(rule))
      .map((waiver) => [waiver.fingerprint, waiver]),
  )
  const ordered = result.findings.toSorted((a, b) => ORDER[a.severity] - ORDER[b.severity])
  const open = ordered.filter((finding) => !waivers.has(finding.fingerprint))
  const before = new Set(previous ? foundIn(previous).map((finding) => finding.fingerprint) : [])
  return {
    ...head,
    rules: result.rules,
    items: open.map((finding, index): ChecklistItem => ({
      number: index + 1,
      state: before.has(finding.fingerprint) ? 'still' : 'new',
      finding,
    })),
    waived: ordered.flatMap((finding) => {
      const waiver = waivers.get(finding.fingerprint)
      return waiver ? [{ finding, waiver: plainWaiver(waiver) }] : []
    }),
    fixed: previous ? fixedSince(previous, result) : [],
    unknown: [...result.unknown],
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

const foundIn = (checklist: Checklist): Finding[] => [
  ...checklist.items.map((item) => item.finding),
  ...checklist.waived.map((waived) => waived.finding),
]

const plainWaiver = ({ fingerprint, rule, reason, by, at, until }: Waiver): Waiver => ({ fingerprint, rule, reason, by, at, until })
