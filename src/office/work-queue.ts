import type { JobHandler } from '../model/ports/job-handler.ts'
import { deliverOne, type DeliverOptions } from './deliver-outbox.ts'
import { errorCode, runOneJob } from './run-jobs.ts'

export interface WorkQueue {
  start(): void
  /** There is something to do. */
  wake(): void
  /** Takes nothing more, and resolves when what was taken is done. */
  stop(): Promise<void>
  /** Does all that is due and resolves; for hosts that are woken by a queue, and for tests. */
  drain(): Promise<void>
}

export interface WorkQueueOptions extends DeliverOptions {
  readonly handlers: readonly JobHandler[]
  /** Jobs at once. */
  readonly workers: number
  /** How often it looks without being woken, for work of other processes and work that waits. */
  readonly pollMilliseconds: number
}

/** Runs jobs and sends messages, several at once, until it is stopped. */
export function createWorkQueue(options: WorkQueueOptions): WorkQueue {
  const doJob = () => runOneJob(options, options.handlers)
  const deliver = () => deliverOne(options)
  const loops = [
    ...Array.from({ length: options.workers }, () => createLoop(doJob, options)),
    createLoop(deliver, options),
    createLoop(deliver, options),
  ]
  return {
    start: () => loops.forEach((loop) => loop.start()),
    wake: () => loops.forEach((loop) => loop.wake()),
    stop: async () => {
      await Promise.all(loops.map((loop) => loop.stop()))
    },
    drain: async () => {
      for (let busy = true; busy;) {
        busy = await doJob()
        while (await deliver()) busy = true
      }
    },
  }
}

/** Calls `step` as long as it finds something to do, then waits for a call or for the clock. */
function createLoop(step: () => Promise<boolean>, { pollMilliseconds, onFailure }: WorkQueueOptions): Omit<WorkQueue, 'drain'> {
  let running: Promise<void> | null = null
  const state = { stopped: false, called: false, ring: (): void => undefined }
  const wake = () => {
    state.called = true
    state.ring()
  }
  const rest = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pollMilliseconds)
      state.ring = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  const run = async () => {
    let failing: string | null = null
    while (!state.stopped) {
      state.called = false
      let found = false
      try {
        found = await step()
        failing = null
      } catch (error) {
        // The store itself fails (disk full, locked): wait and try again. What goes on for hours is told once.
        const code = errorCode(error)
        if (code !== failing) onFailure({ what: 'queue', id: '', code, error, final: false })
        failing = code
      }
      if (!found && !state.called && !state.stopped) await rest()
    }
  }
  return {
    start: () => void (running ??= run()),
    wake,
    stop: async () => {
      state.stopped = true
      wake()
      await running
    },
  }
}
