import { AppError } from '../model/app-error.ts'
import type { Actor } from '../model/ports/actor.ts'
import type { Command, Office } from './office.ts'
import { knowsCommand, performCommand } from './perform-command.ts'
import { sayMessage } from './say-message.ts'

/** Their answer cannot yet know how it ends: what came of them is said in the conversation too. */
const TELLS_AFTER = new Set(['remind'])

/**
 * Does what was asked for in words, once the answer stands.
 * @returns what came of it, or why it was not done
 */
export async function performAsked(office: Office, actor: Actor, command: Command): Promise<string | null> {
  if (!knowsCommand(office, command.command)) return null
  const notice = await performOrExplain(office, actor, command)
  if (notice === null || !TELLS_AFTER.has(command.command)) return notice
  const reply = { text: notice, blocks: [{ kind: 'paragraph' as const, spans: [{ text: notice, style: 'plain' as const }] }], files: [] }
  await office.store.commit(sayMessage(office, { id: office.ids.next(), conversationId: command.conversationId, reply, draftId: null }))
  office.wake()
  return null
}

async function performOrExplain(office: Office, actor: Actor, command: Command): Promise<string | null> {
  try {
    return (await performCommand(office, actor, command)).notice
  } catch (error) {
    if (error instanceof AppError && error.say) return office.words.plain(error.say.key, error.say.with ?? {})
    throw error
  }
}
