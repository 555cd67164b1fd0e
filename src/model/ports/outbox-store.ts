import type { Job, LeasedStore } from './job-store.ts'
import type { Lease, Write } from './write.ts'

/** One thing to be said: a message in its newest revision, or one of its files. */
export interface Outgoing {
  readonly id: string
  readonly messageId: string
  readonly conversationId: string
  readonly platform: string
  readonly target: string
  /** Which of the reply's files; null for the message itself. */
  readonly file: number | null
  readonly revision: number
  /** Where the platform has put the message; null if it was never sent. */
  readonly ref: string | null
  readonly attempts: number
  readonly state: Job['state']
  readonly error: string | null
}

export interface LeasedOutgoing extends Outgoing {
  readonly lease: Lease
}

export interface OutboxStore extends LeasedStore<Outgoing> {
  /**
   * The message, which the same commit adds or edits, is to be sent or edited on its platform. Many edits before it
   * is sent are one send. Files of the reply follow the message, each once.
   */
  put(messageId: string, at: string, files?: number): Write
  /** The one that has waited longest; never two of one message at a time. */
  claim(owner: string, now: string, leaseUntil: string): Promise<LeasedOutgoing | null>
  /** Sent in that revision: done, or ready again where the message was edited meanwhile. */
  sent(lease: Lease, revision: number, at: string): Write
  /** When the next message is due (ISO), or its lease runs out; null if none is left. @param now as for jobs */
  nextDue(now?: string): Promise<string | null>
}
