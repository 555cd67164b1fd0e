import type { Extraction, UnreadableReason } from '../model/document.ts'
import type { Limits } from './limits.ts'
import type { Unpacked } from './unpack-drafts.ts'
import { KillableWorker } from './killable-worker.ts'
import { createRecognition } from './recognition-line.ts'
import type { WorkerAnswer, WorkerRequest } from './worker-messages.ts'

export interface Extractor {
  /** Reads one draft in a process that can be killed. Never rejects: what cannot be read is answered with a reason. */
  extract(bytes: Uint8Array, name: string, onPage?: (page: number, pages: number) => void): Promise<Extraction>
  /** Opens a zip of drafts the same way; `single` for any other file, which is then for `extract`. */
  unpack(bytes: Uint8Array, name: string): Promise<Unpacked>
  /** Starts a process ahead of the first draft. */
  warm(): void
  /** Ends the processes; what is still waiting is answered as crashed. */
  close(): Promise<void>
}

interface Job {
  readonly request: Omit<WorkerRequest, 'id'>
  settle(answer: WorkerAnswer['result']): void
}

type Failure = { readonly status: 'unreadable'; readonly reason: UnreadableReason; readonly detail?: string }

/**
 * Opens drafts in separate processes: warm ones are used again, one that dies or passes its deadline is replaced and
 * takes only its own draft with it.
 * @param options.size processes at most; drafts beyond wait in line
 * @param options.recognise whether scanned PDFs are recognised, in a process of their own, one after another
 */
// Long: small functions over one state.
export function createExtractor(options: { readonly limits: Limits; readonly size?: number; readonly recognise?: boolean }): Extractor {
  const { limits } = options
  const size = Math.max(1, options.size ?? 1)
  const workers = new Set<KillableWorker>()
  const waiting: Job[] = []
  const recognition = options.recognise ? createRecognition(limits) : null
  let closed = false

  const free = (): KillableWorker | undefined => {
    for (const worker of workers) if (!worker.busy) return worker
    if (workers.size >= size) return undefined
    const worker = new KillableWorker(limits)
    workers.add(worker)
    return worker
  }
  const drain = (): void => {
    while (waiting.length > 0) {
      const worker = free()
      if (!worker) return
      void serve(worker, waiting.shift()!)
    }
  }
  const serve = async (worker: KillableWorker, job: Job): Promise<void> => {
    const { result, alive } = await worker.run(job.request)
    if (!alive) workers.delete(worker)
    job.settle(result)
    drain()
  }
  const ask = (request: Job['request']): Promise<WorkerAnswer['result']> => {
    const refused = refuse(request, limits, closed)
    if (refused) return Promise.resolve(refused)
    return new Promise((resolve) => {
      waiting.push({ request, settle: resolve })
      drain()
    })
  }
  return {
    async extract(bytes, name, onPage) {
      const read = (await ask({ kind: 'extract', bytes, name, limits })) as Extraction
      if (!recognition || read.status === 'read' || read.reason !== 'no-text-layer' || read.detail === 'pictures') return read
      return recognition.recognise(bytes, name, onPage)
    },
    unpack: async (bytes, name) => {
      if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return { status: 'single' }
      return (await ask({ kind: 'unpack', bytes, name, limits })) as Unpacked
    },
    warm: () => void free(),
    async close() {
      closed = true
      for (const job of waiting.splice(0)) job.settle({ status: 'unreadable', reason: 'crashed', detail: 'closed' })
      await Promise.all([...[...workers].map((worker) => worker.kill()), recognition?.close()])
      workers.clear()
    },
  }
}

/** What need not travel to another process to be refused. */
function refuse({ bytes }: Job['request'], limits: Limits, closed: boolean): Failure | null {
  if (closed) return { status: 'unreadable', reason: 'crashed', detail: 'closed' }
  if (bytes.length === 0) return { status: 'unreadable', reason: 'empty' }
  return bytes.length > limits.fileBytes ? { status: 'unreadable', reason: 'too-large', detail: 'file-bytes' } : null
}
