import { z } from 'zod'
import { AppError } from '../model/app-error.ts'
import { Actor } from '../model/ports/actor.ts'
import { isHalted } from '../model/ports/draft-reader.ts'
import { type JobHandler, WorkHalted } from '../model/ports/job-handler.ts'
import { simpleReply } from '../reply/simple-reply.ts'
import { mayRead } from './access.ts'
import { fileReply } from './attach-file.ts'
import { findPacked } from './draft-document.ts'
import { MAKE_FILE, queueJob } from './job-kinds.ts'
import { loadChecklist } from './load-checklist.ts'
import { commitAndWake, now, type Office } from './office.ts'
import { presentActor } from './present-actor.ts'
import { notePersonMessage, sayMessage, editMessage } from './say-message.ts'
import { findChecklist } from './show-checklist.ts'
import { once, record } from './record.ts'

const Payload = z.object({ draftId: z.string(), kind: z.string(), messageId: z.string(), actor: Actor.optional() })

export interface FileRequest {
  readonly conversationId: string
  readonly draftId: string
  /** One of the office's kinds of file. */
  readonly kind: string
  readonly key?: string
}

/** Puts the making of a file in the queue and says so. @throws AppError not-found, bad-request for an unknown kind */
export async function requestFile(office: Office, actor: Actor, { conversationId, draftId, kind, key }: FileRequest): Promise<void> {
  if (!office.fileKinds.includes(kind)) throw new AppError('bad-request', 'unknown kind of file', { key: 'errors.bad-command' })
  const { draft } = await findChecklist(office, actor, draftId)
  const messageId = office.ids.next()
  const label = office.words.plain(`checklist.action.${kind}`)
  await commitAndWake(office, [
    ...once(office, key, messageId),
    notePersonMessage(office, actor, { conversationId, text: label, draftId }),
    ...sayMessage(office, {
      id: messageId,
      conversationId,
      reply: simpleReply(office.words, 'chat.making-file', { file: draft.file, label }),
      state: 'working',
      draftId,
      to: { actor },
    }),
    queueJob(office, MAKE_FILE, { draftId, kind, messageId, actor }),
    record(office, actor, 'draft.download', `draft:${draftId}`, { kind }),
  ])
}

/** Makes the file and says it with the message that announced it. */
export const makeFileHandler = (office: Office): JobHandler => ({
  kind: MAKE_FILE,
  run: async ({ job }) => {
    const { draftId, kind, messageId, actor } = Payload.parse(JSON.parse(job.payload))
    const draft = await office.store.drafts.find(draftId)
    const checklist = draft && (await loadChecklist(office, draft))
    if (!draft || !checklist) throw new AppError('not-found', 'nothing to make a file of')
    // Work that an earlier version has queued names nobody.
    const person = actor && (await presentActor(office, actor))
    if (actor && (!person || !mayRead(person, { kind: 'draft', draft })))
      return editMessage(office, messageId, simpleReply(office.words, 'chat.file-rights-changed', { file: draft.file }), 'failed')
    const [bytes, document] = [await office.blobs.get(draft.blob), await findPacked(office, draft)]
    if (!bytes || !document)
      return editMessage(office, messageId, simpleReply(office.words, 'chat.bytes-gone', { file: draft.file }), 'failed')
    const request = { file: kind, checklist, document, sent: bytes, now: now(office) }
    const made = await office.drafts.attempt((attempt) => attempt.run('make-file', request))
    if (isHalted(made)) throw new WorkHalted(made)
    return editMessage(office, messageId, await fileReply(office, messageId, made))
  },
  giveUp: async (job) => {
    const { messageId } = Payload.parse(JSON.parse(job.payload))
    return editMessage(office, messageId, simpleReply(office.words, 'chat.file-failed'), 'failed')
  },
})
