import { extractDocument } from '../extract/extract-document.ts'
import { sheetHeads } from '../extract/spreadsheet/sheet-heads.ts'
import { WorkSpent } from '../language/count-work.ts'
import { packDocument } from '../model/packed-document.ts'
import { describeSpreadsheet } from './describe-spreadsheet.ts'
import { openOnDesk, openedOn } from './opened-draft.ts'
import type { DraftWork } from './work.ts'

/** A file → its Document, packed, and what places it among the others. */
export const openDraft: DraftWork<'open'> = {
  kind: 'open',
  run: async ({ bytes, name, ...readAs }, desk) => {
    const extraction = await extractDocument(bytes, name, desk.limits, desk.pdf)
    if (extraction.status === 'unreadable') return extraction
    const document = packDocument(extraction.document)
    if (document.byteLength > desk.limits.documentBytes) return { status: 'unreadable', reason: 'too-complex', detail: 'document-bytes' }
    try {
      const front = openOnDesk(desk, extraction.document, readAs)
      const sheets = sheetHeads(extraction.document, name)
      return {
        status: 'read',
        document,
        front: sheets ? { ...front, spreadsheet: describeSpreadsheet(openedOn(desk).report, sheets) } : front,
      }
    } catch (error) {
      if (error instanceof WorkSpent) return { status: 'unreadable', reason: 'too-much-work' }
      throw error
    }
  },
}
