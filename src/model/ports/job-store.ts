import type { Lease, Write } from './write.ts'

interface NewJob {
  readonly id: string
  /** Which handler does it: `check-draft`, `<platform>-event` … */
  readonly kind: string
  /** JSON. */
  readonly payload: string
  /** A second job with the same key is not added. */
  readonly key?: string
  /** Planned for that time (ISO) and not taken before it, whatever the clock does; at once if left out. */
  readonly runAt?: string
  readonly maxAttempts?: number
  /** Stands behind other people's work, and only a few of these are done at a time. */
  readonly behind?: boolean
}

export interface Job {
  readonly id: string
  readonly kind: string
  readonly payload: string
  readonly state: 'ready' | 'leased' | 'done' | 'dead'
  /** Number of attempts, this one included; those that were interrupted or ran out are not counted. */
  readonly attempts: number
  readonly maxAttempts: number
  readonly runAt: string
  readonly createdAt: string
  /** Code of the last error, never a draft's words. */
  readonly error: string | null
  /** How often its draft ran out of time, memory or life. */
  readonly runOuts: number
  /** How often the work was stopped from outside: its host died with the lease, or its process was killed. */
  readonly interruptions: number
}

export interface LeasedJob extends Job {
  readonly lease: Lease
}

/** What jobs and outgoing messages have in common. */
export interface LeasedStore<Work> {
  /** False if the lease is lost. */
  extend(lease: Lease, until: string): Promise<boolean>
  /**
   * Once more at `runAt`, or earlier if the clock is set back so far that no back-off explains that time.
   * @param askedAt when (ISO) somebody else asked to wait until then: never earlier, unless the clock is set back behind that
   */
  retryLater(lease: Lease, error: string, runAt: string, askedAt?: string): Write
  /** Once more at `runAt`, and this attempt does not count: nothing was wrong with the work. */
  postpone(lease: Lease, error: string, runAt: string): Write
  /** No more attempts: kept as a dead letter that a person can see and retry. */
  bury(lease: Lease, error: string, at: string): Write
  dead(limit?: number): Promise<Work[]>
  /** Dead work starts from its first attempt. */
  revive(id: string, at: string): Write
  counts(): Promise<Readonly<Record<Job['state'], number>>>
}

export interface JobStore extends LeasedStore<Job> {
  /** @param at when (ISO) it is added */
  add(job: NewJob, at: string): Write
  /**
   * Takes the job that has waited longest and is due, or whose lease has run out, which counts as an interruption; null
   * if there is none. Leases and retries that lie further ahead than any may, because the clock was set back, are due too.
   * Jobs that stand behind come last, and while two of them are being done no third is taken.
   */
  claim(owner: string, now: string, leaseUntil: string, kinds?: readonly string[]): Promise<LeasedJob | null>
  complete(lease: Lease, at: string): Write
  /** Its draft ran out: once more, behind other people's work. The attempt does not count. */
  ranOut(lease: Lease, error: string): Write
  /** It was stopped from outside: once more at `runAt`. The attempt does not count. */
  interrupted(lease: Lease, runAt: string): Write
  /** The host is stopping: as if it had not been taken. */
  putBack(lease: Lease): Write
  find(id: string): Promise<Job | null>
  /**
   * When the next job of these kinds is due (ISO), or the lease of one runs out; null if none is left.
   * @param now what is due because the clock was set back is due now; left out, such times are told as they stand
   */
  nextDue(kinds: readonly string[], now?: string): Promise<string | null>
}
