import type { Job, JobStore, LeasedJob, NewJob } from '../model/ports/job-store.ts'
import type { Lease } from '../model/ports/write.ts'
import type { Database, Statement } from './database.ts'
import { marks, prepareWrite, statement } from './prepared-write.ts'

const COLUMNS = `id, kind, payload, state, attempts, max_attempts AS "maxAttempts", run_at AS "runAt", created_at AS "createdAt", error`
const HELD = `id = ? AND owner = ? AND fence = ? AND state = 'leased'`
/** When work may be taken: at its time, or once the lease has run out. */
export const DUE = `CASE state WHEN 'ready' THEN run_at ELSE lease_until END`
const DEFAULT_ATTEMPTS = 5

export const sqlJobs = (database: Database): JobStore => ({
  add: (job, at) => prepareWrite(insert(job, at)),
  claim: (owner, now, leaseUntil, kinds) => claim(database, owner, now, leaseUntil, kinds),
  extend: async (lease, until) =>
    (await database.run(`UPDATE jobs SET lease_until = ? WHERE ${HELD}`, until, ...held(lease))).changes === 1,
  complete: (lease, at) =>
    prepareWrite(statement(`UPDATE jobs SET state = 'done', finished_at = ?, error = NULL WHERE ${HELD}`, at, ...held(lease))),
  retryLater: (lease, error, runAt) =>
    prepareWrite(statement(`UPDATE jobs SET state = 'ready', error = ?, run_at = ? WHERE ${HELD}`, error, runAt, ...held(lease))),
  bury: (lease, error, at) =>
    prepareWrite(statement(`UPDATE jobs SET state = 'dead', error = ?, finished_at = ? WHERE ${HELD}`, error, at, ...held(lease))),
  find: (id) => database.get<Job>(`SELECT ${COLUMNS} FROM jobs WHERE id = ?`, id),
  dead: (limit = 100) => database.all<Job>(`SELECT ${COLUMNS} FROM jobs WHERE state = 'dead' ORDER BY finished_at DESC LIMIT ?`, limit),
  revive: (id, at) =>
    prepareWrite(
      statement(`UPDATE jobs SET state = 'ready', attempts = 0, run_at = ?, finished_at = NULL WHERE id = ? AND state = 'dead'`, at, id),
    ),
  nextDue: async (kinds) => {
    const row = await database.get<{ due: string | null }>(
      `SELECT min(${DUE}) AS due FROM jobs WHERE state IN ('ready', 'leased') AND kind IN (${marks(kinds)})`,
      ...kinds,
    )
    return row?.due ?? null
  },
  counts: async () => {
    const rows = await database.all<{ state: Job['state']; n: number }>('SELECT state, count(*) AS n FROM jobs GROUP BY state')
    return { ready: 0, leased: 0, done: 0, dead: 0, ...Object.fromEntries(rows.map((row) => [row.state, row.n])) }
  },
})

const held = (lease: Lease): [string, string, number] => [lease.id, lease.owner, lease.fence]

const insert = (job: NewJob, at: string): Statement =>
  statement(
    `INSERT INTO jobs (id, kind, payload, key, state, max_attempts, run_at, created_at)
     VALUES (?, ?, ?, ?, 'ready', ?, ?, ?) ON CONFLICT DO NOTHING`,
    job.id,
    job.kind,
    job.payload,
    job.key ?? null,
    job.maxAttempts ?? DEFAULT_ATTEMPTS,
    job.runAt ?? at,
    at,
  )

async function claim(
  database: Database,
  owner: string,
  now: string,
  leaseUntil: string,
  kinds?: readonly string[],
): Promise<LeasedJob | null> {
  const only = kinds ? `AND kind IN (${marks(kinds)})` : ''
  const row = await database.get<Job & { fence: number }>(
    `UPDATE jobs SET state = 'leased', owner = ?, lease_until = ?, fence = fence + 1, attempts = attempts + 1
     WHERE id = (SELECT id FROM jobs
                 WHERE ((state = 'ready' AND run_at <= ?) OR (state = 'leased' AND lease_until <= ?)) ${only}
                 ORDER BY run_at, created_at, id LIMIT 1)
     RETURNING ${COLUMNS}, fence`,
    owner,
    leaseUntil,
    now,
    now,
    ...(kinds ?? []),
  )
  if (!row) return null
  const { fence, ...job } = row
  return { ...job, lease: { of: 'job', id: job.id, owner, fence } }
}
