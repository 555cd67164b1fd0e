import type { PlatformDefinition } from '../platform-definition.ts'
import { WEB_ADDRESS } from './web-address.ts'
import { createWebSender } from './web-sender.ts'

/** The page: always on. Its HTTP is the host's own (web-app.tsx). */
export const WEB: PlatformDefinition = {
  name: 'web',
  address: WEB_ADDRESS,
  open: async ({ changed }) => ({ name: 'web', address: WEB_ADDRESS, sender: createWebSender(changed), handlers: [] }),
}
