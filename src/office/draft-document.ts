import { AppError } from '../model/app-error.ts'
import { documentKey } from '../model/blob-keys.ts'
import type { AnnualReport } from '../model/annual-report.ts'
import type { Document } from '../model/document.ts'
import type { Draft } from '../model/ports/draft-store.ts'
import type { Office } from './office.ts'

/** Keeps a draft's Document, so that next year's comparison and the exports need not read the file again. */
export async function keepDocument(office: Pick<Office, 'blobs'>, draftId: string, document: Document): Promise<void> {
  await office.blobs.put(documentKey(draftId), new TextEncoder().encode(JSON.stringify(document)))
}

/**
 * The Document of a draft, from what was kept or read anew; null once its bytes have been purged.
 * @throws AppError unreadable if it could be read before and cannot now
 */
export async function findDocument(office: Pick<Office, 'blobs' | 'extractor'>, draft: Draft): Promise<Document | null> {
  const kept = await office.blobs.get(documentKey(draft.id))
  if (kept) return JSON.parse(new TextDecoder().decode(kept)) as Document
  const bytes = await office.blobs.get(draft.blob)
  if (!bytes) return null
  const extraction = await office.extractor.extract(bytes, draft.file)
  if (extraction.status === 'unreadable') throw new AppError('unreadable', extraction.reason)
  return extraction.document
}

/** The newest report of that series, to compare with; undefined if there is none. */
export async function findReport(
  office: Pick<Office, 'blobs' | 'extractor' | 'checker'>,
  draft: Draft | null,
): Promise<AnnualReport | undefined> {
  if (!draft) return undefined
  try {
    const document = await findDocument(office, draft)
    return document ? office.checker.read(document) : undefined
  } catch (error) {
    // Last year's file is only compared with: that it cannot be read now must not stop this year's check.
    if (error instanceof AppError && error.code === 'unreadable') return undefined
    throw error
  }
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
