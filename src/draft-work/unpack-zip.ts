import { unpackDrafts } from '../extract/unpack-drafts.ts'
import type { DraftWork } from './work.ts'

/** A zip of drafts → its drafts, one by one. */
export const unpackZip: DraftWork<'unpack'> = {
  kind: 'unpack',
  oneByOne: true,
  run: async ({ bytes, name }, { limits }, give) => {
    const unpacked = unpackDrafts(bytes, name, limits)
    if (unpacked.status !== 'drafts') return unpacked
    for (const draft of unpacked.drafts) await give(draft)
    return { status: 'drafts', skipped: unpacked.skipped }
  },
}
