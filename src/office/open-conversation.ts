import { AppError } from '../model/app-error.ts'
import type { Actor } from '../model/ports/actor.ts'
import type { Conversation, Message } from '../model/ports/conversation-store.ts'
import { requireRead, requireWrite } from './access.ts'
import { now, type Office } from './office.ts'

/**
 * The conversation of that target, made if there is none yet.
 * @param target where the platform's adapter sends to, opaque here; a new one of its own if left out
 */
export async function openConversation(
  office: Office,
  actor: Actor,
  { platform, target, title = null }: { readonly platform: string; readonly target?: string; readonly title?: string | null },
): Promise<Conversation> {
  const { conversations } = office.store
  const known = target === undefined ? null : await conversations.findByTarget(platform, target)
  if (known) return known
  const id = office.ids.next()
  const at = now(office)
  const place = target ?? id
  await office.store.commit([
    conversations.open({ id, platform, target: place, owner: actor.userId, title, draftId: null, createdAt: at, updatedAt: at }),
  ])
  const opened = await conversations.findByTarget(platform, place)
  if (!opened) throw new AppError('internal', 'conversation was not opened')
  return opened
}

/** Conversations of this person, newest first. */
export const listConversations = (office: Office, actor: Actor, platform: string): Promise<Conversation[]> =>
  office.store.conversations.list({ platform, owner: actor.userId })

/** The conversation and its messages; with `behind`, only those that changed since. */
export async function readConversation(
  office: Office,
  actor: Actor,
  id: string,
  filter: { readonly behind?: number; readonly limit?: number } = {},
): Promise<{ conversation: Conversation; messages: Message[] }> {
  const conversation = await findConversation(office, actor, id)
  return { conversation, messages: await office.store.conversations.messages(id, filter) }
}

/** @throws AppError not-found if it is not there or not to be seen */
export async function findConversation(office: Office, actor: Actor, id: string, use: 'read' | 'write' = 'read'): Promise<Conversation> {
  const found = await office.store.conversations.find(id)
  const resource = found && ({ kind: 'conversation', conversation: found } as const)
  return (use === 'write' ? requireWrite(actor, resource) : requireRead(actor, resource)).conversation
}
