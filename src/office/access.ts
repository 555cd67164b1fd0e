import { AppError } from '../model/app-error.ts'
import type { Actor } from '../model/ports/actor.ts'
import type { Conversation } from '../model/ports/conversation-store.ts'
import type { Draft } from '../model/ports/draft-store.ts'

export type Resource =
  | { readonly kind: 'draft'; readonly draft: Pick<Draft, 'sentBy' | 'agencyId' | 'conversationId'> }
  | { readonly kind: 'conversation'; readonly conversation: Pick<Conversation, 'id' | 'owner'> }

/** The one person on a fresh machine, where nobody is set up and only this computer can reach the page. */
export const localPerson: Actor = { userId: 'local', name: '我', roles: ['administrator'], agencyIds: [], supervises: [] }

/** Whether this person may see it. Where nothing says yes, the answer is no. */
export function mayRead(actor: Actor, resource: Resource): boolean {
  if (mayWrite(actor, resource)) return true
  if (resource.kind !== 'draft') return false
  const { agencyId } = resource.draft
  return agencyId !== null && actor.roles.includes('supervisor') && actor.supervises.includes(agencyId)
}

/** Whether this person may send, waive or take back there. */
export function mayWrite(actor: Actor, resource: Resource): boolean {
  if (actor.roles.includes('administrator')) return true
  if (resource.kind === 'conversation')
    return resource.conversation.owner === actor.userId || resource.conversation.id === actor.conversationId
  const { sentBy, agencyId, conversationId } = resource.draft
  if (sentBy === actor.userId || conversationId === actor.conversationId) return true
  return agencyId !== null && actor.roles.includes('drafter') && actor.agencyIds.includes(agencyId)
}

/**
 * The resource, where it is there and may be seen; what may not be seen is not there.
 * @throws AppError not-found
 */
export function requireRead<R extends Resource>(actor: Actor, resource: R | null): R {
  if (!resource || !mayRead(actor, resource)) throw notFound()
  return resource
}

/**
 * @throws AppError not-found where it may not even be seen, forbidden where it may not be changed
 */
export function requireWrite<R extends Resource>(actor: Actor, resource: R | null): R {
  const found = requireRead(actor, resource)
  if (!mayWrite(actor, found)) throw new AppError('forbidden', 'may not write', { key: 'errors.forbidden' })
  return found
}

function notFound(): AppError {
  return new AppError('not-found', 'not there or not to be seen', { key: 'errors.not-found' })
}
