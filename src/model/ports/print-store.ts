import type { TextPrints } from '../../language/text-prints.ts'
import type { Write } from './write.ts'

/** What is kept of an agency's newest draft. */
export interface StoredPrints {
  readonly agencyId: string
  readonly draftId: string
  readonly prints: TextPrints
}

/** Hashes of drafts' texts, for supervisors: nobody else is ever told what comes of them. */
export interface PrintStore {
  ofAgencies(agencyIds: readonly string[], year: number): Promise<StoredPrints[]>
  /** In place of those of the agency's earlier draft of that year. */
  put(prints: StoredPrints, year: number): Write
}
