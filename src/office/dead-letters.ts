import type { Actor } from '../model/ports/actor.ts'
import { requireAdministrator } from './access.ts'
import { commitAndWake, now, type Office } from './office.ts'
import { record } from './record.ts'

/** A job or a message that was given up. */
export interface DeadLetter {
  readonly of: 'job' | 'outgoing'
  readonly id: string
  /** Kind of job, or the platform that it should have been sent to. */
  readonly what: string
  readonly attempts: number
  /** Code, never a draft's words. */
  readonly error: string | null
}

/** What was given up, newest first. @throws AppError forbidden for all but administrators */
export async function listDeadLetters(office: Office, actor: Actor): Promise<DeadLetter[]> {
  requireAdministrator(actor, 'errors.administrators')
  const [jobs, outgoing] = await Promise.all([office.store.jobs.dead(), office.store.outbox.dead()])
  return [
    ...jobs.map(({ id, kind, attempts, error }): DeadLetter => ({ of: 'job', id, what: kind, attempts, error })),
    ...outgoing.map(({ id, platform, attempts, error }): DeadLetter => ({ of: 'outgoing', id, what: platform, attempts, error })),
  ]
}

/** Starts again from the first attempt; other work is left alone. @throws AppError forbidden for all but administrators */
export async function reviveDeadLetter(office: Office, actor: Actor, { of, id }: Pick<DeadLetter, 'of' | 'id'>): Promise<void> {
  requireAdministrator(actor, 'errors.administrators')
  const queue = of === 'job' ? office.store.jobs : office.store.outbox
  await commitAndWake(office, [queue.revive(id, now(office)), record(office, actor, 'queue.revive', `${of}:${id}`)])
}
