import { z } from 'zod'
import type { Draft } from '../model/ports/draft-store.ts'
import type { JobHandler } from '../model/ports/job-handler.ts'
import { purgeDraft } from './draft-document.ts'
import { queueJob } from './job-kinds.ts'
import { commitAndWake, now, type Office } from './office.ts'
import { record } from './record.ts'

const PURGE_DRAFTS = 'purge-drafts'
const Payload = z.object({ before: z.iso.datetime() })
const AT_ONCE = 200

/** Puts the clearing of drafts in the queue, once a day. @param keepDays how long bytes are kept */
export async function planPurge(office: Office, keepDays: number): Promise<void> {
  const at = now(office)
  const before = new Date(Date.parse(at) - keepDays * 86_400_000).toISOString()
  await commitAndWake(office, [queueJob(office, PURGE_DRAFTS, { before }, { key: `${PURGE_DRAFTS}/${at.slice(0, 10)}` })])
}

export const purgeDraftsHandler = (office: Office): JobHandler => ({
  kind: PURGE_DRAFTS,
  run: async ({ job, signal }) => {
    const { before } = Payload.parse(JSON.parse(job.payload))
    let purged = 0
    for (let some = await due(office, before); some.length > 0; some = await due(office, before)) {
      for (const draft of some) {
        signal.throwIfAborted()
        await purgeDraft(office, draft, now(office), { keepWords: await isPublished(office, draft) })
        purged++
      }
    }
    return purged === 0 ? [] : [record(office, { userId: 'system' }, 'draft.purge', 'drafts', { purged, before })]
  },
})

async function due(office: Office, before: string): Promise<Draft[]> {
  const drafts = await office.store.drafts.list({ before, kept: true, limit: AT_ONCE })
  // What is still being checked keeps its bytes until it is.
  return drafts.filter(({ state }) => state !== 'received')
}

/** Of a report that is published everybody can read the words, and next year's is compared with it: those stay. */
async function isPublished({ store }: Office, { id, agencyId, year, series }: Draft): Promise<boolean> {
  if (agencyId === null || year === null || series !== `${agencyId}|${year}`) return false
  const { published } = await store.agencies.snapshot([agencyId], year, '9999')
  return published.length > 0 && (await store.drafts.latest(series))?.id === id
}
