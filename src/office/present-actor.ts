import type { Actor, Person } from '../model/ports/actor.ts'
import { LOCAL_PERSON } from './access.ts'
import { findPerson } from './find-person.ts'
import type { Office } from './office.ts'
import { accountPlatforms, ownPlace } from './places.ts'

type Parts = Pick<Office, 'store' | 'platforms' | 'words'>

/**
 * A person who asked for something earlier, with the rights that they have now: what runs or is sent later asks again.
 * @param actor as it was when it was asked for
 * @returns null for a person who is disabled or deleted; `actor` itself where nobody's rights can have changed
 */
export async function presentActor<P extends Person>(office: Parts, actor: P): Promise<Actor | P | null> {
  const { userId, name, conversationId, seat = seatOf(office, userId) } = actor
  const { users } = office.store
  // Only this machine speaks as the local person, who becomes the first administrator.
  if (userId === LOCAL_PERSON.userId) return actor
  const now = seat
    ? await findPerson(office, { ...seat, userId, name: async () => name })
    : ((await users.actor(userId)) ?? ((await users.count()) === 0 ? actor : null))
  return now && { ...now, ...(conversationId === undefined ? {} : { conversationId }) }
}

/** People of a chat platform need not be set up here. */
function seatOf(office: Parts, userId: string): Actor['seat'] {
  const platform = ownPlace(office, userId)?.platform
  return platform !== undefined && accountPlatforms(office).includes(platform) ? { platform, channels: [] } : undefined
}

/** Whether an administrator has disabled that user. */
export async function isShutOut({ store }: Pick<Office, 'store'>, userId: string): Promise<boolean> {
  return ((await store.users.find(userId))?.disabledAt ?? null) !== null
}
