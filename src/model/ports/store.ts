import type { AgencyStore } from './agency-store.ts'
import type { AttemptStore } from './attempt-store.ts'
import type { AuditStore } from './audit-store.ts'
import type { ChecklistStore } from './checklist-store.ts'
import type { ConversationStore } from './conversation-store.ts'
import type { DraftStore } from './draft-store.ts'
import type { FeedbackStore } from './feedback-store.ts'
import type { InboxStore } from './inbox-store.ts'
import type { JobStore } from './job-store.ts'
import type { OutboxStore } from './outbox-store.ts'
import type { PrintStore } from './print-store.ts'
import type { ReferenceStore } from './reference-store.ts'
import type { RuleOffStore } from './rule-off-store.ts'
import type { SettingStore } from './setting-store.ts'
import type { UserStore } from './user-store.ts'
import type { WaiverStore } from './waiver-store.ts'
import type { Lease, Write } from './write.ts'

/**
 * `done`: all of it was written. Otherwise nothing was: `duplicate`: an inbox key was already taken;
 * `lost-lease`: another worker has the work; `conflict`: a number (a draft's version) was taken meanwhile, try again.
 */
export type CommitResult = 'done' | 'duplicate' | 'lost-lease' | 'conflict'

/** All that is kept. Reads answer at once; writes are prepared and then committed together. */
export interface Store {
  readonly drafts: DraftStore
  readonly checklists: ChecklistStore
  readonly waivers: WaiverStore
  readonly rulesOff: RuleOffStore
  readonly conversations: ConversationStore
  readonly inbox: InboxStore
  readonly jobs: JobStore
  readonly outbox: OutboxStore
  readonly settings: SettingStore
  readonly feedback: FeedbackStore
  readonly audit: AuditStore
  readonly agencies: AgencyStore
  readonly users: UserStore
  readonly attempts: AttemptStore
  readonly references: ReferenceStore
  readonly prints: PrintStore
  /** Makes every write or none, durable when it resolves. With a lease: only while that lease is held. */
  commit(writes: readonly Write[], lease?: Lease): Promise<CommitResult>
}
