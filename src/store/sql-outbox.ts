import type { LeasedOutgoing, Outgoing, OutboxStore } from '../model/ports/outbox-store.ts'
import type { Lease } from '../model/ports/write.ts'
import type { Database } from './database.ts'
import { prepareWrite, statement } from './prepared-write.ts'
import { DUE } from './sql-jobs.ts'

const HELD = `id = ? AND owner = ? AND fence = ? AND state = 'leased'`
const SELECT = `SELECT o.id, o.message_id AS "messageId", m.conversation_id AS "conversationId", c.platform, c.target, o.file,
    m.revision, m.ref, o.attempts, o.state, o.error
  FROM outbox o JOIN messages m ON m.id = o.message_id JOIN conversations c ON c.id = m.conversation_id`

export const sqlOutbox = (database: Database): OutboxStore => ({
  put: (messageId, at, files = 0) => prepareWrite(putMessage(messageId, at), ...putFiles(messageId, at, files)),
  claim: (owner, now, leaseUntil) => claim(database, owner, now, leaseUntil),
  extend: async (lease, until) =>
    (await database.run(`UPDATE outbox SET lease_until = ? WHERE ${HELD}`, until, ...held(lease))).changes === 1,
  sent: (lease, revision, at) =>
    prepareWrite(
      statement(
        `UPDATE outbox SET sent_revision = ?, finished_at = ?, attempts = 0, error = NULL, run_at = ?, state =
             CASE WHEN file IS NULL AND (SELECT revision FROM messages WHERE id = outbox.message_id) > ? THEN 'ready' ELSE 'done' END
           WHERE ${HELD}`,
        revision,
        at,
        at,
        revision,
        ...held(lease),
      ),
    ),
  retryLater: (lease, error, runAt) =>
    prepareWrite(statement(`UPDATE outbox SET state = 'ready', error = ?, run_at = ? WHERE ${HELD}`, error, runAt, ...held(lease))),
  bury: (lease, error, at) =>
    prepareWrite(statement(`UPDATE outbox SET state = 'dead', error = ?, finished_at = ? WHERE ${HELD}`, error, at, ...held(lease))),
  dead: (limit = 100) => database.all<Outgoing>(`${SELECT} WHERE o.state = 'dead' ORDER BY o.finished_at DESC LIMIT ?`, limit),
  revive: (id, at) =>
    prepareWrite(
      statement(`UPDATE outbox SET state = 'ready', attempts = 0, run_at = ?, finished_at = NULL WHERE id = ? AND state = 'dead'`, at, id),
    ),
  nextDue: async () =>
    (await database.get<{ due: string | null }>(`SELECT min(${DUE}) AS due FROM outbox WHERE state IN ('ready', 'leased')`))?.due ?? null,
  counts: async () => {
    const rows = await database.all<{ state: Outgoing['state']; n: number }>('SELECT state, count(*) AS n FROM outbox GROUP BY state')
    return { ready: 0, leased: 0, done: 0, dead: 0, ...Object.fromEntries(rows.map((row) => [row.state, row.n])) }
  },
})

const held = (lease: Lease): [string, string, number] => [lease.id, lease.owner, lease.fence]

/** While it is being sent it stays leased, and `sent` finds the newer revision; while it waits it keeps waiting. */
const putMessage = (messageId: string, at: string) =>
  statement(
    `INSERT INTO outbox (id, message_id, file, state, run_at, created_at) VALUES (?, ?, NULL, 'ready', ?, ?)
     ON CONFLICT (id) DO UPDATE SET
       run_at = CASE WHEN state IN ('ready', 'leased') THEN run_at ELSE excluded.run_at END,
       attempts = CASE WHEN state IN ('ready', 'leased') THEN attempts ELSE 0 END,
       state = CASE WHEN state = 'leased' THEN state ELSE 'ready' END`,
    messageId,
    messageId,
    at,
    at,
  )

const putFiles = (messageId: string, at: string, files: number) =>
  Array.from({ length: files }, (_, index) =>
    statement(
      `INSERT INTO outbox (id, message_id, file, state, run_at, created_at) VALUES (?, ?, ?, 'ready', ?, ?) ON CONFLICT (id) DO NOTHING`,
      `${messageId}#${index}`,
      messageId,
      index,
      at,
      at,
    ),
  )

async function claim(database: Database, owner: string, now: string, leaseUntil: string): Promise<LeasedOutgoing | null> {
  const taken = await database.get<{ id: string; fence: number }>(
    `UPDATE outbox SET state = 'leased', owner = ?, lease_until = ?, fence = fence + 1, attempts = attempts + 1
     WHERE id = (SELECT o.id FROM outbox o
                 WHERE ((o.state = 'ready' AND o.run_at <= ?) OR (o.state = 'leased' AND o.lease_until <= ?))
                   AND (o.file IS NULL OR EXISTS (SELECT 1 FROM outbox m WHERE m.id = o.message_id AND m.state = 'done'))
                 ORDER BY o.run_at, o.created_at, o.id LIMIT 1)
     RETURNING id, fence`,
    owner,
    leaseUntil,
    now,
    now,
  )
  if (!taken) return null
  const row = await database.get<Outgoing>(`${SELECT} WHERE o.id = ?`, taken.id)
  return row && { ...row, lease: { of: 'outgoing', id: taken.id, owner, fence: taken.fence } }
}
