import type { Store } from '../../model/ports/store.ts'
import type { FindPerson } from './slack-actor.ts'

/**
 * What an administrator has bound: the person, and the channel in which that person speaks, whose agency everybody
 * there drafts for.
 */
export function findBoundPerson(store: Pick<Store, 'users' | 'agencies'>): FindPerson {
  return async (userId, { team, channel }) => {
    const user = await store.users.find(userId)
    if (user && user.disabledAt !== null) return 'shut-out'
    const person = user && (await store.users.actor(userId))
    const spoken =
      channel === null
        ? []
        : (await store.agencies.all()).filter((agency) => agency.channel === `slack:${team}/${channel}`).map((agency) => agency.id)
    if (!person && spoken.length === 0) return null
    return {
      roles: person?.roles ?? ['drafter'],
      agencyIds: [...new Set([...(person?.agencyIds ?? []), ...spoken])],
      supervises: person?.supervises ?? [],
      ...(person ? { name: person.name } : {}),
    }
  }
}
