import { documentKey } from '../model/blob-keys.ts'
import type { PackedDocument } from '../model/packed-document.ts'
import type { Draft } from '../model/ports/draft-store.ts'
import { AppError } from '../model/app-error.ts'
import { doWork } from './do-work.ts'
import type { Office } from './office.ts'

/** Keeps a draft's Document, so that next year's comparison and the exports need not read the file again. */
export const keepDocument = (office: Pick<Office, 'blobs'>, draftId: string, document: PackedDocument): Promise<void> =>
  office.blobs.put(documentKey(draftId), document)

/** The Document of a draft as it was kept, to compare with; undefined if there is none. */
export const findKept = async (office: Pick<Office, 'blobs'>, draft: Draft | null): Promise<PackedDocument | undefined> =>
  (draft && (await office.blobs.get(documentKey(draft.id)))) ?? undefined

/**
 * The Document of a draft, from what was kept or read anew; null once its bytes have been purged.
 * @throws AppError unreadable if it could be read before and cannot now
 */
export async function findPacked(office: Office, draft: Draft): Promise<PackedDocument | null> {
  const kept = await findKept(office, draft)
  if (kept) return kept
  const bytes = await office.blobs.get(draft.blob)
  if (!bytes) return null
  const opening = await doWork(office, draft.file, (attempt) => attempt.run('open', { bytes, name: draft.file }))
  if (opening.status === 'unreadable')
    throw new AppError('unreadable', opening.reason, { key: `unreadable.${opening.reason}`, with: { file: draft.file } })
  return opening.document
}

/**
 * Bytes, Document and the files made of them are gone; the findings stay.
 * @param keepWords the Document stays: of a report that is published, which next year's is compared with
 */
export async function purgeDraft(
  office: Pick<Office, 'blobs' | 'store'>,
  draft: Draft,
  at: string,
  { keepWords = false }: { readonly keepWords?: boolean } = {},
): Promise<void> {
  await office.blobs.delete(draft.blob)
  if (!keepWords) await office.blobs.delete(documentKey(draft.id))
  for (const message of await office.store.conversations.ofDraft(draft.id))
    for (const file of message.reply?.files ?? []) await office.blobs.delete(file.blob)
  await office.store.commit([office.store.drafts.markPurged(draft.id, at)])
}
