import { AppError } from '../model/app-error.ts'
import type { Actor } from '../model/ports/actor.ts'
import { findDocument } from './draft-document.ts'
import type { Office } from './office.ts'
import { findChecklist } from './show-checklist.ts'
import { record } from './record.ts'

/**
 * A draft as read with its checklist, to be shown with the findings in place.
 * @returns with `previous`, the version before if it was asked for and is still kept, and whether there is one to ask for
 * @throws AppError not-found if it is not there, not the actor's to see, or its words have been purged
 */
export async function markDraft(office: Office, actor: Actor, draftId: string, { compare }: { compare: boolean }) {
  const { draft, checklist } = await findChecklist(office, actor, draftId)
  const document = await findDocument(office, draft)
  if (!document) throw new AppError('not-found', 'bytes are gone', { key: 'chat.bytes-gone', with: { file: draft.file } })
  const older = draft.series && draft.version && draft.version > 1 ? await office.store.drafts.latest(draft.series, draft.version) : null
  // The version before may have come from another person's conversation.
  const visible = older && (await findChecklist(office, actor, older.id).catch(() => null)) ? older : null
  const previous = compare && visible ? await findDocument(office, visible).catch(() => null) : null
  await office.store.commit([record(office, actor, 'draft.read', `draft:${draftId}`)])
  return { checklist, document, previous, comparable: visible !== null }
}
