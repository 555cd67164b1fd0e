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

/** What fills the placeholders of a sentence. */
export type Values = Readonly<Record<string, string | number>>

/** A sentence of the rule (`says` in its file) by its key, with what fills its placeholders. */
export interface Code {
  readonly code: string
  readonly with?: Values
}

/** What a predicate found, by name: values, and codes in place of sentences. */
export type Evidence = Readonly<Record<string, string | number | Code>>

/** Why an outcome is unknown: a key of prompts-templates/…/unknown.yaml and its words. */
export type UnknownReason = Code

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
