import { isDay } from '../checklist/china-day.ts'
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
  if (!isDay(due)) throw new AppError('bad-request', 'no such day', { key: 'agencies.bad-day', with: { day: due } })
  await office.store.commit([
    office.store.agencies.setDeadline(deadline, actor.userId, now(office)),
    record(office, actor, 'agency.deadline', `agency:${deadline.superiorId}`, { kind: deadline.kind, year: deadline.year, due }),
  ])
}

/**
 * Marks an agency's report as published, or takes the mark back: by its own drafters or by those above it.
 * @throws AppError not-found
 */
export async function markPublished(
  office: Office,
  actor: Actor,
  { agencyId, year, published }: { readonly agencyId: string; readonly year: number; readonly published: boolean },
): Promise<void> {
  requireAgency(actor, agencyId)
  const { agencies } = office.store
  await office.store.commit([
    published
      ? agencies.markPublished(agencyId, year, { id: actor.userId, name: actor.name }, now(office))
      : agencies.unmarkPublished(agencyId, year),
    record(office, actor, published ? 'agency.publish' : 'agency.unpublish', `agency:${agencyId}`, { year }),
  ])
}
