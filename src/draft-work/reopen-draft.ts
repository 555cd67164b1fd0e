import { unpackDocument } from '../model/packed-document.ts'
import { openOnDesk } from './opened-draft.ts'
import type { DraftWork } from './work.ts'

/** A Document that was read before becomes the draft of this attempt. */
export const reopenDraft: DraftWork<'reopen'> = {
  kind: 'reopen',
  run: ({ document, ...readAs }, desk) => openOnDesk(desk, unpackDocument(document), readAs),
}
