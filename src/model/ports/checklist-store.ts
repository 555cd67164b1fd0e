import type { Checklist } from '../checklist.ts'
import type { Write } from './write.ts'

export interface ChecklistStore {
  find(id: string): Promise<Checklist | null>
  /** The newest of that draft: waiving makes a new one. */
  ofDraft(draftId: string): Promise<Checklist | null>
  /** Replaces the draft's earlier checklist, its findings' rows with it. */
  put(checklist: Checklist): Write
}
