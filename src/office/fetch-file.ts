import { AppError } from '../model/app-error.ts'
import type { Actor } from '../model/ports/actor.ts'
import type { OutgoingFile } from '../model/ports/sender.ts'
import { requireRead } from './access.ts'
import type { Office } from './office.ts'
import { record } from './record.ts'

/** A file that goes with a message of the bot. @throws AppError not-found if it is not there or not to be seen */
export async function fetchFile(office: Office, actor: Actor, messageId: string, index: number): Promise<OutgoingFile> {
  const message = await office.store.conversations.message(messageId)
  const conversation = message && (await office.store.conversations.find(message.conversationId))
  requireRead(actor, conversation && { kind: 'conversation', conversation })
  const file = message?.reply?.files[index]
  const bytes = file && (await office.blobs.get(file.blob))
  if (!file || !bytes) throw new AppError('not-found', 'no such file', { key: 'errors.not-found' })
  await office.store.commit([record(office, actor, 'file.fetch', `message:${messageId}`, { index })])
  return { name: file.name, type: file.type, bytes }
}
