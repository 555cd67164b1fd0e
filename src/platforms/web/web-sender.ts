import type { Sender } from '../../model/ports/sender.ts'

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
