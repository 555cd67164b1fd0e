import { AppError, isStorageFault } from '../model/app-error.ts'
import type { Clock } from '../model/ports/clock.ts'
import { MOST_RUN_OUTS, WorkHalted, type JobHandler } from '../model/ports/job-handler.ts'
import type { LeasedJob } from '../model/ports/job-store.ts'
import { SendLater } from '../model/ports/sender.ts'
import type { Store } from '../model/ports/store.ts'
import type { Lease } from '../model/ports/write.ts'

export interface WorkOptions {
  readonly store: Store
  readonly clock: Clock
  /** This process, different from every other and from itself before a restart. */
  readonly owner: string
  /** How long the work of a process that died is left alone. */
  readonly leaseMilliseconds: number
  /** Called for every failure; must not write the error's message anywhere: it may hold a draft's words. */
  onFailure(failure: {
    readonly what: string
    readonly id: string
    readonly code: string
    readonly error: unknown
    readonly final: boolean
  }): void
}

/** The moment `milliseconds` from now, as the store keeps it. */
export const later = (clock: Clock, milliseconds: number): string => new Date(clock.now().getTime() + milliseconds).toISOString()

/** 1 s, 2 s, 4 s … to five minutes. */
export const backOff = (attempts: number): number => Math.min(1000 * 2 ** Math.min(attempts - 1, 20), 300_000)

/** A job that was stopped from outside so often is given up: its host or its process was killed each time. */
const MOST_INTERRUPTIONS = 5
/** Before work that was stopped from outside is taken up again. */
const AFTER_INTERRUPTION_MS = 500
/** How long a job waits for the disk to have room again. */
const STORAGE_WAIT = 5_000

/** A code for logs and dead letters; never the error's message. */
export function errorCode(error: unknown): string {
  if (error instanceof AppError) return error.code
  return error instanceof Error ? error.name : 'unknown'
}

/** Where in the code an error was thrown, for logs: its stack without the message. */
export function errorPlaces(error: unknown): string[] {
  const lines = error instanceof Error ? (error.stack ?? '').split('\n') : []
  return lines
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8)
    .map((line) => line.trim())
}

/** Keeps a lease while the work goes on; the signal aborts once it is lost. */
export async function holdLease<T>(
  { clock, leaseMilliseconds }: Pick<WorkOptions, 'clock' | 'leaseMilliseconds'>,
  lease: Lease,
  extend: (lease: Lease, until: string) => Promise<boolean>,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const lost = new AbortController()
  const timer = setInterval(() => {
    extend(lease, later(clock, leaseMilliseconds)).then(
      (held) => held || lost.abort(new Error('lease lost')),
      () => undefined,
    )
  }, leaseMilliseconds / 3)
  try {
    return await work(lost.signal)
  } finally {
    clearInterval(timer)
  }
}

/**
 * Takes one job that is due and does it.
 * @returns false if there was none
 */
export async function runOneJob(options: WorkOptions, handlers: readonly JobHandler[]): Promise<boolean> {
  const { store, clock, owner, leaseMilliseconds } = options
  const kinds = handlers.map((handler) => handler.kind)
  const job = await store.jobs.claim(owner, clock.now().toISOString(), later(clock, leaseMilliseconds), kinds)
  if (!job) return false
  const handler = handlers.find((one) => one.kind === job.kind) as JobHandler
  if (job.interruptions >= MOST_INTERRUPTIONS) await bury(options, handler, job, new AppError('interrupted', 'its host died'))
  else await attempt(options, handler, job)
  return true
}

async function attempt(options: WorkOptions, handler: JobHandler, job: LeasedJob): Promise<void> {
  const { store, clock } = options
  try {
    const result = await holdLease(options, job.lease, store.jobs.extend, async (signal) => {
      const writes = await handler.run({ job, signal, commit: (some) => store.commit(some, job.lease) })
      return store.commit([...writes, store.jobs.complete(job.lease, clock.now().toISOString())], job.lease)
    })
    if (result === 'conflict' || result === 'duplicate') throw new AppError('conflict', result)
  } catch (error) {
    await fail(options, handler, job, error)
  }
}

async function fail(options: WorkOptions, handler: JobHandler, job: LeasedJob, error: unknown): Promise<void> {
  const { store, clock } = options
  const code = errorCode(error)
  if (error instanceof SendLater) {
    const asked = clock.now().toISOString()
    await store.commit([store.jobs.retryLater(job.lease, 'wait', later(clock, error.afterMilliseconds), asked)], job.lease)
    return
  }
  if (isStorageFault(error)) {
    options.onFailure({ what: job.kind, id: job.id, code, error, final: false })
    await store.commit([store.jobs.postpone(job.lease, code, later(clock, STORAGE_WAIT))], job.lease)
    return
  }
  if (error instanceof WorkHalted) return halt(options, handler, job, error)
  if (job.attempts >= job.maxAttempts) return bury(options, handler, job, error)
  options.onFailure({ what: job.kind, id: job.id, code, error, final: false })
  // Another draft took the version number: the next one is free.
  const wait = code === 'conflict' ? 50 : backOff(job.attempts)
  await store.commit([store.jobs.retryLater(job.lease, code, later(clock, wait))], job.lease)
}

/** Once more, without counting an attempt; too often interrupted, it is given up. A draft that ran out stands behind others. */
async function halt(options: WorkOptions, handler: JobHandler, job: LeasedJob, { halted }: WorkHalted): Promise<void> {
  const { store, clock } = options
  const { by, reason, detail } = halted
  if (by === 'outside' && job.interruptions + 1 >= MOST_INTERRUPTIONS)
    return bury(options, handler, job, new AppError('interrupted', 'its process was killed'))
  if (by === 'draft' && job.runOuts + 1 >= MOST_RUN_OUTS) return bury(options, handler, job, new AppError('unreadable', reason))
  if (by !== 'host') options.onFailure({ what: job.kind, id: job.id, code: `${by}/${detail}`, error: halted, final: false })
  const again = {
    draft: () => store.jobs.ranOut(job.lease, reason),
    outside: () => store.jobs.interrupted(job.lease, later(clock, AFTER_INTERRUPTION_MS)),
    host: () => store.jobs.putBack(job.lease),
  }
  await store.commit([again[by]()], job.lease)
}

/** Moves the job to the dead letters and tells the person. */
async function bury(options: WorkOptions, handler: JobHandler, job: LeasedJob, error: unknown): Promise<void> {
  const { store, clock } = options
  const code = errorCode(error)
  options.onFailure({ what: job.kind, id: job.id, code, error, final: true })
  const dead = store.jobs.bury(job.lease, code, clock.now().toISOString())
  try {
    const said = (await handler.giveUp?.(job, code)) ?? []
    await store.commit([...said, dead], job.lease)
  } catch (failure) {
    options.onFailure({ what: `${job.kind}/give-up`, id: job.id, code: errorCode(failure), error: failure, final: true })
    await store.commit([dead], job.lease)
  }
}
