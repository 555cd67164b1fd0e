import type { Actor } from '../model/ports/actor.ts'
import { sayRefusal } from '../reply/say-error.ts'
import { simpleLine } from '../reply/simple-reply.ts'
import { commitAndWake, type Command, type Office } from './office.ts'
import { findCommand, performCommand } from './perform-command.ts'
import { once } from './record.ts'
import { sayMessage } from './say-message.ts'

/** Commands whose result is posted as a second message: their answer is written before the result is known. */
const TELLS_AFTER = new Set(['remind'])

/**
 * Does what was asked for in words, once the answer is kept. A command that this host does not have is left alone.
 * @returns the result, or why it was not done; null if there is nothing to say
 * @throws what is a fault of our own, so that it is tried again
 */
export async function performAsked(office: Office, actor: Actor, command: Command): Promise<string | null> {
  if (!findCommand(office, command.command)) return null
  const notice = await performOrExplain(office, actor, command)
  if (notice === null || !TELLS_AFTER.has(command.command)) return notice
  await commitAndWake(office, [
    ...once(office, command.key && `${command.key}/told`),
    ...sayMessage(office, { id: office.ids.next(), conversationId: command.conversationId, reply: simpleLine(notice), to: { actor } }),
  ])
  return null
}

async function performOrExplain(office: Office, actor: Actor, command: Command): Promise<string | null> {
  try {
    return (await performCommand(office, actor, command)).notice
  } catch (error) {
    const refusal = sayRefusal(office.words, error)
    if (refusal === null) throw error
    return refusal
  }
}
