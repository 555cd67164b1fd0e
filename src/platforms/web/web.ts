import type { PlatformAddress } from '../../model/ports/platform.ts'
import type { Sender } from '../../model/ports/sender.ts'
import { LOCAL_PERSON } from '../../office/access.ts'
import type { PlatformDefinition } from '../platform-definition.ts'

const PREFIX = 'web:'

/** The page has no shared places: each user has a place of their own. */
const address: PlatformAddress = {
  read: () => null,
  write: () => 'web',
  person: (text) => (text.startsWith(PREFIX) ? text : null),
  own: (userId) => (userId.startsWith(PREFIX) || userId === LOCAL_PERSON.userId ? `told:${userId}` : null),
  isShared: () => false,
}

/**
 * The page reads its messages out of the store; the sender only notifies open pages.
 * @param changed called with the conversation's target
 */
export const createWebSender = (changed: (target: string) => void): Sender => ({
  platform: 'web',
  send: async (target, _reply, idempotencyKey) => {
    changed(target)
    return idempotencyKey
  },
  update: async (target) => changed(target),
  sendFile: async (target) => changed(target),
})

/** The page: always on. Its HTTP is the host's own (web-app.tsx). */
export const WEB: PlatformDefinition = {
  name: 'web',
  address,
  open: async ({ changed }) => ({ name: 'web', address, sender: createWebSender(changed), handlers: [] }),
}
