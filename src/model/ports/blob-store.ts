export interface BlobPage {
  /** With the moment (ISO) of the last put; what a broken-off put has left is listed under a key of its own. */
  readonly blobs: readonly { readonly key: string; readonly at: string }[]
  /** Where the next page begins; null after the last. */
  readonly cursor: string | null
}

/** Bytes by key, apart from the rows that speak of them. Keys are ours (`drafts/<id>`), never a person's file name. */
export interface BlobStore {
  /** Durable once it resolves; a second put of the same key replaces the first. */
  put(key: string, bytes: Uint8Array): Promise<void>
  get(key: string): Promise<Uint8Array | null>
  /** Deleting what is not there is fine. */
  delete(key: string): Promise<void>
  /** What is there, a hundred at most. @param cursor of the page before; the first page if left out */
  list(cursor?: string): Promise<BlobPage>
}
