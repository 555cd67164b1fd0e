import { z } from 'zod'
import { ownerOfKey } from '../model/blob-keys.ts'
import type { JobHandler } from '../model/ports/job-handler.ts'
import { queueJob } from './job-kinds.ts'
import { commitAndWake, now, type Office } from './office.ts'
import { record } from './record.ts'

const SWEEP_BLOBS = 'sweep-blobs'
const Payload = z.object({ cursor: z.string().optional() })

/**
 * How long bytes may wait for the row that speaks of them, in milliseconds. An upload commits its row right after its
 * bytes; an hour is far beyond the longest.
 */
const YOUNGEST = 3_600_000
/** Pages of one run: a Worker may ask D1 about a thousand times. */
const MOST_PAGES = 100

/** Puts the clearing of bytes without a row in the queue: what a process has left that was killed between the two. */
export const planSweep = (office: Office): Promise<void> => commitAndWake(office, [queueJob(office, SWEEP_BLOBS, {})])

export const sweepBlobsHandler = (office: Office): JobHandler => ({
  kind: SWEEP_BLOBS,
  run: async ({ job, signal }) => {
    let { cursor } = Payload.parse(JSON.parse(job.payload))
    let swept = 0
    for (let pages = 0; pages < MOST_PAGES; pages++) {
      const page = await office.blobs.list(cursor)
      const before = new Date(Date.parse(now(office)) - YOUNGEST).toISOString()
      const old = page.blobs.filter(({ at }) => at < before).map(({ key }) => key)
      // The rows are asked for after the bytes were listed: a row that was committed meanwhile is seen.
      const needed = await neededKeys(office, old)
      for (const key of old.filter((one) => !needed.has(one))) {
        signal.throwIfAborted()
        await office.blobs.delete(key)
        swept++
      }
      if (page.cursor === null) return noted(office, swept)
      cursor = page.cursor
    }
    return [...noted(office, swept), queueJob(office, SWEEP_BLOBS, { cursor })]
  },
})

const noted = (office: Office, swept: number) =>
  swept === 0 ? [] : [record(office, { userId: 'system' }, 'blob.sweep', 'blobs', { swept })]

/** Those of the keys of which a row speaks. */
async function neededKeys({ store }: Office, keys: readonly string[]): Promise<ReadonlySet<string>> {
  const owners = keys.flatMap((key) => ownerOfKey(key) ?? [])
  const idsOf = (of: 'draft' | 'message') => [...new Set(owners.filter((owner) => owner.of === of).map(({ id }) => id))]
  const [drafts, messages] = [await store.drafts.some(idsOf('draft')), await store.conversations.some(idsOf('message'))]
  const kept = new Map(drafts.map((draft) => [draft.id, draft]))
  const told = await store.drafts.some([...new Set(messages.flatMap(({ draftId }) => draftId ?? []))])
  const purged = new Set(told.filter(({ purgedAt }) => purgedAt !== null).map(({ id }) => id))
  // A file that was made while its draft was purged goes with it.
  const current = messages.filter(({ draftId }) => draftId === null || !purged.has(draftId))
  const files = new Set(current.flatMap(({ reply }) => (reply?.files ?? []).map(({ blob }) => blob)))
  return new Set(
    keys.filter((key) => {
      const owner = ownerOfKey(key)
      if (owner?.of !== 'draft') return files.has(key)
      const draft = kept.get(owner.id)
      // A purge has taken the bytes; the Document of a published report stays.
      return draft !== undefined && (draft.blob !== key || draft.purgedAt === null)
    }),
  )
}
