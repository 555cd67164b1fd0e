import { AppError } from '../model/app-error.ts'
import type { Actor } from '../model/ports/actor.ts'
import type { Reply } from '../model/reply.ts'
import { checklistReply } from '../reply/checklist-reply.ts'
import { compareReply } from '../reply/compare-reply.ts'
import { answerQuestion } from './answer-question.ts'
import { chooseProfile } from './choose-profile.ts'
import { requestFile } from './make-file.ts'
import { now, type Command, type Doer, type Office } from './office.ts'
import { findConversation } from './open-conversation.ts'
import { retryDraft } from './retry-draft.ts'
import { editMessage, notePersonMessage, sayMessage } from './say-message.ts'
import { sendBlankForm } from './send-blank-form.ts'
import { findChecklist, showOptions } from './show-checklist.ts'
import { unwaiveFinding, waiveFinding } from './waive-finding.ts'

/** A short sentence for the person who pressed, where the platform can show one; the rest is in the conversation. */
export interface Performed {
  readonly notice: string | null
}

/** Buttons and their use cases. What a button holds is looked up again and checked against who presses it. */
const doers: Readonly<Record<string, Doer>> = {
  ask: async (office, actor, { conversationId, value, key }) => {
    await answerQuestion(office, actor, { conversationId, text: value, ...(key === undefined ? {} : { key }) })
    return null
  },
  explain,
  waive: async (office, actor, { value, reason }) => {
    const [draftId, fingerprint] = split(value)
    await waiveFinding(office, actor, { draftId, fingerprint, reason: reason ?? '' })
    return office.words.plain('chat.waived')
  },
  unwaive: async (office, actor, { value }) => {
    const [draftId, fingerprint] = split(value)
    await unwaiveFinding(office, actor, { draftId, fingerprint })
    return office.words.plain('chat.unwaived')
  },
  show,
  compare,
  download: async (office, actor, { conversationId, value, key }) => {
    const [draftId, kind] = split(value)
    await requestFile(office, actor, { conversationId, draftId, kind, ...(key === undefined ? {} : { key }) })
    return null
  },
  retry: async (office, actor, { value }) => {
    await retryDraft(office, actor, value)
    return null
  },
  'blank-form': sendBlankForm,
  profile: chooseProfile,
  feedback: async (office, actor, { conversationId, value }) => {
    const [messageId, verdict] = split(value)
    const message = await office.store.conversations.message(messageId)
    if (message?.conversationId !== conversationId || (verdict !== 'up' && verdict !== 'down')) throw badCommand()
    await office.store.commit([office.store.feedback.put({ messageId, userId: actor.userId, verdict, at: now(office) })])
    return office.words.plain(`chat.thanks.${verdict}`)
  },
}

/**
 * Does what a button says, for whoever may.
 * @throws AppError bad-request for an unknown command or value; not-found and forbidden as the use case has it
 */
export async function performCommand(office: Office, actor: Actor, command: Command): Promise<Performed> {
  const doer = findDoer(office, command.command)
  if (!doer) throw badCommand()
  await findConversation(office, actor, command.conversationId, 'write')
  return { notice: await doer(office, actor, command) }
}

/** Whether there is such a command here: an answer may name one that this host does not have. */
export function knowsCommand(office: Office, name: string): boolean {
  return findDoer(office, name) !== undefined
}

function findDoer(office: Office, name: string): Doer | undefined {
  if (Object.hasOwn(doers, name)) return doers[name]
  return office.commands && Object.hasOwn(office.commands, name) ? office.commands[name] : undefined
}

/** `第3条为什么不过` by a button: what she would have asked in words. */
async function explain(office: Office, actor: Actor, { conversationId, value, key }: Command): Promise<null> {
  const [draftId, number] = split(value)
  const { checklist } = await findChecklist(office, actor, draftId)
  const item = checklist.items.find((one) => String(one.number) === number)
  if (!item) throw new AppError('not-found', 'no such item', { key: 'errors.no-finding' })
  // The number is the one of that draft's checklist, whichever the conversation is about by now.
  await office.store.commit([office.store.conversations.setDraft(conversationId, draftId)])
  const text = office.words.plain('chat.explain-question', { number: item.number })
  await answerQuestion(office, actor, { conversationId, text, ...(key === undefined ? {} : { key }) })
  return null
}

/** 只看必改 and back: the same message, drawn anew. */
async function show(office: Office, actor: Actor, { value }: Command): Promise<null> {
  const [draftId, only] = value.split('/') as [string, string | undefined]
  const { draft, checklist } = await findChecklist(office, actor, draftId)
  const severity = only === 'error' || only === 'warning' || only === 'notice' ? only : undefined
  await office.store.commit(editMessage(office, draft.messageId, checklistReply(checklist, office.words, showOptions(office, severity))))
  office.wake()
  return null
}

async function compare(office: Office, actor: Actor, { conversationId, value, key }: Command): Promise<null> {
  const { draft, checklist } = await findChecklist(office, actor, value)
  await sayOnce(
    office,
    actor,
    conversationId,
    office.words.plain('checklist.action.compare'),
    compareReply(checklist, office.words),
    draft.id,
    key,
  )
  return null
}

async function sayOnce(
  office: Office,
  actor: Actor,
  conversationId: string,
  asked: string,
  reply: Reply,
  draftId: string,
  key?: string,
): Promise<void> {
  const id = office.ids.next()
  await office.store.commit([
    ...(key === undefined ? [] : [office.store.inbox.accept({ id, platform: 'office', keys: [key], at: now(office), body: '{}' })]),
    notePersonMessage(office, {
      id: office.ids.next(),
      conversationId,
      userId: actor.userId,
      userName: actor.name,
      text: asked,
      files: [],
      draftId,
    }),
    ...sayMessage(office, { id, conversationId, reply, draftId }),
  ])
  office.wake()
}

function split(value: string): [string, string] {
  const at = value.indexOf('/')
  if (at <= 0 || at === value.length - 1) throw badCommand()
  return [value.slice(0, at), value.slice(at + 1)]
}

function badCommand(): AppError {
  return new AppError('bad-request', 'unknown command', { key: 'errors.bad-command' })
}

export type { Command } from './office.ts'
