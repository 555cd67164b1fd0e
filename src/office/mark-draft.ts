import { AppError } from '../model/app-error.ts'
import type { Actor } from '../model/ports/actor.ts'
import { doWork } from './do-work.ts'
import { findPacked } from './draft-document.ts'
import type { Office } from './office.ts'
import { findChecklist } from './show-checklist.ts'
import { record } from './record.ts'

/**
 * A draft as read, with the findings of its checklist in place.
 * @param compare whether the version before is shown beside it, if it is still kept
 * @returns HTML of the draft (UTF-8), the ids of each item's places in it, and whether there is a version to compare with
 * @throws AppError not-found if it is not there, not the actor's to see, or its words have been purged
 */
export async function markDraft(office: Office, actor: Actor, draftId: string, { compare }: { compare: boolean }) {
  const { draft, checklist } = await findChecklist(office, actor, draftId)
  const document = await findPacked(office, draft)
  if (!document) throw new AppError('not-found', 'bytes are gone', { key: 'chat.bytes-gone', with: { file: draft.file } })
  const older = draft.series && draft.version && draft.version > 1 ? await office.store.drafts.latest(draft.series, draft.version) : null
  // The version before may have come from another person's conversation.
  const visible = older && (await findChecklist(office, actor, older.id).catch(() => null)) ? older : null
  const previous = compare && visible ? await findPacked(office, visible).catch(() => null) : null
  await office.store.commit([record(office, actor, 'draft.read', `draft:${draftId}`)])
  const request = { document, checklist, ...(previous ? { previous } : {}) }
  const { html, places } = await doWork(office, draft.file, (attempt) => attempt.run('mark-draft', request))
  return { checklist, html, places, compared: previous !== null, comparable: visible !== null }
}
