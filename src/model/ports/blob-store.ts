/** Bytes by key, apart from the rows that speak of them. Keys are ours (`drafts/<id>`), never a person's file name. */
export interface BlobStore {
  /** Durable once it resolves; a second put of the same key replaces the first. */
  put(key: string, bytes: Uint8Array): Promise<void>
  get(key: string): Promise<Uint8Array | null>
  /** Deleting what is not there is fine. */
  delete(key: string): Promise<void>
}
