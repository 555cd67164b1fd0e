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

/** Setting with the moment at which it was last looked what is old. */
const LAST_LOOK = 'purge-look'
const LastLook = z.iso.datetime().nullable().catch(null)
const DAY = 86_400_000
/** A daily look comes a little early or late. */
const BETWEEN_LOOKS = 20 * 3_600_000

/**
 * Looks what is old, once a day, and puts the clearing of it in the queue. Only what was old at the look before is
 * cleared: a clock that jumps ahead clears nothing until it has been wrong for a day, and one that is set back begins anew.
 * @param keepDays how long bytes are kept
 */
export async function planPurge(office: Office, keepDays: number): Promise<void> {
  const { settings } = office.store
  const at = now(office)
  const last = LastLook.parse(await settings.get(LAST_LOOK))
  const passed = last === null ? null : Date.parse(at) - Date.parse(last)
  if (passed !== null && passed >= 0 && passed < BETWEEN_LOOKS) return
  const look = settings.put(LAST_LOOK, at, 'system', at)
  const before = last === null || passed === null || passed < 0 ? null : new Date(Date.parse(last) - keepDays * DAY).toISOString()
  const key = `${PURGE_DRAFTS}/${at.slice(0, 10)}`
  await commitAndWake(office, before === null ? [look] : [look, queueJob(office, PURGE_DRAFTS, { before }, { key })])
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
