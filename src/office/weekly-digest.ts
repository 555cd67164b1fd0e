import { z } from 'zod'
import type { Agency } from '../model/agency.ts'
import type { JobHandler, JobRun } from '../model/ports/job-handler.ts'
import { LOCAL_PERSON } from './access.ts'
import { gatherDigest, weekAt } from './gather-digest.ts'
import { queueJob } from './job-kinds.ts'
import { commitAndWake, type Office } from './office.ts'
import { supervisedBy } from './manage-users.ts'
import { openPlace, ownPlace, sharedPlace } from './places.ts'
import { auditDigest, digestWrites, rootsOf } from './send-digest.ts'
import { once } from './record.ts'

const WEEKLY_DIGEST = 'weekly-digest'
const Payload = z.object({ at: z.iso.datetime() })

/** Who gets the digest, where, and of which agencies: those below `tops`, or all. */
type Subscriber = Readonly<{ userId: string; channel: string; tops: readonly string[]; agencies: readonly Agency[] }>

/**
 * Puts the digest of that hour in the queue: once a week, however often and by however many processes it is asked.
 * @param at the hour for which it was planned, not the moment at which somebody got to it
 */
export async function planDigest(office: Office, at: Date): Promise<void> {
  const moment = at.toISOString()
  const { name } = weekAt(moment)
  await commitAndWake(office, [queueJob(office, WEEKLY_DIGEST, { at: moment }, { key: `${WEEKLY_DIGEST}/${name}` })])
}

/** Sends every supervisor the digest, each in one commit with the mark that it was sent: after a crash it goes on where it stopped. */
export const weeklyDigestHandler = (office: Office): JobHandler => ({
  kind: WEEKLY_DIGEST,
  run: async (run) => {
    const { at } = Payload.parse(JSON.parse(run.job.payload))
    for (const subscriber of await findSubscribers(office, at)) {
      run.signal.throwIfAborted()
      await tellSubscriber(office, run, subscriber, at)
    }
    return []
  },
})

async function tellSubscriber(office: Office, run: JobRun, { userId, channel, tops, agencies }: Subscriber, at: string): Promise<void> {
  const week = weekAt(at)
  const key = `digest/${week.name}/${userId}`
  const { inbox } = office.store
  if (await inbox.findByKey('office', key)) return
  const place = sharedPlace(office, channel) ?? ownPlace(office, userId)
  // A user of a platform that this host does not know any more.
  if (!place) return
  const conversation = await openPlace(office, userId, place, office.words.plain('digest.conversation'))
  const digest = await gatherDigest(office, { agencies, week, at })
  const id = office.ids.next()
  const to = { actor: { userId, name: '' }, supervises: tops }
  // Another worker that was quicker has the key, and nothing of this happens.
  const result = await run.commit([
    ...once(office, key),
    ...(await digestWrites(office, digest, { id, conversationId: conversation.id, to })),
    auditDigest(office, { userId }, digest),
  ])
  if (result === 'lost-lease') throw new Error('lost-lease')
  office.wake()
}

/**
 * Supervisors with their subtrees; without supervisors, administrators with everything; without users, the
 * one person on this machine. Users made after the hour get the next digest.
 */
async function findSubscribers({ store }: Office, at: string): Promise<Subscriber[]> {
  const users = await store.users.list()
  const active = users.filter((user) => user.disabledAt === null && user.createdAt <= at)
  const supervisors = active.map((user) => ({ user, tops: supervisedBy(user) })).filter(({ tops }) => tops.length > 0)
  if (supervisors.length === 0) {
    const agencies = await store.agencies.all()
    const administrators = users.length ? active.filter((user) => user.administrator) : [{ id: LOCAL_PERSON.userId, channel: '' }]
    const tops = rootsOf(agencies)
    return agencies.length ? administrators.map(({ id, channel }) => ({ userId: id, channel, tops, agencies })) : []
  }
  return Promise.all(
    supervisors.map(async ({ user: { id, channel }, tops }) => ({ userId: id, channel, tops, agencies: await store.agencies.under(tops) })),
  )
}
