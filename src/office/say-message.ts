import type { Actor } from '../model/ports/actor.ts'
import type { Message } from '../model/ports/conversation-store.ts'
import type { Write } from '../model/ports/write.ts'
import type { Reply } from '../model/reply.ts'
import { SaidTo } from '../model/said-to.ts'
import { now, type Office } from './office.ts'

interface Said extends Pick<Message, 'id' | 'conversationId'>, Partial<Pick<Message, 'state' | 'draftId'>> {
  readonly reply: Reply
  /** For whom, if not for whoever is in the conversation. */
  readonly to?: SaidTo
}

const BOT = { author: 'bot', userId: null, userName: null, files: [] } as const

/** A new message of the bot and its way to the platform, for one commit. With an id that is there already: nothing. */
export function sayMessage(office: Office, { id, conversationId, reply, state = 'done', draftId = null, to }: Said): Write[] {
  const at = now(office)
  return [
    office.store.conversations.add({
      ...BOT,
      id,
      conversationId,
      at,
      text: reply.text,
      reply,
      state,
      draftId,
      saidTo: to ? SaidTo.parse(to) : null,
    }),
    office.store.outbox.put(id, at, reply.files.length),
  ]
}

/** The same message, said anew in its place. @param to for whom it is said from now on; as before if left out */
export const editMessage = (office: Office, messageId: string, reply: Reply, state: Message['state'] = 'done', to?: SaidTo): Write[] => [
  office.store.conversations.edit(messageId, { reply, state, ...(to ? { saidTo: SaidTo.parse(to) } : {}) }),
  office.store.outbox.put(messageId, now(office), reply.files.length),
]

/** What a person said or sent, for the history. It is on its platform already and is not sent again. */
export const notePersonMessage = (
  office: Office,
  { userId, name }: Actor,
  {
    conversationId,
    text,
    files = [],
    draftId = null,
  }: Pick<Message, 'conversationId' | 'text'> & Partial<Pick<Message, 'files' | 'draftId'>>,
): Write =>
  office.store.conversations.add({
    id: office.ids.next(),
    conversationId,
    author: 'person',
    userId,
    userName: name,
    at: now(office),
    text,
    files,
    reply: null,
    state: 'done',
    draftId,
  })
