import type { Waiver } from '../checklist.ts'
import type { Write } from './write.ts'

/** A waiver and the series of drafts it speaks of. */
export interface StoredWaiver extends Waiver {
  readonly id: string
  readonly series: string
  readonly byName: string
}

export interface WaiverStore {
  /** Those not taken back; expired ones included, the caller looks at `until`. */
  ofSeries(series: string): Promise<StoredWaiver[]>
  add(waiver: StoredWaiver): Write
  /** Taken back, kept for the record. */
  revoke(series: string, fingerprint: string, by: string, at: string): Write
}
