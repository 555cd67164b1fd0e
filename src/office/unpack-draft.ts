import type { Actor } from '../model/ports/actor.ts'
import type { Draft } from '../model/ports/draft-store.ts'
import type { Write } from '../model/ports/write.ts'
import { simpleReply } from '../reply/simple-reply.ts'
import type { Office } from './office.ts'
import { fileName, receiveDraft } from './receive-draft.ts'
import { editMessage } from './say-message.ts'

/**
 * A zip of drafts becomes as many drafts, each with its own message. After a crash each is still taken once.
 * @returns what finishes the zip itself; null if the file is no zip of drafts
 */
export async function unpackDraft(office: Office, actor: Actor, draft: Draft, bytes: Uint8Array): Promise<Write[] | null> {
  const unpacking = await office.extractor.unpack(bytes, draft.file)
  if (unpacking.status === 'single') return null
  const place = { agencyId: null, agency: null, year: null, series: null, version: null } as const
  if (unpacking.status === 'unreadable')
    return [
      office.store.drafts.judge(draft.id, { ...place, state: 'unreadable', reason: unpacking.reason }),
      ...editMessage(office, draft.messageId, simpleReply(office.words, `unreadable.${unpacking.reason}`, { file: draft.file }), 'failed'),
    ]
  const { conversationId } = draft
  const empty = unpacking.drafts.filter((file) => file.bytes.byteLength === 0)
  for (const [index, file] of unpacking.drafts.entries())
    if (file.bytes.byteLength > 0)
      await receiveDraft(office, { ...actor, conversationId }, { conversationId, file, key: `zip/${draft.id}/${index}`, quiet: true })
  const skipped = [...unpacking.skipped, ...empty].map((file) => fileName(office.words, file.name))
  const reply = simpleReply(office.words, 'chat.unpacked', { file: draft.file, count: unpacking.drafts.length - empty.length, skipped })
  return [office.store.drafts.judge(draft.id, { ...place, state: 'archive', reason: null }), ...editMessage(office, draft.messageId, reply)]
}
