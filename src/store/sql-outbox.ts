import type { Outgoing, OutboxStore } from '../model/ports/outbox-store.ts'
import type { Database } from './database.ts'
import { leasedWork } from './leased-work.ts'
import { prepareWrite } from './prepared-write.ts'
import { insert } from './row-fields.ts'

const SELECT = `SELECT o.id, o.message_id AS "messageId", m.conversation_id AS "conversationId", c.platform, c.target, o.file,
    m.revision, m.ref, o.attempts, o.state, o.error
  FROM outbox o JOIN messages m ON m.id = o.message_id JOIN conversations c ON c.id = m.conversation_id`
const NEW = ['id', 'messageId', 'file', 'state', 'runAt', 'createdAt'] as const
/** A file follows its message. */
const MAY_GO = `(w.file IS NULL OR EXISTS (SELECT 1 FROM outbox m WHERE m.id = w.message_id AND m.state = 'done'))`

/** While it is being sent it stays leased, and `sent` finds the newer revision; while it waits it keeps waiting. */
const SAID_ANEW = `ON CONFLICT (id) DO UPDATE SET
  run_at = CASE WHEN state IN ('ready', 'leased') THEN run_at ELSE excluded.run_at END,
  attempts = CASE WHEN state IN ('ready', 'leased') THEN attempts ELSE 0 END,
  state = CASE WHEN state = 'leased' THEN state ELSE 'ready' END`

const SENT = `sent_revision = ?, finished_at = ?, attempts = 0, error = NULL, run_at = ?, holds_from = NULL, state =
  CASE WHEN file IS NULL AND (SELECT revision FROM messages WHERE id = outbox.message_id) > ? THEN 'ready' ELSE 'done' END`

export function sqlOutbox(database: Database): OutboxStore {
  const { change, claim, nextDue, ...shared } = leasedWork(database, 'outbox')
  return {
    ...shared,
    put: (messageId, at, files = 0) => {
      const row = { messageId, state: 'ready', runAt: at, createdAt: at }
      const filesOfIt = Array.from({ length: files }, (_, file) => ({ ...row, id: `${messageId}#${file}`, file }))
      return prepareWrite(
        insert('outbox', NEW, { ...row, id: messageId, file: null }, SAID_ANEW),
        ...filesOfIt.map((file) => insert('outbox', NEW, file, 'ON CONFLICT (id) DO NOTHING')),
      )
    },
    claim: async (owner, now, until) => {
      const taken = await claim<{ id: string }>({ owner, now, until }, MAY_GO, [], 'id')
      const row = taken && (await database.get<Outgoing>(`${SELECT} WHERE o.id = ?`, taken.id))
      return row && { ...row, lease: { of: 'outgoing', id: row.id, owner, fence: taken.fence } }
    },
    sent: (lease, revision, at) => change(lease, SENT, revision, at, at, revision),
    dead: (limit = 100) => database.all<Outgoing>(`${SELECT} WHERE o.state = 'dead' ORDER BY o.finished_at DESC LIMIT ?`, limit),
    nextDue: (now) => nextDue(now),
  }
}
