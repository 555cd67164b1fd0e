import { AppError } from '../model/app-error.ts'
import { draftKey } from '../model/blob-keys.ts'
import type { Actor } from '../model/ports/actor.ts'
import type { Draft } from '../model/ports/draft-store.ts'
import type { OutgoingFile } from '../model/ports/sender.ts'
import type { Values } from '../reply/say.ts'
import { cleanLine } from '../reply/markup.ts'
import { simpleReply } from '../reply/simple-reply.ts'
import { CHECK_DRAFT, queueJob } from './job-kinds.ts'
import { now, type Office } from './office.ts'
import { findConversation } from './open-conversation.ts'
import { notePersonMessage, sayMessage } from './say-message.ts'
import { once, record } from './record.ts'

export interface ReceiveOptions {
  readonly conversationId: string
  /** The name as the platform gave it. */
  readonly file: Pick<OutgoingFile, 'name' | 'bytes'>
  /** The same for every time that the same sending is seen: a second time is answered with the first. */
  readonly key?: string
  /** The sentence that says it has come, and its values beside `file`; `chat.received` if left out. */
  readonly announce?: { readonly key: string; readonly with: Values }
  /** The platform's own message that brought it is not noted again (a zip's drafts). */
  readonly quiet?: boolean
  /** One of many: stands behind other people's drafts. */
  readonly behind?: boolean
}

const RECEIVED = { key: 'chat.received', with: {} }

/**
 * Keeps a draft, says 已收到 and puts the check in the queue, all in one commit: once this has resolved nothing is lost.
 * @returns ids, and whether it was new
 * @throws AppError bad-request for an empty file, not-found for a conversation that is not the actor's
 */
// Long: the steps of one use case, in order, into one commit.
export async function receiveDraft(
  office: Office,
  actor: Actor,
  { conversationId, file, key, quiet = false, behind = false, announce = RECEIVED }: ReceiveOptions,
): Promise<{ draftId: string; messageId: string; fresh: boolean }> {
  await findConversation(office, actor, conversationId, 'write')
  if (file.bytes.byteLength === 0)
    throw new AppError('bad-request', 'empty file', { key: 'errors.empty-file', with: { file: fileName(office.words, file.name) } })
  const seen = key === undefined ? null : await findReceived(office, key)
  if (seen) return seen

  const draft = await describeDraft(office, actor, conversationId, file)
  const { store } = office
  await office.blobs.put(draft.blob, file.bytes)
  const reply = simpleReply(office.words, announce.key, { file: draft.file, ...announce.with })
  const sent = { name: draft.file, size: draft.size }
  const writes = [
    ...once(office, key, draft.id, JSON.stringify({ draftId: draft.id })),
    store.drafts.add(draft),
    ...(quiet ? [] : [notePersonMessage(office, actor, { conversationId, text: '', draftId: draft.id, files: [sent] })]),
    ...sayMessage(office, { id: draft.messageId, conversationId, reply, state: 'working', draftId: draft.id, to: { actor } }),
    queueJob(office, CHECK_DRAFT, { draftId: draft.id, actor }, { key: `${CHECK_DRAFT}/${draft.id}`, behind }),
    record(office, actor, 'draft.send', `draft:${draft.id}`, { size: draft.size, sha256: draft.sha256 }),
  ]
  const result = await store.commit(writes).catch((error: unknown) => forget(office, draft, error))
  if (result !== 'done') {
    await office.blobs.delete(draft.blob)
    const first = key === undefined ? null : await findReceived(office, key)
    if (first) return first
    throw new AppError('internal', `draft was not kept: ${result}`)
  }
  office.wake()
  return { draftId: draft.id, messageId: draft.messageId, fresh: true }
}

/** The rows were not written: the bytes do not stay behind and take up room, unless the rows are there all the same. @throws `error` */
async function forget(office: Office, { id, blob }: Draft, error: unknown): Promise<never> {
  const kept = await office.store.drafts.find(id).catch(() => undefined)
  if (kept === null) await office.blobs.delete(blob).catch(() => undefined)
  throw error
}

/** What was received under this key before. */
async function findReceived(office: Office, key: string): Promise<{ draftId: string; messageId: string; fresh: false } | null> {
  const event = await office.store.inbox.findByKey('office', key)
  const draft = event && (await office.store.drafts.find(event.id))
  return draft && { draftId: draft.id, messageId: draft.messageId, fresh: false }
}

/** Of which agency and year a draft is, while nobody knows. */
export const UNKNOWN_PLACE = { agencyId: null, agency: null, year: null, series: null, version: null } as const

async function describeDraft(office: Office, actor: Actor, conversationId: string, file: ReceiveOptions['file']): Promise<Draft> {
  const id = office.ids.next()
  return {
    id,
    conversationId,
    messageId: office.ids.next(),
    sentBy: actor.userId,
    sentByName: actor.name,
    sentAt: now(office),
    file: fileName(office.words, file.name),
    size: file.bytes.byteLength,
    sha256: await sha256(file.bytes),
    blob: draftKey(id),
    ...UNKNOWN_PLACE,
    state: 'received',
    reason: null,
    purgedAt: null,
  }
}

const LONGEST_NAME = 4_000

/** A name without directories and without what cannot be seen, of a length that a line bears. */
export function fileName(words: Office['words'], name: string): string {
  // Looked at from behind: a folder's name may be as long as it likes.
  const last = cleanLine(name.slice(-LONGEST_NAME)).split(/[/\\]/).at(-1)?.trim() ?? ''
  const characters = [...last]
  return characters.length > 120
    ? `${characters.slice(0, 100).join('')}……${characters.slice(-15).join('')}`
    : last || words.plain('chat.unnamed-file')
}

async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>)
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
