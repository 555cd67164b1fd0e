import { joinBytes } from '../language/join-bytes.ts'

/** Reads a body and stops at the limit: never more than that is held. @returns null for a longer one */
export async function readLimited({ headers, body }: Request | Response, limit: number): Promise<Uint8Array<ArrayBuffer> | null> {
  if (Number(headers.get('content-length') ?? '0') > limit) return null
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = body?.getReader()
  for (;;) {
    const part = await reader?.read()
    if (!part || part.done) return joinBytes(chunks)
    size += part.value.byteLength
    if (size > limit) {
      // Not waited for: the sender may go on for as long as it likes.
      void reader?.cancel().catch(() => undefined)
      return null
    }
    chunks.push(part.value)
  }
}
