import type { UnreadableReason } from '../document.ts'
import type { Write } from './write.ts'

/** A draft as sent. Its bytes are in the BlobStore under `blob` until they are purged. */
export interface Draft {
  readonly id: string
  readonly conversationId: string
  /** The bot's message that speaks of it and is edited in place. */
  readonly messageId: string
  /** User id and shown name of the sender. */
  readonly sentBy: string
  readonly sentByName: string
  /** ISO 8601, UTC. */
  readonly sentAt: string
  /** File name as sent, without directories or control characters. */
  readonly file: string
  readonly size: number
  readonly sha256: string
  readonly blob: string
  /** `archive`: a zip whose drafts have rows of their own; `failed`: our own fault, to be tried again. */
  readonly state: 'received' | 'checked' | 'unreadable' | 'not-a-report' | 'archive' | 'failed'
  /** `unfinished`: it ran out while it was checked; what was found until then is its checklist. */
  readonly reason: UnreadableReason | 'unfinished' | null
  /** Of the agency directory, where it was found there. */
  readonly agencyId: string | null
  /** Name as the title has it. */
  readonly agency: string | null
  readonly year: number | null
  /** Drafts of one agency and year are one series; null until checked, or where either is not known. */
  readonly series: string | null
  /** 第N稿 within the series, from 1; null until checked. */
  readonly version: number | null
  readonly purgedAt: string | null
}

/** What was learnt from reading a draft. */
export type DraftVerdict = Pick<Draft, 'state' | 'reason' | 'agencyId' | 'agency' | 'year' | 'series' | 'version'>

interface DraftFilter extends Partial<Pick<Draft, 'conversationId' | 'sentBy' | 'state'>> {
  readonly series?: string
  readonly agencyIds?: readonly string[]
  readonly year?: number
  /** Sent before this moment (ISO), for purging. */
  readonly before?: string
  /** Bytes still there. */
  readonly kept?: boolean
  readonly limit?: number
}

export interface DraftStore {
  find(id: string): Promise<Draft | null>
  /** Those of the ids that there are; a hundred ids at most. */
  some(ids: readonly string[]): Promise<Draft[]>
  /** Newest first; 200 at most by default. */
  list(filter: DraftFilter): Promise<Draft[]>
  /** The checked draft of a series with the highest version, or the highest below `before`. */
  latest(series: string, before?: number): Promise<Draft | null>
  add(draft: Draft): Write
  /** Two drafts of one series with one version make `commit` answer `conflict`. */
  judge(id: string, verdict: DraftVerdict): Write
  /** The bytes are gone; findings stay. */
  markPurged(id: string, at: string): Write
}
