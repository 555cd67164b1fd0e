import type { CommitResult } from './store.ts'
import type { LeasedJob } from './job-store.ts'
import type { Write } from './write.ts'

export interface JobRun {
  readonly job: LeasedJob
  /** Aborts when the lease is lost or the host stops. */
  readonly signal: AbortSignal
  /** Writes something on the way (progress), only while the lease is held. */
  commit(writes: readonly Write[]): Promise<CommitResult>
}

/** Does one kind of job. May be begun again after a crash at any point: what it has done must not be done twice. */
export interface JobHandler {
  readonly kind: string
  /** @returns what is written in the same commit that marks the job done. Throwing means: again later. */
  run(run: JobRun): Promise<readonly Write[]>
  /** The last attempt has failed: what to write with the dead letter, so that the person hears of it. */
  giveUp?(job: LeasedJob, code: string): Promise<readonly Write[]>
}
