import type { Actor } from '../model/ports/actor.ts'
import type { Draft } from '../model/ports/draft-store.ts'
import type { Write } from '../model/ports/write.ts'
import type { ReplyAction } from '../model/reply.ts'
import { checklistReply } from '../reply/checklist-reply.ts'
import { simpleReply } from '../reply/simple-reply.ts'
import { LOCAL_PERSON, mayWrite } from './access.ts'
import type { Office } from './office.ts'
import { presentActor } from './present-actor.ts'
import { editMessage } from './say-message.ts'
import { showOptions } from './show-checklist.ts'

/** Who asked for a check, if that person may still have it: not disabled, and still allowed to send for that draft. */
export async function presentAsker(office: Office, asked: Actor, draft: Draft): Promise<Actor | null> {
  // What the local person has sent belongs to the first user by now.
  const heir = asked.userId === LOCAL_PERSON.userId ? { ...asked, userId: draft.sentBy } : asked
  const actor = await presentActor(office, heir)
  return actor && mayWrite(actor, { kind: 'draft', draft }) ? actor : null
}

/**
 * Ends a check whose asker may not have it any more. Nothing is lost: a draft that was checked before keeps that
 * checklist; another waits, kept, for somebody who may ask again.
 * @param draft its messageId is that of the message which announced the check
 * @param own the draft's own message
 */
export async function dropCheck(office: Office, draft: Draft, own: string): Promise<Write[]> {
  const checklist = await office.store.checklists.ofDraft(draft.id)
  const sentence = simpleReply(office.words, 'chat.rights-changed', { file: draft.file }, checklist ? [] : [retryAction(office, draft.id)])
  const isOwn = draft.messageId === own
  return [
    office.store.drafts.judge(draft.id, { ...draft, state: checklist ? 'checked' : 'failed', reason: null }),
    ...(checklist && isOwn
      ? editMessage(office, own, checklistReply(checklist, office.words, showOptions(office)))
      : editMessage(office, draft.messageId, sentence, 'failed')),
  ]
}

/** 再试一次 for a draft whose check was given up. */
export const retryAction = (office: Pick<Office, 'words'>, draftId: string): ReplyAction => ({
  command: 'retry',
  value: draftId,
  label: office.words.plain('chat.action.retry'),
  style: 'primary',
})
