import type { Limits } from '../../extract/limits.ts'
import type { PackedDocument } from '../../model/packed-document.ts'
import type { Bytes, Halted, Unreadable } from '../../model/ports/draft-reader.ts'
import { KillableProcess } from './killable-process.ts'

/** Every value of the Document is marked as recognised. */
type Recognised = { readonly status: 'read'; readonly document: PackedDocument } | Unreadable | Halted

type OnPage = (at: { readonly page: number; readonly pages: number }) => void | Promise<void>

export interface Recognition {
  recognise(draft: Bytes, onPage?: OnPage): Promise<Recognised>
  /** Ends what is under way; what waits is halted by the host. */
  close(): Promise<void>
}

const CLOSED: Halted = { status: 'halted', by: 'host', reason: 'crashed', detail: 'closed' }

/**
 * Recognises scanned PDFs one after another, each in a process started for it alone and ended behind it: it takes
 * minutes and much memory, and other drafts are read meanwhile.
 */
export function createRecognition(limits: Limits): Recognition {
  const own: Limits = { ...limits, seconds: limits.recogniseSeconds, residentMegabytes: limits.recogniseMegabytes }
  let last: Promise<unknown> = Promise.resolve()
  let worker: KillableProcess | null = null
  let closed = false

  const recogniseOne = async (draft: Bytes, onPage?: OnPage): Promise<Recognised> => {
    if (closed) return CLOSED
    worker = new KillableProcess(own, null)
    try {
      const milliseconds = own.seconds * 1_000
      const ending = await worker.run({ kind: 'recognise', input: draft, fresh: true, milliseconds, take: onPage })
      if (closed) return CLOSED
      if ('error' in ending) throw ending.error
      return 'halted' in ending ? ending.halted : (ending.output as Recognised)
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
