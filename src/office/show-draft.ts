import type { Actor } from '../model/ports/actor.ts'
import type { Message } from '../model/ports/conversation-store.ts'
import type { Draft } from '../model/ports/draft-store.ts'
import type { Write } from '../model/ports/write.ts'
import type { Reply } from '../model/reply.ts'
import { mayWrite } from './access.ts'
import type { Office } from './office.ts'
import { editMessage, sayMessage } from './say-message.ts'

/** A command about a draft: who gives it, and in which conversation. */
interface Given {
  readonly actor: Actor
  readonly conversationId: string
}

/** The message that shows a draft in a conversation: the draft's own where it was sent, else one for each conversation. */
const messageIn = (draft: Draft, conversationId: string): string =>
  draft.conversationId === conversationId ? draft.messageId : `${draft.id}-in-${conversationId}`

/**
 * Answers a command about a draft where it was given, in the message that shows the draft there. Nothing is said or
 * edited in any other conversation.
 */
export async function showHere(
  office: Office,
  draft: Draft,
  { actor, conversationId }: Given,
  reply: Reply,
  state: Message['state'] = 'done',
): Promise<Write[]> {
  const id = messageIn(draft, conversationId)
  const to = { actor }
  return id === draft.messageId || (await office.store.conversations.message(id))
    ? editMessage(office, id, reply, state, to)
    : sayMessage(office, { id, conversationId, reply, state, draftId: draft.id, to })
}

/** Whether the person may write in the conversation into which the draft was sent, and so change what is said there. */
async function mayWriteBeside({ store }: Office, actor: Actor, draft: Draft): Promise<boolean> {
  const conversation = await store.conversations.find(draft.conversationId)
  return conversation !== null && mayWrite(actor, { kind: 'conversation', conversation })
}

/** Shows what has changed about a draft where the command was given, and in the draft's own message if the person may write there. */
export async function showChange(office: Office, draft: Draft, given: Given, reply: Reply): Promise<Write[]> {
  const here = await showHere(office, draft, given, reply)
  if (draft.conversationId === given.conversationId || !(await mayWriteBeside(office, given.actor, draft))) return here
  return [...here, ...editMessage(office, draft.messageId, reply)]
}

/** The message in which the result of a new check is awaited: the draft's own, or the one where the command was given. */
export const awaitedMessage = async (office: Office, draft: Draft, { actor, conversationId }: Given): Promise<string> =>
  (await mayWriteBeside(office, actor, draft)) ? draft.messageId : messageIn(draft, conversationId)
