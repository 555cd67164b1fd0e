import type { AnnualReport, CellKey } from './annual-report.ts'
import type { Reference } from '../form/reference.ts'
import type { Place, Repair } from './finding.ts'
import type { ReferenceFigure } from './reference-figures.ts'
import type { Basis, Profile, Severity } from './rule.ts'

/** What is handed in to be checked. */
export interface CheckInput {
  readonly report: AnnualReport
  /** The same agency's report of the year before, where there is one. */
  readonly lastYear?: AnnualReport
  /** The subordinate agencies' reports of the same year, with the names of those that are missing. */
  readonly subordinates?: { readonly reports: readonly AnnualReport[]; readonly missing: readonly string[] }
  /** Reports of units of the same superior: only where a rule is tried, never in the check of a draft. */
  readonly siblings?: readonly AnnualReport[]
  /** What other offices have counted of the same agency, where a supervisor has given their lists. */
  readonly referenceFigures?: readonly ReferenceFigure[]
  readonly profile?: Profile
  /** Rules whose findings are told apart: put under no cause of another rule, and cause of none. */
  readonly apart?: readonly string[]
}

/** What a predicate may look at. */
export interface CheckContext extends CheckInput {
  readonly reference: Reference
}

/** What fills the placeholders of a sentence. */
export type Values = Readonly<Record<string, string | number>>

/**
 * A sentence by its key, with what fills its placeholders: one of the rule itself (`says` in its file), or, where the key
 * has a dot, one that all rules share (`place.cell`: `cell` in prompts-templates/…/place.yaml).
 */
export interface Code {
  readonly code: string
  readonly with?: Evidence
}

/** A value, a code in place of a sentence, or a list of them. */
export type Said = string | number | Code | readonly Said[]

/** What a predicate found, by name. */
export type Evidence = Readonly<Record<string, Said>>

/** A place whose name is not worded yet. */
export type FoundPlace = Omit<Place, 'label'> & { readonly label: Said }

/** Why an outcome is unknown: a key of prompts-templates/…/unknown.yaml and its words. */
export type UnknownReason = Code

export type Outcome =
  | { readonly kind: 'pass' }
  | {
      readonly kind: 'fail'
      /** What it is about (cell keys, measure, heading): the finding's identity together with the rule. */
      readonly subject: string
      readonly evidence: Evidence
      readonly places: readonly FoundPlace[]
      /** Cells that take part, for putting consequences under their cause. */
      readonly cells?: readonly CellKey[]
      /** Instead of the rule's own severity. */
      readonly severity?: Severity
      /** Instead of the rule's own basis: words that rest on something of their own. */
      readonly basis?: readonly Basis[]
      readonly repairs?: readonly Repair[]
    }
  | { readonly kind: 'unknown'; readonly reason: UnknownReason }
