import type { InboxEvent, InboxStore } from '../model/ports/inbox-store.ts'
import type { Database } from './database.ts'
import { prepareWrite, statement } from './prepared-write.ts'

type Row = Omit<InboxEvent, 'keys'> & { readonly keys: string }

const SELECT = `SELECT id, platform, at, body,
  (SELECT json_group_array(key) FROM inbox_keys WHERE inbox_id = inbox.id) AS keys FROM inbox`

export const sqlInbox = (database: Database): InboxStore => ({
  find: async (id) => read(await database.get<Row>(`${SELECT} WHERE id = ?`, id)),
  findByKey: async (platform, key) =>
    read(await database.get<Row>(`${SELECT} WHERE id = (SELECT inbox_id FROM inbox_keys WHERE platform = ? AND key = ?)`, platform, key)),
  accept: (event) =>
    prepareWrite(
      statement('INSERT INTO inbox (id, platform, at, body) VALUES (?, ?, ?, ?)', event.id, event.platform, event.at, event.body),
      // No ON CONFLICT: a key that is taken must undo the whole commit.
      ...[...new Set(event.keys)].map((key) =>
        statement('INSERT INTO inbox_keys (platform, key, inbox_id) VALUES (?, ?, ?)', event.platform, key, event.id),
      ),
    ),
})

const read = (row: Row | null): InboxEvent | null => row && { ...row, keys: JSON.parse(row.keys) as string[] }
