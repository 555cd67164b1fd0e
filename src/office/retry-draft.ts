import { AppError } from '../model/app-error.ts'
import type { Actor } from '../model/ports/actor.ts'
import { simpleReply } from '../reply/simple-reply.ts'
import { CHECK_DRAFT } from './job-kinds.ts'
import { now, type Office } from './office.ts'
import { editMessage } from './say-message.ts'
import { findDraft } from './show-checklist.ts'

/** Checks a draft again whose check was given up. @throws AppError not-found, forbidden, conflict if it is not given up */
export async function retryDraft(office: Office, actor: Actor, draftId: string): Promise<void> {
  const draft = await findDraft(office, actor, draftId, 'write')
  if (draft.state !== 'failed') throw new AppError('conflict', 'draft is not failed', { key: 'errors.not-failed' })
  const at = now(office)
  await office.store.commit([
    office.store.drafts.judge(draft.id, { ...draft, state: 'received', reason: null }),
    office.store.jobs.add({ id: office.ids.next(), kind: CHECK_DRAFT, payload: JSON.stringify({ draftId, actor }) }, at),
    ...editMessage(office, draft.messageId, simpleReply(office.words, 'chat.received', { file: draft.file }), 'working'),
  ])
  office.wake()
}
