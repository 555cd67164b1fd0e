import type { AnnualReport, CellKey } from './annual-report.ts'
import type { Reference } from '../form/reference.ts'
import type { Place, Repair } from './finding.ts'
import type { Profile, Severity } from './rule.ts'

/** What is handed in to be checked. */
export interface CheckInput {
  readonly report: AnnualReport
  /** The same agency's report of the year before, where there is one. */
  readonly lastYear?: AnnualReport
  /** The subordinate agencies' reports of the same year, with the names of those that are missing. */
  readonly subordinates?: { readonly reports: readonly AnnualReport[]; readonly missing: readonly string[] }
  readonly profile?: Profile
}

/** What a predicate may look at. */
export interface CheckContext extends CheckInput {
  readonly reference: Reference
}

export type Evidence = Readonly<Record<string, string | number>>

/** Why an outcome is unknown: a key of prompts-templates/…/unknown.yaml and its words. */
export interface UnknownReason {
  readonly code: string
  readonly with?: Evidence
}

export type Outcome =
  | { readonly kind: 'pass' }
  | {
      readonly kind: 'fail'
      /** What it is about (cell keys, measure, heading): the finding's identity together with the rule. */
      readonly subject: string
      readonly evidence: Evidence
      readonly places: readonly Place[]
      /** Cells that take part, for putting consequences under their cause. */
      readonly cells?: readonly CellKey[]
      /** Instead of the rule's own severity. */
      readonly severity?: Severity
      readonly repairs?: readonly Repair[]
    }
  | { readonly kind: 'unknown'; readonly reason: UnknownReason }
