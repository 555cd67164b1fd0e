import { drawMarkedDraft } from '../export/marked-draft.ts'
import { unpackDocument } from '../model/packed-document.ts'
import type { DraftWork } from './work.ts'

/** A draft and its checklist → HTML of the draft with the findings in place, beside the version before if there is one. */
export const markDraft: DraftWork<'mark-draft'> = {
  kind: 'mark-draft',
  run: ({ document, checklist, previous }, { words }) => {
    const before = previous ? unpackDocument(previous) : null
    const { html, places } = drawMarkedDraft(unpackDocument(document), checklist, before, (key, values) =>
      words.plain(`marked.${key}`, values),
    )
    return { html: new TextEncoder().encode(html), places }
  },
}
