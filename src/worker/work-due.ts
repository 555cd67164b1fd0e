import { deliverOne } from '../office/deliver-outbox.ts'
import { runOneJob, type WorkOptions } from '../office/run-jobs.ts'
import type { ComposedWorker } from './compose-worker.ts'
import type { WorkQueueBinding } from './bindings.ts'
import { logFault } from './fault-line.ts'

/** Longer than an invocation may take. */
const LEASE_MILLISECONDS = 120_000
/** Messages of one invocation; what is left gets a queue message of its own. */
const MOST_MESSAGES = 40
/** The longest delay of a queue message, in seconds. */
const MOST_DELAY = 43_200

/**
 * Handles one queue message: runs one due job and sends the due messages. The lease in D1 keeps two invocations from
 * the same work. If anything was done and something is left, sends a queue message for the time when it is due.
 */
export async function workDue(composed: ComposedWorker, jobs: WorkQueueBinding): Promise<void> {
  const { office, handlers, platforms } = composed
  const options: WorkOptions = {
    store: office.store,
    clock: office.clock,
    owner: office.ids.next(),
    leaseMilliseconds: LEASE_MILLISECONDS,
    onFailure: ({ what, id, error, final }) => logFault(what, error, { id, final }),
  }
  const senders = new Map(platforms.map(({ sender }) => [sender.platform, sender]))
  let done = await runOneJob(options, handlers)
  for (let sent = 0; sent < MOST_MESSAGES && (await deliverOne({ ...office, ...options, senders })); sent++) done = true
  if (!done) return
  const due = await nextDue(composed)
  if (due === null) return
  const seconds = Math.ceil((Date.parse(due) - office.clock.now().getTime()) / 1000)
  await jobs.send({ bell: 'work' }, { delaySeconds: Math.min(Math.max(seconds, 0), MOST_DELAY) })
}

/** Sends a queue message if something has waited past its time: a message was lost, or an invocation died with its lease. */
export async function wakeForOverdue(composed: ComposedWorker, jobs: WorkQueueBinding): Promise<boolean> {
  const due = await nextDue(composed)
  if (due === null || due > composed.office.clock.now().toISOString()) return false
  await jobs.send({ bell: 'work' })
  return true
}

/** When the next job or message is due; null if none is left. */
async function nextDue({ office: { store, clock }, handlers }: ComposedWorker): Promise<string | null> {
  const at = clock.now().toISOString()
  const kinds = handlers.map(({ kind }) => kind)
  const times = await Promise.all([store.jobs.nextDue(kinds, at), store.outbox.nextDue(at)])
  return times.filter((time) => time !== null).toSorted()[0] ?? null
}
