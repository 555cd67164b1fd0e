import type { RuleOff } from '../checklist.ts'
import type { Write } from './write.ts'

/** A rule switched off for an agency. */
export interface StoredRuleOff extends RuleOff {
  readonly id: string
  readonly agencyId: string
  /** Id of who has decided it; `by` is the name. */
  readonly byUser: string
}

export interface RuleOffStore {
  /** Those not taken back, the oldest first; ended ones included, the caller looks at `until`. */
  ofAgency(agencyId: string): Promise<StoredRuleOff[]>
  add(off: StoredRuleOff): Write
  /** Taken back, kept for the record. */
  revoke(agencyId: string, rule: string, by: string, at: string): Write
}
