import { AppError } from '../model/app-error.ts'
import type { Actor } from '../model/ports/actor.ts'
import type { Command, CommandHandler, Office } from './office.ts'
import { findConversation } from './open-conversation.ts'

/**
 * Does what a button says, for whoever may. What a button holds is looked up again and checked against who presses it.
 * @returns a short sentence for the person who pressed, if the platform can show one; the rest is in the conversation
 * @throws AppError bad-request for an unknown command or value; not-found and forbidden as the use case has it
 */
export async function performCommand(office: Office, actor: Actor, command: Command): Promise<{ readonly notice: string | null }> {
  const handler = findCommand(office, command.command)
  if (!handler) throw badCommand()
  await findConversation(office, actor, command.conversationId, 'write')
  return { notice: await handler(office, actor, command) }
}

/** The use case of that name; undefined if this host has none: an answer may name such a one. */
export const findCommand = ({ commands }: Pick<Office, 'commands'>, name: string): CommandHandler | undefined =>
  Object.hasOwn(commands, name) ? commands[name] : undefined

/** The two parts of a button's value. @throws AppError bad-request */
export function splitValue(value: string): [string, string] {
  const at = value.indexOf('/')
  if (at <= 0 || at === value.length - 1) throw badCommand()
  return [value.slice(0, at), value.slice(at + 1)]
}

export const badCommand = (): AppError => new AppError('bad-request', 'unknown command', { key: 'errors.bad-command' })
