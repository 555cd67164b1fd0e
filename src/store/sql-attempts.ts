import type { AttemptLimit, AttemptStore } from '../model/ports/attempt-store.ts'
import type { Database, SqlValue, Statement } from './database.ts'
import { statement } from './prepared-write.ts'

/** Later than this after now is no attempt's time: the clock was set back. */
const AHEAD = 60_000

export const sqlAttempts = (database: Database): AttemptStore => ({
  begin: async (id, limits, now) => {
    const [first, ...others] = limits
    if (!first) return true
    const [begun] = await database.batch([
      beginAll(id, first.bucket, limits, now),
      ...others.map(({ bucket }) => beginToo(id, bucket, first.bucket, now)),
    ])
    return begun?.changes === 1
  },
  wait: async (limits, now) => Math.max(0, ...(await Promise.all(limits.map((limit) => waitFor(database, limit, now))))),
  takeBack: async (id) => void (await database.run('DELETE FROM sign_in_attempts WHERE id = ?', id)),
  clear: async (bucket) => void (await database.run('DELETE FROM sign_in_attempts WHERE bucket = ?', bucket)),
  isKnown: async (place) => (await database.get('SELECT 1 FROM sign_in_places WHERE place = ?', place)) !== null,
  know: async (places, now) =>
    void (await database.batch(
      places.map((place) =>
        statement('INSERT INTO sign_in_places (place, at) VALUES (?, ?) ON CONFLICT (place) DO UPDATE SET at = excluded.at', place, now),
      ),
    )),
  sweep: async (attemptsBefore, placesBefore) =>
    void (await database.batch([
      statement('DELETE FROM sign_in_attempts WHERE at < ?', attemptsBefore),
      statement('DELETE FROM sign_in_places WHERE at < ?', placesBefore),
    ])),
})

/** The first row of an attempt: only where every bucket takes it. */
function beginAll(id: string, bucket: string, limits: readonly AttemptLimit[], now: string): Statement {
  const terms = limits.map((limit) => room(limit, now))
  return statement(
    `INSERT INTO sign_in_attempts (id, bucket, at) SELECT ?, ?, ? WHERE ${terms.map(({ sql }) => sql).join(' AND ')}`,
    id,
    bucket,
    now,
    ...terms.flatMap(({ params }) => params),
  )
}

/** Its other rows: where it has the first. */
const beginToo = (id: string, bucket: string, first: string, now: string): Statement =>
  statement(
    `INSERT INTO sign_in_attempts (id, bucket, at)
       SELECT ?, ?, ? WHERE EXISTS (SELECT 1 FROM sign_in_attempts WHERE id = ? AND bucket = ?)`,
    id,
    bucket,
    now,
    id,
    first,
  )

const COUNT = '(SELECT count(*) FROM sign_in_attempts WHERE bucket = ? AND at > ? AND at <= ?)'

/** Whether a bucket takes one more. */
function room({ bucket, most, within, thenEvery }: AttemptLimit, now: string): { sql: string; params: SqlValue[] } {
  const until = later(now, AHEAD)
  const few = { sql: `${COUNT} < ?`, params: [bucket, later(now, -within), until, most] }
  if (thenEvery === undefined) return few
  return { sql: `(${few.sql} OR ${COUNT} = 0)`, params: [...few.params, bucket, later(now, -thenEvery), until] }
}

async function waitFor(database: Database, { bucket, most, within, thenEvery }: AttemptLimit, now: string): Promise<number> {
  const nth = async (skip: number) =>
    database.get<{ at: string }>(
      'SELECT at FROM sign_in_attempts WHERE bucket = ? AND at > ? AND at <= ? ORDER BY at DESC LIMIT 1 OFFSET ?',
      bucket,
      later(now, -within),
      later(now, AHEAD),
      skip,
    )
  const full = await nth(most - 1)
  if (!full) return 0
  const since = Date.parse(now)
  const free = Date.parse(full.at) + within - since
  const newest = thenEvery === undefined ? null : await nth(0)
  return newest ? Math.min(free, Date.parse(newest.at) + (thenEvery ?? 0) - since) : free
}

const later = (time: string, milliseconds: number): string => new Date(Date.parse(time) + milliseconds).toISOString()
