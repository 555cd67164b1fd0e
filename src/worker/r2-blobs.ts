import type { BlobStore } from '../model/ports/blob-store.ts'
import type { R2 } from './bindings.ts'

const PAGE = 100

/** Drafts and made files in an R2 bucket, under the same keys as on disk. */
export const r2Blobs = (bucket: R2): BlobStore => ({
  put: async (key, bytes) => void (await bucket.put(key, bytes)),
  get: async (key) => {
    const found = await bucket.get(key)
    return found && new Uint8Array(await found.arrayBuffer())
  },
  delete: (key) => bucket.delete(key),
  list: async (cursor) => {
    const page = await bucket.list({ limit: PAGE, ...(cursor === undefined ? {} : { cursor }) })
    return {
      blobs: page.objects.map(({ key, uploaded }) => ({ key, at: uploaded.toISOString() })),
      cursor: page.truncated ? (page.cursor ?? null) : null,
    }
  },
})
