import type { Job, JobStore } from '../model/ports/job-store.ts'
import type { Database } from './database.ts'
import { latestOf, leasedWork } from './leased-work.ts'
import { marks, prepareWrite } from './prepared-write.ts'
import { insert, select } from './row-fields.ts'

const KEPT = [
  'id',
  'kind',
  'payload',
  'state',
  'attempts',
  'maxAttempts',
  'runAt',
  'createdAt',
  'error',
  'runOuts',
  'interruptions',
] as const
const COLUMNS = select(KEPT)
const NEW = ['id', 'kind', 'payload', 'key', 'state', 'maxAttempts', 'runAt', 'holdsFrom', 'createdAt', 'lane'] as const
const DEFAULT_ATTEMPTS = 5
/** Jobs behind others that are done at the same time. */
const MOST_BEHIND = 2
/** Whether one may be taken. Parameters: now, and the latest moment that a lease may have: one beyond holds nothing. */
const LANE_IS_FREE = `(w.lane = 0 OR (SELECT count(*) FROM jobs b
  WHERE b.lane = 1 AND b.state = 'leased' AND b.lease_until > ? AND b.lease_until <= ?) < ${MOST_BEHIND})`
/** In `holds_from`: work with a time of its own, whatever the clock does. */
const PLANNED = ''

export function sqlJobs(database: Database): JobStore {
  const { change, claim, nextDue, ...shared } = leasedWork(database, 'jobs')
  return {
    ...shared,
    add: ({ key = null, maxAttempts = DEFAULT_ATTEMPTS, runAt, behind = false, ...job }, at) => {
      const times = { runAt: runAt ?? at, holdsFrom: runAt === undefined ? null : PLANNED, createdAt: at }
      const row = { ...job, key, state: 'ready', maxAttempts, ...times, lane: behind }
      return prepareWrite(insert('jobs', NEW, row, 'ON CONFLICT DO NOTHING'))
    },
    claim: async (owner, now, until, kinds) => {
      const condition = `${kinds ? `kind IN (${marks(kinds)})` : 'true'} AND ${LANE_IS_FREE}`
      const row = await claim<Job>({ owner, now, until }, condition, [...(kinds ?? []), now, latestOf('jobs', now)], COLUMNS)
      if (!row) return null
      const { fence, ...job } = row
      return { ...job, lease: { of: 'job', id: job.id, owner, fence } }
    },
    ranOut: (lease, error) =>
      change(lease, `state = 'ready', error = ?, run_outs = run_outs + 1, attempts = attempts - 1, lane = 1`, error),
    interrupted: (lease, runAt) =>
      change(
        lease,
        `state = 'ready', error = 'interrupted', interruptions = interruptions + 1, attempts = attempts - 1, run_at = ?`,
        runAt,
      ),
    putBack: (lease) => change(lease, `state = 'ready', attempts = attempts - 1`),
    complete: (lease, at) => change(lease, `state = 'done', finished_at = ?, error = NULL`, at),
    find: (id) => database.get<Job>(`SELECT ${COLUMNS} FROM jobs WHERE id = ?`, id),
    dead: (limit = 100) => database.all<Job>(`SELECT ${COLUMNS} FROM jobs WHERE state = 'dead' ORDER BY finished_at DESC LIMIT ?`, limit),
    nextDue: (kinds, now) => nextDue(now, `kind IN (${marks(kinds)})`, kinds),
  }
}
