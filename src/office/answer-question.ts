import { type Answer, itemMark } from '../model/answer.ts'
import { AppError } from '../model/app-error.ts'
import type { Actor } from '../model/ports/actor.ts'
import type { Conversation } from '../model/ports/conversation-store.ts'
import type { Checklist } from '../model/checklist.ts'
import { answerReply } from '../reply/answer-reply.ts'
import { mayRead } from './access.ts'
import { gatherSupervision } from './gather-supervision.ts'
import { now, type Office } from './office.ts'
import { findConversation } from './open-conversation.ts'
import { notePersonMessage, sayMessage } from './say-message.ts'

export const LONGEST_QUESTION = 2000

export interface AskOptions {
  readonly conversationId: string
  readonly text: string
  /** The same for every time that the same question is seen. */
  readonly key?: string
}

/** What was answered, and the command that the person asked for in words, which the platform now performs. */
export interface Asked {
  readonly messageId: string
  readonly answer: Answer | null
}

/**
 * Answers a question from the rules and from the checklist that this conversation is about: question and answer are
 * kept in one commit.
 * @throws AppError bad-request for an empty or endless question
 */
export async function answerQuestion(office: Office, actor: Actor, { conversationId, text, key }: AskOptions): Promise<Asked> {
  const conversation = await findConversation(office, actor, conversationId, 'write')
  const question = text.trim()
  if (question === '') throw new AppError('bad-request', 'empty question', { key: 'errors.empty-question' })
  if (question.length > LONGEST_QUESTION)
    throw new AppError('bad-request', 'question too long', { key: 'errors.long-question', with: { most: LONGEST_QUESTION } })
  const checklist = await currentChecklist(office, actor, conversation)
  const last = await office.store.feedback.last(conversationId)
  const answer = await office.answerer.answer({
    text: question,
    roles: actor.roles,
    checklist,
    previous: await previousChecklist(office, actor, checklist),
    lastRoute: last?.route ?? null,
    supervision: () => gatherSupervision(office, actor),
  })
  const { store } = office
  const id = office.ids.next()
  const at = now(office)
  const result = await store.commit([
    ...(key === undefined ? [] : [store.inbox.accept({ id, platform: 'office', keys: [key], at, body: '{}' })]),
    notePersonMessage(office, {
      id: office.ids.next(),
      conversationId,
      userId: actor.userId,
      userName: actor.name,
      text: question,
      files: [],
      draftId: null,
    }),
    ...sayMessage(office, { id, conversationId, reply: answerReply(answer, office.words, id), draftId: checklist?.draftId ?? null }),
    store.feedback.addQuestion({
      id,
      messageId: id,
      conversationId,
      userId: actor.userId,
      at,
      text: question,
      kind: answer.kind,
      route: answer.item === undefined ? answer.route : [...answer.route, itemMark(answer.item)],
      answered: answer.kind !== 'unknown',
    }),
  ])
  if (result === 'duplicate' && key !== undefined)
    return { messageId: (await store.inbox.findByKey('office', key))?.id ?? id, answer: null }
  if (result !== 'done') throw new AppError('internal', `answer was not kept: ${result}`)
  office.wake()
  return { messageId: id, answer }
}

/** The checklist that “第3条” speaks of here, if this person may see it. */
export async function currentChecklist(office: Office, actor: Actor, conversation: Conversation): Promise<Checklist | null> {
  const draft = conversation.draftId === null ? null : await office.store.drafts.find(conversation.draftId)
  if (!draft || !mayRead(actor, { kind: 'draft', draft })) return null
  return office.store.checklists.ofDraft(draft.id)
}

async function previousChecklist(office: Office, actor: Actor, checklist: Checklist | null): Promise<Checklist | null> {
  const draft = checklist && (await office.store.drafts.find(checklist.draftId))
  if (!draft || draft.series === null || draft.version === null) return null
  const before = await office.store.drafts.latest(draft.series, draft.version)
  return before && mayRead(actor, { kind: 'draft', draft: before }) ? office.store.checklists.ofDraft(before.id) : null
}
