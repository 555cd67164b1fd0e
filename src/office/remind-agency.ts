import { chinaDay } from '../checklist/china-day.ts'
import type { AgencyStanding } from '../checklist/agency-state.ts'
import type { Agency } from '../model/agency.ts'
import type { Actor } from '../model/ports/actor.ts'
import type { SaidTo } from '../model/said-to.ts'
import { simpleReply } from '../reply/simple-reply.ts'
import { maySuperviseAgency, requireAgency, requireSupervisor } from './access.ts'
import { agenciesOf, seasonYear, standAt } from './gather-digest.ts'
import { now, type CommandHandler, type Office } from './office.ts'
import { openPlace, ownPlace, sharedPlace, type Place } from './places.ts'
import { sayMessage } from './say-message.ts'
import { once, record } from './record.ts'

export interface Reminded {
  /** Names of agencies that were reminded now. */
  readonly told: readonly string[]
  /** Reminded earlier today. */
  readonly already: number
  /** No channel and no drafter who can be reached. */
  readonly unreachable: readonly string[]
}

/** The button under a digest: all of the actor's agencies that have not sent a draft, or one agency by its id. */
export const remindByButton: CommandHandler = async (office, actor, { value }) => {
  requireSupervisor(actor)
  const { told, already, unreachable } = await remindAgencies(office, actor, /^(?:20\d{2})?$/.test(value) ? {} : { agencyId: value })
  return office.words.plain('agencies.reminded', {
    told: told.length,
    already,
    unreachable: unreachable.length,
    names: unreachable.slice(0, 5).join('、'),
  })
}

/**
 * Reminds agencies that have not sent a draft (or one agency with open errors), each at most once a day in China.
 * @throws AppError forbidden, not-found for an agency that is not the actor's
 */
export async function remindAgencies(office: Office, actor: Actor, { agencyId }: { readonly agencyId?: string }): Promise<Reminded> {
  if (agencyId !== undefined) requireAgency(actor, agencyId, 'supervise')
  const at = now(office)
  const year = await seasonYear(office, at)
  const agencies = (await agenciesOf(office, actor)).filter(
    ({ id }) => (agencyId === undefined || id === agencyId) && maySuperviseAgency(actor, id),
  )
  const { standings } = await standAt(office, agencies, year, at)
  const behind = standings.filter(({ state }) => state === 'missing' || (agencyId !== undefined && state === 'errors'))
  const drafters = await draftersByAgency(office)
  const told: string[] = []
  const unreachable: string[] = []
  let already = 0
  for (const standing of behind) {
    const outcome = await remindOne(office, actor, standing, year, at, drafters.get(standing.agency.id) ?? [])
    if (outcome === 'told') told.push(standing.agency.name)
    else if (outcome === 'already') already++
    else unreachable.push(standing.agency.name)
  }
  if (told.length) office.wake()
  return { told, already, unreachable }
}

async function draftersByAgency({ store }: Office): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>()
  for (const { id, bindings, disabledAt } of await store.users.list())
    if (disabledAt === null)
      for (const { agencyId, role } of bindings) if (role === 'drafter') found.set(agencyId, [...(found.get(agencyId) ?? []), id])
  return found
}

/** If it was reminded today, the key is taken and nothing is said. */
async function remindOne(
  office: Office,
  actor: Actor,
  standing: AgencyStanding,
  year: number,
  at: string,
  drafters: readonly string[],
): Promise<'told' | 'already' | 'unreachable'> {
  const { agency, state, errors, due, daysLeft } = standing
  const { inbox } = office.store
  const key = reminderKey(agency.id, at)
  if (await inbox.findByKey('office', key)) return 'already'
  const title = office.words.plain('agencies.reminder-title')
  const readers = readersOf(office, agency, drafters)
  if (readers.length === 0) return 'unreachable'
  const places = await Promise.all(
    readers.map(async ({ userId, place, to }) => ({ ...(await openPlace(office, userId, place, title)), to })),
  )
  const reply = simpleReply(office.words, state === 'missing' ? 'agencies.reminder-missing' : 'agencies.reminder-errors', {
    agency: agency.name,
    year,
    errors,
    due,
    left: daysLeft,
    late: -daysLeft,
    by: actor.name,
  })
  const result = await office.store.commit([
    ...once(office, key),
    ...places.flatMap(({ id, to }) => sayMessage(office, { id: office.ids.next(), conversationId: id, reply, ...(to ? { to } : {}) })),
    record(office, actor, 'agency.remind', `agency:${agency.id}`, { year }),
  ])
  return result === 'done' ? 'told' : 'already'
}

/** The agency's channel; without one, each of its drafters by himself. */
function readersOf(office: Office, { id, channel }: Agency, drafters: readonly string[]): { userId: string; place: Place; to?: SaidTo }[] {
  const shared = channel === null ? null : sharedPlace(office, channel)
  if (shared) return [{ userId: `agency:${id}`, place: shared }]
  return drafters.flatMap((userId) => {
    const place = ownPlace(office, userId)
    return place ? [{ userId, place, to: { actor: { userId, name: '' }, sendsFor: [id] } }] : []
  })
}

/** One for each day in China. */
const reminderKey = (agencyId: string, at: string): string => `remind/${agencyId}/${chinaDay(at)}`
