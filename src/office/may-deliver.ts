import type { Actor } from '../model/ports/actor.ts'
import type { Message } from '../model/ports/conversation-store.ts'
import { mayRead, maySendFor, maySuperviseAgency } from './access.ts'
import type { Office } from './office.ts'
import { isShutOut, presentActor } from './present-actor.ts'

/** What the check asks of an office; the outbox has no more. */
export type DeliveryParts = Pick<Office, 'store' | 'platforms' | 'words'>

/**
 * Whether a message may still go out: not into the own place of a person who is disabled, and not for a person who has
 * lost since what the message needs (the draft that it speaks of, the agencies of a digest or a reminder).
 */
export async function mayDeliver(office: DeliveryParts, message: Message): Promise<boolean> {
  const conversation = await office.store.conversations.find(message.conversationId)
  if (!conversation) return false
  const { platform, target, owner } = conversation
  const address = office.platforms.find(({ name }) => name === platform)?.address
  if (address?.isShared?.(target) === false && (await isShutOut(office, owner))) return false
  const { saidTo } = message
  if (saidTo === null) return true
  const person = await presentActor(office, saidTo.actor)
  if (!person) return false
  if (!('roles' in person)) return true
  const { supervises = [], sendsFor = [] } = saidTo
  if (!supervises.every((id) => maySuperviseAgency(person, id)) || !sendsFor.every((id) => maySendFor(person, id))) return false
  return mayKnow(office, person, message)
}

async function mayKnow({ store }: DeliveryParts, person: Actor, { draftId }: Message): Promise<boolean> {
  const draft = draftId === null ? null : await store.drafts.find(draftId)
  return draft === null || mayRead(person, { kind: 'draft', draft })
}
