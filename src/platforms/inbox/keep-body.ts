import type { Office } from '../../office/office.ts'
import type { Write } from '../../model/ports/write.ts'

/** An event as a platform sends it. */
export type Body = Record<string, unknown>

export interface KeepOptions {
  readonly office: Pick<Office, 'store' | 'ids' | 'clock' | 'wake'>
  readonly platform: string
  /**
   * Commits what comes at the same moment together: a disk that needs 5 ms for a durable write needs a second for 200
   * events one by one, and a platform waits three. Not in Workers, where a request may not wait for another.
   */
  readonly gather: boolean
}

/**
 * Stores a body and the job that will do it, once for all its keys.
 * @throws if it could not be stored
 */
export type Keep = (body: Body, keys: readonly string[]) => Promise<void>

interface Waiting {
  readonly writes: readonly Write[]
  readonly kept: () => void
  readonly failed: (error: unknown) => void
}

const MOST_AT_ONCE = 100
/** With the queue's back-off about half an hour: as long as the platform, or the line to it, may be gone. */
const ATTEMPTS = 14

/** The kind of the jobs that do a platform's events. */
export const eventKind = (platform: string): string => `${platform}-event`

export function createKeep({ office, platform, gather }: KeepOptions): Keep {
  const { store, ids, clock } = office
  const settle = createSettle(store)
  let waiting: Waiting[] = []
  let timer: ReturnType<typeof setTimeout> | null = null
  const flush = async (): Promise<void> => {
    while (waiting.length > 0) {
      const group = waiting.slice(0, MOST_AT_ONCE)
      waiting = waiting.slice(MOST_AT_ONCE)
      await settle(group)
    }
    timer = null
    if (waiting.length > 0) timer = setTimeout(() => void flush(), 0)
  }
  return async (body, keys) => {
    const at = clock.now().toISOString()
    const id = ids.next()
    const job = { id: ids.next(), kind: eventKind(platform), payload: JSON.stringify({ inbox: id }), key: `${platform}/${id}` }
    const writes = [
      store.inbox.accept({ id, platform, keys, at, body: JSON.stringify(body) }),
      store.jobs.add({ ...job, maxAttempts: ATTEMPTS }, at),
    ]
    await new Promise<void>((kept, failed) => {
      if (!gather) return void settle([{ writes, kept, failed }])
      waiting.push({ writes, kept, failed })
      timer ??= setTimeout(() => void flush(), 0)
    })
    office.wake()
  }
}

/** Commits a group. One duplicate rolls back the batch; then each is committed alone. */
function createSettle(store: Office['store']): (group: readonly Waiting[]) => Promise<void> {
  const commitAll = async (group: readonly Waiting[]): Promise<void> => {
    const result = await store.commit(group.flatMap((one) => one.writes))
    if (result === 'duplicate' && group.length > 1) for (const one of group) await settle([one])
    else if (result === 'done' || result === 'duplicate') for (const one of group) one.kept()
    else throw new Error(`inbox: ${result}`)
  }
  const settle = async (group: readonly Waiting[]): Promise<void> => {
    try {
      await commitAll(group)
    } catch (error) {
      for (const one of group) one.failed(error)
    }
  }
  return settle
}
