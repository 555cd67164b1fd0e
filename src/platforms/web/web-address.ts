import type { PlatformAddress } from '../../model/ports/platform.ts'
import { localPerson } from '../../office/access.ts'

const PREFIX = 'web:'

/** The page has no shared places: each user has a place of their own. */
export const WEB_ADDRESS: PlatformAddress = {
  read: () => null,
  write: () => 'web',
  person: (text) => (text.startsWith(PREFIX) ? text : null),
  own: (userId) => (userId.startsWith(PREFIX) || userId === localPerson.userId ? `told:${userId}` : null),
}
