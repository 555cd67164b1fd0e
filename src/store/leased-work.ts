import type { Job, LeasedStore } from '../model/ports/job-store.ts'
import type { Lease, Write } from '../model/ports/write.ts'
import type { Database, SqlValue } from './database.ts'
import { change } from './prepared-write.ts'

const HELD = `id = ? AND owner = ? AND fence = ? AND state = 'leased'`
/** When work may be taken: at its time, or once the lease has run out. */
const DUE = `CASE state WHEN 'ready' THEN run_at ELSE lease_until END`
/**
 * Times that only a clock that was set back since explains: no lease and no retry lies that far ahead. Planned work keeps
 * its time. Parameters: now, and twice the latest moment that a lease or a retry may have.
 */
const CLOCK_SET_BACK = `((state = 'ready' AND (holds_from > ? OR (holds_from IS NULL AND run_at > ?))) OR (state = 'leased' AND lease_until > ?))`
/** In milliseconds: longer than any lease, and than the longest back-off of jobs and of messages (run-jobs.ts, deliver-outbox.ts). */
const LONGEST_WAIT = { jobs: 300_000, outbox: 600_000 } as const

/** The latest moment that a lease or a retry of the table may have. */
export const latestOf = (table: keyof typeof LONGEST_WAIT, now: string): string =>
  new Date(Date.parse(now) + LONGEST_WAIT[table]).toISOString()

interface LeasedWork extends Omit<LeasedStore<unknown>, 'dead'> {
  /** Changes what is leased; nothing if the lease is lost. */
  change(lease: Lease, assignments: string, ...params: readonly SqlValue[]): Write
  /** Takes what has waited longest of `w`, the due rows that meet the condition. */
  claim<Row>(
    lease: { readonly owner: string; readonly now: string; readonly until: string },
    condition: string,
    params: readonly string[],
    columns: string,
  ): Promise<(Row & { readonly fence: number }) | null>
  /** @param now what may be taken although its time lies ahead is due then */
  nextDue(now: string | undefined, condition?: string, params?: readonly string[]): Promise<string | null>
}

/** What a claim counts, and which of the work that is due comes first. */
const CLAIMS = {
  // A lease that ran out is an interruption: its host died with it.
  jobs: {
    counts: `attempts = attempts + CASE state WHEN 'ready' THEN 1 ELSE 0 END,
             interruptions = interruptions + CASE state WHEN 'leased' THEN 1 ELSE 0 END`,
    order: 'w.lane, w.run_at, w.created_at, w.id',
    restart: 'attempts = 0, run_outs = 0, interruptions = 0',
  },
  outbox: { counts: 'attempts = attempts + 1', order: 'w.run_at, w.created_at, w.id', restart: 'attempts = 0' },
} as const

/** What jobs and outgoing messages have in common: work of a table that one worker at a time holds a lease of. */
// Long: one entry for each function.
export function leasedWork(database: Database, table: 'jobs' | 'outbox'): LeasedWork {
  const { counts, order, restart } = CLAIMS[table]
  const changeHeld: LeasedWork['change'] = ({ id, owner, fence }, assignments, ...params) =>
    change(`UPDATE ${table} SET ${assignments} WHERE ${HELD}`, ...params, id, owner, fence)
  const latest = (now: string): string => latestOf(table, now)
  return {
    change: changeHeld,
    claim: (lease, condition, params, columns) =>
      database.get(
        `UPDATE ${table} SET state = 'leased', owner = ?, lease_until = ?, fence = fence + 1, ${counts}
         WHERE id = (SELECT w.id FROM ${table} w
                     WHERE w.state IN ('ready', 'leased') AND ((w.state = 'ready' AND w.run_at <= ?) OR (w.state = 'leased' AND w.lease_until <= ?) OR ${CLOCK_SET_BACK})
                       AND ${condition}
                     ORDER BY ${order} LIMIT 1)
         RETURNING ${columns}, fence`,
        lease.owner,
        lease.until,
        lease.now,
        lease.now,
        lease.now,
        latest(lease.now),
        latest(lease.now),
        ...params,
      ),
    extend: async ({ id, owner, fence }, until) =>
      (await database.run(`UPDATE ${table} SET lease_until = ? WHERE ${HELD}`, until, id, owner, fence)).changes === 1,
    retryLater: (lease, error, runAt, askedAt) =>
      changeHeld(lease, `state = 'ready', error = ?, run_at = ?, holds_from = ?`, error, runAt, askedAt ?? null),
    postpone: (lease, error, runAt) =>
      changeHeld(lease, `state = 'ready', attempts = attempts - 1, error = ?, run_at = ?, holds_from = NULL`, error, runAt),
    bury: (lease, error, at) => changeHeld(lease, `state = 'dead', error = ?, finished_at = ?`, error, at),
    revive: (id, at) =>
      change(
        `UPDATE ${table} SET state = 'ready', ${restart}, run_at = ?, holds_from = NULL, finished_at = NULL WHERE id = ? AND state = 'dead'`,
        at,
        id,
      ),
    nextDue: async (now, condition = 'true', params = []) => {
      const due = now === undefined ? DUE : `CASE WHEN ${CLOCK_SET_BACK} THEN ? ELSE ${DUE} END`
      const times = now === undefined ? [] : [now, latest(now), latest(now), now]
      const sql = `SELECT min(${due}) AS due FROM ${table} WHERE state IN ('ready', 'leased') AND ${condition}`
      return (await database.get<{ due: string | null }>(sql, ...times, ...params))?.due ?? null
    },
    counts: async () => {
      const rows = await database.all<{ state: Job['state']; n: number }>(`SELECT state, count(*) AS n FROM ${table} GROUP BY state`)
      return { ready: 0, leased: 0, done: 0, dead: 0, ...Object.fromEntries(rows.map((row) => [row.state, row.n])) }
    },
  }
}
