import { unpackDocument } from '../model/packed-document.ts'
import type { DraftWork } from './work.ts'

/** A draft and its checklist → HTML of the draft with the findings in place, beside the version before if there is one. */
export const markDraft: DraftWork<'mark-draft'> = {
  kind: 'mark-draft',
  run: async ({ document, checklist, previous }, { words }) => {
    // Most processes draw no draft.
    const { drawMarkedDraft } = await import('../export/marked-draft.ts')
    const before = previous ? unpackDocument(previous) : null
    const { html, places } = drawMarkedDraft(unpackDocument(document), checklist, before, (key, values) =>
      words.plain(`marked.${key}`, values),
    )
    return { html: new TextEncoder().encode(html), places }
  },
}
