import type { Document } from './document.ts'

/** A Document as bytes: UTF-8 JSON, which the BlobStore keeps and which only work on drafts opens. */
export type PackedDocument = Uint8Array

export const packDocument = (document: Document): PackedDocument => new TextEncoder().encode(JSON.stringify(document))

/** @throws SyntaxError if the bytes are no packed Document */
export const unpackDocument = (bytes: PackedDocument): Document => JSON.parse(new TextDecoder().decode(bytes)) as Document
