import { AppError } from '../model/app-error.ts'
import type { Actor } from '../model/ports/actor.ts'
import type { Reply } from '../model/reply.ts'
import { answerReply } from '../reply/answer-reply.ts'
import { simpleLine, simpleReply } from '../reply/simple-reply.ts'
import { findAnswer } from './find-answer.ts'
import type { Office } from './office.ts'
import { isPastedDraft, LONGEST_QUESTION, receivePasted } from './pasted-draft.ts'
import { performAsked } from './perform-asked.ts'
import { loadChecklist } from './load-checklist.ts'
import { openPlace, ownPlace } from './places.ts'
import { record } from './record.ts'

/**
 * Answers a question that belongs to no conversation (a slash command). “第3条” means the draft that the actor sent
 * last. What the question asks for is done in the actor's own place.
 * A text that is too long for a question is checked as a draft in that place.
 * @returns the answer without buttons: there is no message that a button could stand under
 */
export async function answerAside(office: Office, actor: Actor, text: string): Promise<Reply> {
  const { store, words } = office
  if (isPastedDraft(text)) return takePasted(office, actor, text)
  const [draft] = await store.drafts.list({ sentBy: actor.userId, state: 'checked', limit: 1 })
  const checklist = draft ? await loadChecklist(office, draft) : null
  const id = office.ids.next()
  const question = { conversationId: `aside/${actor.userId}`, text, checklist }
  const { answer, note } = await findAnswer(office, actor, question)
  await store.commit([note(id), record(office, actor, 'question.aside', `user:${actor.userId}`, { kind: answer.kind })])
  const { action } = answer
  const place = action && ownPlace(office, actor.userId)
  const conversation = place && (await openPlace(office, actor.userId, place, words.plain('chat.own-place')))
  const notice = conversation && (await performAsked(office, actor, { ...action, conversationId: conversation.id }))
  const reply = answerReply(answer, words, id)
  const blocks = reply.blocks.filter((block) => block.kind !== 'actions')
  return { ...reply, blocks: [...blocks, ...(notice ? simpleLine(notice).blocks : [])] }
}

async function takePasted(office: Office, actor: Actor, text: string): Promise<Reply> {
  const place = ownPlace(office, actor.userId)
  if (!place) throw new AppError('bad-request', 'question too long', { key: 'errors.long-question', with: { most: LONGEST_QUESTION } })
  const conversation = await openPlace(office, actor.userId, place, office.words.plain('chat.own-place'))
  await receivePasted(office, actor, { conversationId: conversation.id, text })
  return simpleReply(office.words, 'chat.received-pasted', { file: office.words.plain('chat.pasted-name'), most: LONGEST_QUESTION })
}
