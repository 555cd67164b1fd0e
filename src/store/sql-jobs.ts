import type { Job, JobStore } from '../model/ports/job-store.ts'
import type { Database } from './database.ts'
import { leasedWork } from './leased-work.ts'
import { marks, prepareWrite } from './prepared-write.ts'
import { insert, select } from './row-fields.ts'

const COLUMNS = select(['id', 'kind', 'payload', 'state', 'attempts', 'maxAttempts', 'runAt', 'createdAt', 'error'])
const NEW = ['id', 'kind', 'payload', 'key', 'state', 'maxAttempts', 'runAt', 'holdsFrom', 'createdAt'] as const
const DEFAULT_ATTEMPTS = 5
/** In `holds_from`: work with a time of its own, whatever the clock does. */
const PLANNED = ''

export function sqlJobs(database: Database): JobStore {
  const { change, claim, nextDue, ...shared } = leasedWork(database, 'jobs')
  return {
    ...shared,
    add: ({ key = null, maxAttempts = DEFAULT_ATTEMPTS, runAt, ...job }, at) => {
      const times = { runAt: runAt ?? at, holdsFrom: runAt === undefined ? null : PLANNED, createdAt: at }
      return prepareWrite(insert('jobs', NEW, { ...job, key, state: 'ready', maxAttempts, ...times }, 'ON CONFLICT DO NOTHING'))
    },
    claim: async (owner, now, until, kinds) => {
      const row = await claim<Job>({ owner, now, until }, kinds ? `kind IN (${marks(kinds)})` : 'true', kinds ?? [], COLUMNS)
      if (!row) return null
      const { fence, ...job } = row
      return { ...job, lease: { of: 'job', id: job.id, owner, fence } }
    },
    complete: (lease, at) => change(lease, `state = 'done', finished_at = ?, error = NULL`, at),
    find: (id) => database.get<Job>(`SELECT ${COLUMNS} FROM jobs WHERE id = ?`, id),
    dead: (limit = 100) => database.all<Job>(`SELECT ${COLUMNS} FROM jobs WHERE state = 'dead' ORDER BY finished_at DESC LIMIT ?`, limit),
    nextDue: (kinds, now) => nextDue(now, `kind IN (${marks(kinds)})`, kinds),
  }
}
