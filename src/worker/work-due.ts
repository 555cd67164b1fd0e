import { deliverOne } from '../office/deliver-outbox.ts'
import { runOneJob, type WorkOptions } from '../office/run-jobs.ts'
import type { ComposedWorker } from './compose-worker.ts'
import type { BellQueue } from './bindings.ts'
import { logFault } from './fault-line.ts'

/** Longer than an invocation may take. */
const LEASE_MILLISECONDS = 120_000
/** Messages of one invocation; what is left gets a bell of its own. */
const MOST_MESSAGES = 40
/** As long as a queue holds a message back. */
const MOST_DELAY = 43_200

/**
 * Answers one bell: does one job that is due and sends the messages that are. The lease in D1 keeps two bells from
 * doing the same. Where anything was done and something is left, rings again for when it is due.
 */
export async function workDue({ office, handlers, platforms, database }: ComposedWorker, jobs: BellQueue): Promise<void> {
  const options: WorkOptions = {
    store: office.store,
    clock: office.clock,
    owner: office.ids.next(),
    leaseMilliseconds: LEASE_MILLISECONDS,
    onFailure: ({ what, id, error, final }) => logFault(what, error, { id, final }),
  }
  const senders = new Map(platforms.map(({ sender }) => [sender.platform, sender]))
  let done = await runOneJob(options, handlers)
  for (let sent = 0; sent < MOST_MESSAGES && (await deliverOne({ ...options, blobs: office.blobs, senders })); sent++) done = true
  if (!done) return
  const due = await nextDue(
    database,
    handlers.map(({ kind }) => kind),
  )
  if (due === null) return
  const seconds = Math.ceil((Date.parse(due) - office.clock.now().getTime()) / 1000)
  await jobs.send({ bell: 'work' }, { delaySeconds: Math.min(Math.max(seconds, 0), MOST_DELAY) })
}

/** Rings where something has waited past its time: a bell was lost, or an invocation died with its lease. */
export async function ringForOverdue({ office, handlers, database }: ComposedWorker, jobs: BellQueue): Promise<boolean> {
  const due = await nextDue(
    database,
    handlers.map(({ kind }) => kind),
  )
  if (due === null || due > office.clock.now().toISOString()) return false
  await jobs.send({ bell: 'work' })
  return true
}

/** When the next job of these kinds or message is due, or its lease has run out; null where none is left. */
async function nextDue(database: ComposedWorker['database'], kinds: readonly string[]): Promise<string | null> {
  const row = await database.get<{ due: string | null }>(
    `SELECT min(due) AS due FROM (
       SELECT CASE state WHEN 'ready' THEN run_at ELSE lease_until END AS due FROM jobs
         WHERE state IN ('ready', 'leased') AND kind IN (SELECT value FROM json_each(?))
       UNION ALL
       SELECT CASE state WHEN 'ready' THEN run_at ELSE lease_until END FROM outbox WHERE state IN ('ready', 'leased'))`,
    JSON.stringify(kinds),
  )
  return row?.due ?? null
}
