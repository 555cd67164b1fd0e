/** A body that stands still for so long is given up, in seconds. */
const STANDSTILL = 30
const FIRST_BYTES = 16 * 1024

/** Thrown if no byte comes for half a minute. */
export class StandsStill extends Error {}

/**
 * Reads a body and stops at the limit: never more than that is held, in one piece, however small the chunks are.
 * @param limit bytes; what the headers declare may be wrong
 * @returns null for a longer one
 * @throws StandsStill; what the body's stream throws
 */
// Long: one loop, and its clock.
export async function readLimited({ headers, body }: Request | Response, limit: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const declared = Number(headers.get('content-length') ?? '')
  if (declared > limit) return null
  let whole = new Uint8Array(declared > 0 ? declared : Math.min(FIRST_BYTES, limit))
  let size = 0
  const reader = body?.getReader()
  if (!reader) return whole.subarray(0, 0)
  let waited = 0
  let still = (): void => undefined
  const standstill = new Promise<never>((_, reject) => (still = () => reject(new StandsStill('no byte came'))))
  standstill.catch(() => undefined)
  // Ticks, not the time: while the process itself is busy, the body does not stand still.
  const clock = setInterval(() => ++waited > STANDSTILL && still(), 1_000)
  try {
    for (;;) {
      const part = await Promise.race([reader.read(), standstill])
      if (part.done) return whole.subarray(0, size)
      waited = 0
      const needed = size + part.value.byteLength
      if (needed > limit) return null
      if (needed > whole.length) whole = grown(whole, size, Math.min(limit, Math.max(needed, whole.length * 2)))
      whole.set(part.value, size)
      size = needed
    }
  } finally {
    clearInterval(clock)
    // Not waited for: the sender may go on for as long as it likes.
    void reader.cancel().catch(() => undefined)
  }
}

function grown(bytes: Uint8Array, used: number, length: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(length)
  larger.set(bytes.subarray(0, used))
  return larger
}
