import { unpackDrafts, type Unpacked } from '../extract/unpack-drafts.ts'
import type { Limits } from '../extract/limits.ts'
import { unpackMail } from '../extract/mail/unpack-mail.ts'
import type { DraftWork } from './work.ts'

/** A zip of drafts, or a message that brings some → its drafts, one by one. */
export const unpackZip: DraftWork<'unpack'> = {
  kind: 'unpack',
  oneByOne: true,
  run: async ({ bytes, name }, { limits }, give) => {
    const zip = unpackDrafts(bytes, name, limits)
    const unpacked =
      zip.status === 'drafts' ? await openMessages(zip, limits) : zip.status === 'single' ? await unpackMail(bytes, limits) : zip
    if (unpacked.status !== 'drafts') return unpacked
    for (const draft of unpacked.drafts) await give(draft)
    return { status: 'drafts', skipped: unpacked.skipped }
  },
}

/** Saved messages are packed too: each gives way to what it brings. */
async function openMessages({ drafts, skipped }: Unpacked & { readonly status: 'drafts' }, limits: Limits): Promise<Unpacked> {
  const opened: Unpacked & { readonly status: 'drafts' } = { status: 'drafts', drafts: [], skipped: [...skipped] }
  for (const draft of drafts) {
    const mail = await unpackMail(draft.bytes, limits)
    if (mail.status === 'unreadable') opened.skipped.push({ name: draft.name, reason: mail.reason })
    else if (mail.status === 'single') opened.drafts.push(draft)
    else {
      opened.drafts.push(...mail.drafts)
      opened.skipped.push(...mail.skipped)
    }
    if (opened.drafts.length > limits.drafts) return { status: 'unreadable', reason: 'too-complex', detail: 'drafts' }
  }
  return opened
}
