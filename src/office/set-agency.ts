import type { Deadline } from '../model/agency.ts'
import { AppError } from '../model/app-error.ts'
import type { Actor } from '../model/ports/actor.ts'
import { requireAgency } from './access.ts'
import { now, type Office } from './office.ts'
import { record } from './record.ts'

/** Sets the day for those of one kind under a superior. @throws AppError forbidden, bad-request for a day that does not exist */
export async function setDeadline(office: Office, actor: Actor, deadline: Deadline): Promise<void> {
  requireAgency(actor, deadline.superiorId, 'supervise')
  const { due } = deadline
  if (!/^20\d{2}-\d{2}-\d{2}$/.test(due) || new Date(`${due}T00:00:00Z`).toISOString().slice(0, 10) !== due)
    throw new AppError('bad-request', 'no such day', { key: 'agencies.bad-day', with: { day: due } })
  const at = now(office)
  await office.store.commit([
    office.store.agencies.setDeadline(deadline, actor.userId, at),
    record(office, actor, 'agency.deadline', `agency:${deadline.superiorId}`, { kind: deadline.kind, year: deadline.year, due }),
  ])
}

export interface Publication {
  readonly agencyId: string
  readonly year: number
  /** False takes the mark back. */
  readonly published: boolean
}

/** Marks an agency's report as published: by its own drafters or by those above it. @throws AppError not-found */
export async function markPublished(office: Office, actor: Actor, { agencyId, year, published }: Publication): Promise<void> {
  requireAgency(actor, agencyId)
  const at = now(office)
  const { agencies } = office.store
  await office.store.commit([
    published
      ? agencies.markPublished(agencyId, year, { id: actor.userId, name: actor.name }, at)
      : agencies.unmarkPublished(agencyId, year),
    record(office, actor, published ? 'agency.publish' : 'agency.unpublish', `agency:${agencyId}`, { year }),
  ])
}
