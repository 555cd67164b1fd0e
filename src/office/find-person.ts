import type { Actor } from '../model/ports/actor.ts'
import type { Office } from './office.ts'
import { sharedPlace } from './places.ts'

export interface PlatformPerson {
  readonly platform: string
  readonly userId: string
  /** Targets of the shared place in which the person speaks, as agencies may have been given them; none in private. */
  readonly channels: readonly string[]
  /** The name on the platform, looked up only for a person who is not set up here. */
  readonly name: () => Promise<string>
}

/**
 * Finds the actor for a person of a chat platform: what an administrator has bound to the account. For others the channel
 * counts: people in the channel of exactly one agency draft for it.
 * @returns null for a person whom an administrator has shut out
 */
export async function findPerson(
  office: Pick<Office, 'store' | 'platforms' | 'words'>,
  { platform, userId, channels, name }: PlatformPerson,
): Promise<Actor | null> {
  const { users, agencies } = office.store
  const seat = { platform, channels }
  if (await users.find(userId)) {
    const known = await users.actor(userId)
    return known && { ...known, seat }
  }
  const isHere = (channel: string | null): boolean => {
    const place = channel === null ? null : sharedPlace(office, channel)
    return place?.platform === platform && channels.includes(place.target)
  }
  const [only, second] = channels.length ? (await agencies.all()).filter((agency) => isHere(agency.channel)) : []
  const agencyIds = only && !second ? [only.id] : []
  return { userId, name: await name(), roles: ['drafter'], agencyIds, supervises: [], seat }
}
