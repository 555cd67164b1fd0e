import type { Document } from '../../src/model/document.ts'
import { unpackDocument } from '../../src/model/packed-document.ts'
import type { Bytes, DraftReader, Halted, Unreadable } from '../../src/model/ports/draft-reader.ts'

/** A file as a reader opens it, its Document unpacked. */
export async function openWith(
  drafts: DraftReader,
  bytes: Uint8Array,
  name: string,
  onPage?: (at: { page: number; pages: number }) => void,
): Promise<{ status: 'read'; document: Document } | Unreadable | Halted> {
  const opening = await drafts.attempt((attempt) => attempt.run('open', { bytes, name }, onPage))
  return opening.status === 'read' ? { status: 'read', document: unpackDocument(opening.document) } : opening
}

/** A zip with the drafts in it. */
export async function unpackWith(drafts: DraftReader, bytes: Uint8Array, name: string) {
  const found: Bytes[] = []
  const unpacking = await drafts.attempt((attempt) => attempt.run('unpack', { bytes, name }, (draft) => void found.push(draft)))
  return unpacking.status === 'drafts' ? { ...unpacking, drafts: found } : unpacking
}
