import type { Limits } from '../../extract/limits.ts'
import type { Attempt, DraftReader } from '../../model/ports/draft-reader.ts'
import { KillableProcess } from './killable-process.ts'
import { PoolAttempt, type ProcessLine } from './pool-attempt.ts'
import { createRecognition } from './recognition-line.ts'

export interface PoolOptions {
  readonly limits: Limits
  /** The packed Catalogue; called when the first process is started. */
  readonly catalogue: () => Promise<Uint8Array> | Uint8Array
  /** Processes at most; attempts beyond wait in line. */
  readonly most?: number
  /** Processes that stay when there is nothing to do. */
  readonly keep?: number
  /** Whether scanned PDFs are recognised, in a process of their own, one after another. */
  readonly recognise?: boolean
}

export interface DraftPool extends DraftReader {
  /** Starts a process ahead of the first draft. */
  warm(): void
  /** Ends the processes; work that is under way or waits is halted by the host. */
  close(): Promise<void>
}

/** One for each job of the queue, and two for pages that people wait for. */
const MOST = 6
const KEEP = 2

/**
 * Does work on drafts in separate processes: warm ones are used again, one that dies or runs out is replaced and takes
 * only its own draft with it. An attempt has a process to itself from its first work to its end.
 */
// Long: small functions over one state.
export function createDraftPool(options: PoolOptions): DraftPool {
  const { limits, most = MOST, keep = KEEP } = options
  const idle: KillableProcess[] = []
  const busy = new Set<KillableProcess>()
  const waiting: ((process: KillableProcess | null) => void)[] = []
  const recognition = options.recognise ? createRecognition(limits) : null
  let catalogue: Promise<Uint8Array> | null = null
  let closed = false

  const start = (): KillableProcess => new KillableProcess(limits, (catalogue ??= Promise.resolve(options.catalogue())))
  const hire = (process: KillableProcess): KillableProcess => {
    busy.add(process)
    return process
  }
  const find = (): KillableProcess | null => {
    for (let process = idle.pop(); process; process = idle.pop()) if (process.alive) return hire(process)
    return busy.size < most ? hire(start()) : null
  }
  const line: ProcessLine = {
    closed: () => closed,
    take: async () => {
      if (closed) return null
      return find() ?? new Promise<KillableProcess | null>((resolve) => waiting.push(resolve))
    },
    putBack: (process) => {
      busy.delete(process)
      const fit = process.alive && !process.worn
      const next = waiting.shift()
      if (next) next(hire(fit ? process : start()))
      else if (fit && !closed && idle.length + busy.size < keep) idle.push(process)
      else return void process.kill()
      if (!fit) void process.kill()
    },
  }
  return {
    async attempt<Result>(use: (attempt: Attempt) => Promise<Result>): Promise<Result> {
      const attempt = new PoolAttempt(limits, line, recognition)
      try {
        return await use(attempt)
      } finally {
        attempt.letGo()
      }
    },
    warm: () => {
      if (idle.length + busy.size === 0) idle.push(start())
    },
    async close() {
      closed = true
      for (const give of waiting.splice(0)) give(null)
      await Promise.all([...[...idle.splice(0), ...busy].map((process) => process.kill()), recognition?.close()])
    },
  }
}
