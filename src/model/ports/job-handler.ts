import type { Halted } from './draft-reader.ts'
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

/** A draft that ran its process out so often is judged by what was found until then, and never taken up again. */
export const MOST_RUN_OUTS = 2

/** Thrown by a handler whose work on a draft was halted: whose fault it was decides how it goes on. */
export class WorkHalted extends Error {
  readonly halted: Halted

  constructor(halted: Halted) {
    super(halted.by)
    this.name = 'WorkHalted'
    this.halted = halted
  }
}

/** Does one kind of job. May be begun again after a crash at any point: what it has done must not be done twice. */
export interface JobHandler {
  readonly kind: string
  /** @returns what is written in the same commit that marks the job done. Throwing means: again later. */
  run(run: JobRun): Promise<readonly Write[]>
  /** The last attempt has failed, or (`interrupted`) it was stopped from outside too often: what to write with the dead letter, so that the person hears of it. */
  giveUp?(job: LeasedJob, code: string): Promise<readonly Write[]>
}
