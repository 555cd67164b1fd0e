import type { Store } from '../model/ports/store.ts'
import type { FindPerson } from '../platforms/slack/slack-actor.ts'

/**
 * What an administrator has bound to a Slack person; else what the channel says: those in a channel that is one
 * agency's alone send for that agency. A channel of several agencies binds nobody.
 */
export function findSlackPerson({ agencies, users }: Pick<Store, 'agencies' | 'users'>): FindPerson {
  return async (userId, { team, channel }) => {
    const user = await users.find(userId)
    if (user) {
      const actor = user.disabledAt === null ? await users.actor(userId) : null
      return actor ?? { roles: [], agencyIds: [], supervises: [] }
    }
    if (channel === null || channel.startsWith('D')) return null
    const places = [`slack:${channel}`, `slack:${team}/${channel}`]
    const [only, second] = (await agencies.all()).filter((agency) => agency.channel !== null && places.includes(agency.channel))
    return only && !second ? { roles: ['drafter'], agencyIds: [only.id], supervises: [] } : null
  }
}
