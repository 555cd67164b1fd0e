import { extractDocument } from '../extract/extract-document.ts'
import { packDocument } from '../model/packed-document.ts'
import { openOnDesk } from './opened-draft.ts'
import type { DraftWork } from './work.ts'

/** A file → its Document, packed, and what places it among the others. */
export const openDraft: DraftWork<'open'> = {
  kind: 'open',
  run: async ({ bytes, name, ...readAs }, desk) => {
    const extraction = await extractDocument(bytes, name, desk.limits, desk.pdf)
    if (extraction.status === 'unreadable') return extraction
    const document = packDocument(extraction.document)
    if (document.byteLength > desk.limits.documentBytes) return { status: 'unreadable', reason: 'too-complex', detail: 'document-bytes' }
    return { status: 'read', document, front: openOnDesk(desk, extraction.document, readAs) }
  },
}
