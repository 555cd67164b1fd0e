import { itemMark } from '../model/answer.ts'
import { AppError } from '../model/app-error.ts'
import type { Checklist } from '../model/checklist.ts'
import type { Actor } from '../model/ports/actor.ts'
import type { Conversation } from '../model/ports/conversation-store.ts'
import type { Write } from '../model/ports/write.ts'
import { mayRead } from './access.ts'
import { gatherSupervision } from './gather-supervision.ts'
import { loadChecklist } from './load-checklist.ts'
import { LONGEST_QUESTION } from './pasted-draft.ts'
import { now, type Office } from './office.ts'

/**
 * Finds the answer in the rules and in a checklist.
 * @param conversationId where the last question was asked, which this one may go on from
 * @returns the answer; the question without spaces around it; and `note`, which keeps both for `questions --unanswered`
 * @throws AppError bad-request for an empty question or one that is too long
 */
export async function findAnswer(
  office: Office,
  actor: Actor,
  { conversationId, text, checklist }: { readonly conversationId: string; readonly text: string; readonly checklist: Checklist | null },
) {
  const question = text.trim()
  if (question === '') throw new AppError('bad-request', 'empty question', { key: 'errors.empty-question' })
  if (question.length > LONGEST_QUESTION)
    throw new AppError('bad-request', 'question too long', { key: 'errors.long-question', with: { most: LONGEST_QUESTION } })
  const { feedback } = office.store
  const last = await feedback.last(conversationId)
  const answer = await office.answerer.answer({
    text: question,
    roles: actor.roles,
    checklist,
    previous: await previousChecklist(office, actor, checklist),
    lastRoute: last?.route ?? null,
    supervision: () => gatherSupervision(office, actor),
  })
  /** @param messageId the message that answers */
  const note = (messageId: string): Write =>
    feedback.addQuestion({
      id: messageId,
      messageId,
      conversationId,
      userId: actor.userId,
      at: now(office),
      text: question,
      kind: answer.kind,
      route: answer.item === undefined ? answer.route : [...answer.route, itemMark(answer.item)],
      answered: answer.kind !== 'unknown',
    })
  return { answer, question, note }
}

/** The checklist that “第3条” means in a conversation, if the actor may see it. */
export async function currentChecklist(office: Office, actor: Actor, conversation: Conversation): Promise<Checklist | null> {
  const draft = conversation.draftId === null ? null : await office.store.drafts.find(conversation.draftId)
  if (!draft || !mayRead(actor, { kind: 'draft', draft })) return null
  return loadChecklist(office, draft)
}

async function previousChecklist(office: Office, actor: Actor, checklist: Checklist | null): Promise<Checklist | null> {
  const draft = checklist && (await office.store.drafts.find(checklist.draftId))
  if (!draft || draft.series === null || draft.version === null) return null
  const before = await office.store.drafts.latest(draft.series, draft.version)
  return before && mayRead(actor, { kind: 'draft', draft: before }) ? loadChecklist(office, before) : null
}
