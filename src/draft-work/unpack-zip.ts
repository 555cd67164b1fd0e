import { unpackDrafts } from '../extract/unpack-drafts.ts'
import { unpackMail } from '../extract/mail/unpack-mail.ts'
import type { DraftWork } from './work.ts'

/** A zip of drafts, or a message that brings some → its drafts, one by one. */
export const unpackZip: DraftWork<'unpack'> = {
  kind: 'unpack',
  oneByOne: true,
  run: async ({ bytes, name }, { limits }, give) => {
    const zip = unpackDrafts(bytes, name, limits)
    const unpacked = zip.status === 'single' ? await unpackMail(bytes, limits) : zip
    if (unpacked.status !== 'drafts') return unpacked
    for (const draft of unpacked.drafts) await give(draft)
    return { status: 'drafts', skipped: unpacked.skipped }
  },
}
