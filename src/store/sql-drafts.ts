import type { Draft, DraftStore } from '../model/ports/draft-store.ts'
import type { Database } from './database.ts'
import { change, marks, prepareWrite } from './prepared-write.ts'
import { assign, insert, select, where } from './row-fields.ts'

const SENT = ['id', 'conversationId', 'messageId', 'sentBy', 'sentByName', 'sentAt', 'file', 'size', 'sha256', 'blob'] as const
const VERDICT = ['state', 'reason', 'agencyId', 'agency', 'year', 'series', 'version'] as const
const FIELDS = [...SENT, ...VERDICT, 'purgedAt'] as const
const COLUMNS = select(FIELDS)

export const sqlDrafts = (database: Database): DraftStore => ({
  find: (id) => database.get<Draft>(`SELECT ${COLUMNS} FROM drafts WHERE id = ?`, id),
  some: async (ids) => (ids.length ? database.all<Draft>(`SELECT ${COLUMNS} FROM drafts WHERE id IN (${marks(ids)})`, ...ids) : []),
  list: ({ limit = 200, ...filter }) => {
    const { sql, params } = where({
      'series = ?': filter.series,
      'conversation_id = ?': filter.conversationId,
      'sent_by = ?': filter.sentBy,
      'agency_id IN (SELECT value FROM json_each(?))': filter.agencyIds && JSON.stringify(filter.agencyIds),
      'year = ?': filter.year,
      'state = ?': filter.state,
      'sent_at < ?': filter.before,
      'purged_at IS NULL': filter.kept || undefined,
    })
    return database.all<Draft>(`SELECT ${COLUMNS} FROM drafts ${sql} ORDER BY sent_at DESC, id DESC LIMIT ?`, ...params, limit)
  },
  latest: (series, before) =>
    database.get<Draft>(
      `SELECT ${COLUMNS} FROM drafts WHERE series = ? AND version < ? AND state = 'checked' ORDER BY version DESC LIMIT 1`,
      series,
      before ?? Number.MAX_SAFE_INTEGER,
    ),
  add: (draft) => prepareWrite(insert('drafts', FIELDS, draft)),
  judge: (id, verdict) => change(`UPDATE drafts SET ${assign(VERDICT)} WHERE id = ?`, ...VERDICT.map((field) => verdict[field]), id),
  markPurged: (id, at) => change('UPDATE drafts SET purged_at = ? WHERE id = ?', at, id),
})
