import type { Extraction } from '../model/document.ts'
import { KillableWorker } from './killable-worker.ts'
import type { Limits } from './limits.ts'

export interface Recognition {
  /** @returns the Document, every value marked as recognised, or why there is none */
  recognise(bytes: Uint8Array, name: string, onPage?: (page: number, pages: number) => void): Promise<Extraction>
  /** Ends what is under way; what waits is answered as crashed. */
  close(): Promise<void>
}

/**
 * Recognises scanned PDFs one after another, each in a process started for it alone and ended behind it: it takes
 * minutes and much memory, and other drafts are read meanwhile.
 */
export function createRecognition(limits: Limits): Recognition {
  const own: Limits = { ...limits, seconds: limits.recogniseSeconds, residentMegabytes: limits.recogniseMegabytes }
  let last: Promise<unknown> = Promise.resolve()
  let worker: KillableWorker | null = null
  let closed = false

  const recogniseOne = async (...[bytes, name, onPage]: Parameters<Recognition['recognise']>): Promise<Extraction> => {
    if (closed) return { status: 'unreadable', reason: 'crashed', detail: 'closed' }
    worker = new KillableWorker(own)
    try {
      const { result } = await worker.run({ kind: 'recognise', bytes, name, limits }, onPage)
      return closed && result.status === 'unreadable' ? { ...result, detail: 'closed' } : (result as Extraction)
    } finally {
      await worker.kill()
      worker = null
    }
  }
  return {
    recognise(...request) {
      const mine = last.then(() => recogniseOne(...request))
      last = mine.catch(() => undefined)
      return mine
    },
    async close() {
      closed = true
      await worker?.kill()
    },
  }
}

/** Whether the host wants scanned PDFs recognised: `NIANBAO_RECOGNISE=1` (also true, yes, on). Off where not set. */
export const wantsRecognition = (env: Readonly<Record<string, string | undefined>>): boolean =>
  /^(?:1|true|yes|on)$/i.test(env['NIANBAO_RECOGNISE'] ?? '')
