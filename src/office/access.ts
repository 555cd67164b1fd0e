import { AppError } from '../model/app-error.ts'
import type { Actor } from '../model/ports/actor.ts'
import type { Conversation } from '../model/ports/conversation-store.ts'
import type { Draft } from '../model/ports/draft-store.ts'

export type Resource =
  | { readonly kind: 'draft'; readonly draft: Pick<Draft, 'sentBy' | 'agencyId' | 'conversationId'> }
  | { readonly kind: 'conversation'; readonly conversation: Pick<Conversation, 'id' | 'owner'> }

/** The one person on a fresh machine: no users are set up, and only this computer can reach the page. */
export const LOCAL_PERSON: Actor = { userId: 'local', name: 'local', roles: ['administrator'], agencyIds: [], supervises: [] }

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
 * The resource, if it exists and may be seen; an invisible resource is reported as missing.
 * @throws AppError not-found
 */
export function requireRead<R extends Resource>(actor: Actor, resource: R | null): R {
  if (!resource || !mayRead(actor, resource)) throw notFound()
  return resource
}

/**
 * @throws AppError not-found if it may not be seen, forbidden if it may not be changed
 */
export function requireWrite<R extends Resource>(actor: Actor, resource: R | null): R {
  const found = requireRead(actor, resource)
  if (!mayWrite(actor, found)) throw new AppError('forbidden', 'may not write', { key: 'errors.forbidden' })
  return found
}

/** @throws AppError forbidden for everybody but administrators */
export function requireAdministrator(actor: Actor, key = 'errors.administrators-only'): void {
  if (!actor.roles.includes('administrator')) throw new AppError('forbidden', 'administrators only', { key })
}

/** Whether this person may see the agency's state and send for it: its drafters, those above it, administrators. */
export const maySendFor = (actor: Actor, agencyId: string): boolean =>
  actor.agencyIds.includes(agencyId) || maySuperviseAgency(actor, agencyId)

/** Whether this person is above that agency: may remind it, set its day, mark it as published. */
export const maySuperviseAgency = (actor: Actor, agencyId: string): boolean =>
  actor.roles.includes('administrator') || (actor.roles.includes('supervisor') && actor.supervises.includes(agencyId))

/** Whether this person may close what only a supervisor may, in a draft of that agency (of none: administrators). */
export const maySuperviseDraft = (actor: Actor, { agencyId }: Pick<Draft, 'agencyId'>): boolean =>
  agencyId === null ? actor.roles.includes('administrator') : maySuperviseAgency(actor, agencyId)

/** @throws AppError not-found: an agency that may not be seen is not there */
export function requireAgency(actor: Actor, agencyId: string, use: 'read' | 'supervise' = 'read'): void {
  if (!maySendFor(actor, agencyId)) throw notFound()
  if (use === 'supervise' && !maySuperviseAgency(actor, agencyId))
    throw new AppError('forbidden', 'not its supervisor', { key: 'errors.supervisors-only' })
}

/** @throws AppError forbidden for actors without supervised agencies */
export function requireSupervisor(actor: Actor): void {
  if (!actor.roles.includes('administrator') && !actor.roles.includes('supervisor'))
    throw new AppError('forbidden', 'supervisors only', { key: 'errors.supervisors-only' })
}

const notFound = (): AppError => new AppError('not-found', 'not there or not to be seen', { key: 'errors.not-found' })
