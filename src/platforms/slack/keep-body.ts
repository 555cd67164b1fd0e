import type { Clock } from '../../model/ports/clock.ts'
import type { Ids } from '../../model/ports/ids.ts'
import type { Store } from '../../model/ports/store.ts'
import type { Write } from '../../model/ports/write.ts'

export const SLACK_JOB = 'slack-event'

export interface KeepDependencies {
  readonly store: Store
  readonly ids: Ids
  readonly clock: Clock
  /** Tells the workers that there is a job. */
  readonly wake: () => void
  /**
   * Commits what comes at the same moment together: a disk that takes 5 ms to be sure takes a second for 200 events
   * one by one, and Slack waits three. Not in Workers, where a request may not wait for another's.
   */
  readonly gather: boolean
}

/**
 * Stores a body and the job that will do it, once for all its keys.
 * @throws where it could not be stored
 */
export type Keep = (body: Record<string, unknown>, keys: readonly string[]) => Promise<void>

interface Waiting {
  readonly writes: readonly Write[]
  readonly kept: () => void
  readonly failed: (error: unknown) => void
}

const MOST_AT_ONCE = 100
/** With the queue's back-off about half an hour: as long as Slack, or the line to it, may be gone. */
const ATTEMPTS = 14

export function createKeep({ store, ids, clock, wake, gather }: KeepDependencies): Keep {
  let waiting: Waiting[] = []
  let timer: ReturnType<typeof setTimeout> | null = null

  const commitAll = async (group: readonly Waiting[]): Promise<void> => {
    const result = await store.commit(group.flatMap((one) => one.writes))
    // One that came before undoes the whole group: each by itself then.
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
    const writes = [
      store.inbox.accept({ id, platform: 'slack', keys, at, body: JSON.stringify(body) }),
      store.jobs.add(
        { id: ids.next(), kind: SLACK_JOB, payload: JSON.stringify({ inbox: id }), key: `slack/${id}`, maxAttempts: ATTEMPTS },
        at,
      ),
    ]
    await new Promise<void>((kept, failed) => {
      if (!gather) return void settle([{ writes, kept, failed }])
      waiting.push({ writes, kept, failed })
      timer ??= setTimeout(() => void flush(), 0)
    })
    wake()
  }
}
