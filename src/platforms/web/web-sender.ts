import type { Sender } from '../../model/ports/sender.ts'

/**
 * The page reads its messages out of the store; what is left to do is to tell the pages that are open.
 * @param changed told the conversation's target
 */
export function createWebSender(changed: (target: string) => void): Sender {
  return {
    platform: 'web',
    send: async (target, _reply, idempotencyKey) => {
      changed(target)
      return idempotencyKey
    },
    update: async (target) => changed(target),
    sendFile: async (target) => changed(target),
  }
}
