import { cmaps } from '@nianbao/worker-data'
import { extractDocument } from '../extract/extract-document.ts'
import type { Limits } from '../extract/limits.ts'
import { unpackDrafts } from '../extract/unpack-drafts.ts'
import type { Extractor } from '../model/ports/extractor.ts'
import { bytesOfBase64 } from './worker-data.ts'

/**
 * Reads drafts in the Worker itself: there is no process to kill, so the limits are narrower, and what still runs too
 * long or takes too much memory ends with the invocation, is tried again by the queue and given up in the end.
 */
export const inProcessExtractor = (limits: Limits): Extractor => ({
  extract: async (bytes, name) => {
    if (bytes.length === 0) return { status: 'unreadable', reason: 'empty' }
    return extractDocument(bytes, name, limits, { cmaps: bundledCmap })
  },
  unpack: async (bytes, name) => unpackDrafts(bytes, name, limits),
})

async function bundledCmap(name: string): Promise<Uint8Array | null> {
  const found = Object.hasOwn(cmaps, name) ? cmaps[name] : undefined
  return found === undefined ? null : bytesOfBase64(found)
}
