import { z } from 'zod'
import { Answer } from '../model/answer.ts'
import { AppError } from '../model/app-error.ts'
import type { Actor } from '../model/ports/actor.ts'
import { answerReply } from '../reply/answer-reply.ts'
import { currentChecklist, findAnswer } from './find-answer.ts'
import type { Office } from './office.ts'
import { findConversation } from './open-conversation.ts'
import { offerRuleOff } from './offer-rule-off.ts'
import { isPastedDraft, receivePasted } from './pasted-draft.ts'
import { performAsked } from './perform-asked.ts'
import { notePersonMessage, sayMessage } from './say-message.ts'
import { once } from './record.ts'

export interface AskOptions {
  readonly conversationId: string
  readonly text: string
  /** The same for every time that the same question is seen. */
  readonly key?: string
}

export interface Asked {
  /** The message that answers. */
  readonly messageId: string
  /** A short sentence on what the question asked for, for the person who asked; null if there is nothing to say. */
  readonly notice: string | null
}

/** What is kept under the key of a question: what a second attempt still has to do. */
const Kept = z.object({ action: Answer.shape.action })

/**
 * Answers a question from the rules and from the checklist that this conversation is about, then does what it asks
 * for. Question and answer are kept in one commit; with a key, a repetition answers nothing anew and does only what
 * was not done. A text that is too long for a question is kept as a draft and checked.
 * @throws AppError bad-request for an empty question, not-found
 */
export async function answerQuestion(office: Office, actor: Actor, { conversationId, text, key }: AskOptions): Promise<Asked> {
  const conversation = await findConversation(office, actor, conversationId, 'write')
  if (isPastedDraft(text)) return keepPasted(office, actor, { conversationId, text, ...(key === undefined ? {} : { key }) })
  const checklist = await currentChecklist(office, actor, conversation)
  const { answer, question, note } = await findAnswer(office, actor, { conversationId, text, checklist })
  const { store } = office
  const offers = await offerRuleOff(office, actor, checklist, answer)
  const id = office.ids.next()
  const body = JSON.stringify({ action: answer.action } satisfies z.infer<typeof Kept>)
  const result = await store.commit([
    ...once(office, key, id, body),
    notePersonMessage(office, actor, { conversationId, text: question }),
    ...sayMessage(office, {
      id,
      conversationId,
      reply: answerReply(answer, office.words, id, offers),
      draftId: checklist?.draftId ?? null,
      to: { actor },
    }),
    note(id),
  ])
  if (result === 'duplicate' && key !== undefined) return finishAsked(office, actor, conversationId, key)
  if (result !== 'done') throw new AppError('internal', `answer was not kept: ${result}`)
  office.wake()
  return { messageId: id, notice: await performOnce(office, actor, conversationId, answer.action, key) }
}

/** Under a key that a short question has taken, nothing is kept anew. */
async function keepPasted(office: Office, actor: Actor, asked: AskOptions): Promise<Asked> {
  const { key, conversationId } = asked
  const taken = key === undefined ? null : await office.store.inbox.findByKey('office', key)
  if (key !== undefined && taken && !(await office.store.drafts.find(taken.id))) return finishAsked(office, actor, conversationId, key)
  return { messageId: (await receivePasted(office, actor, asked)).messageId, notice: null }
}

/** The question was answered before: its action is done now if it was not done then. */
async function finishAsked(office: Office, actor: Actor, conversationId: string, key: string): Promise<Asked> {
  const { inbox } = office.store
  const kept = await inbox.findByKey('office', key)
  if (!kept) throw new AppError('internal', 'a taken key has no event')
  const done = await inbox.findByKey('office', `${key}/done`)
  const { action } = Kept.catch({ action: null }).parse(JSON.parse(kept.body))
  return { messageId: kept.id, notice: done ? null : await performOnce(office, actor, conversationId, action, key) }
}

async function performOnce(
  office: Office,
  actor: Actor,
  conversationId: string,
  action: Answer['action'],
  key: string | undefined,
): Promise<string | null> {
  if (action === null) return null
  const marked = key === undefined ? {} : { key: `${key}/action` }
  const notice = await performAsked(office, actor, { ...action, conversationId, ...marked })
  if (key !== undefined) await office.store.commit(once(office, `${key}/done`))
  return notice
}
