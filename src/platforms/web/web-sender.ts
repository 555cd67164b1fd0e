import type { Sender } from '../../model/ports/sender.ts'
import type { ChangeHub } from './change-hub.ts'

/** The web page reads its messages out of the store; what is left to do is to tell the pages that are open. */
export function createWebSender(hub: ChangeHub): Sender {
  return {
    platform: 'web',
    send: async (target, _reply, idempotencyKey) => {
      hub.changed(target)
      return idempotencyKey
    },
    update: async (target) => hub.changed(target),
    sendFile: async (target) => hub.changed(target),
  }
}
