import type { Draft, DraftFilter, DraftStore } from '../model/ports/draft-store.ts'
import type { Database, SqlValue } from './database.ts'
import { marks, prepareWrite, statement } from './prepared-write.ts'

const COLUMNS = `id, conversation_id AS "conversationId", message_id AS "messageId", sent_by AS "sentBy",
  sent_by_name AS "sentByName", sent_at AS "sentAt", file, size, sha256, blob, state, reason, agency_id AS "agencyId",
  agency, year, series, version, purged_at AS "purgedAt"`

export const sqlDrafts = (database: Database): DraftStore => ({
  find: (id) => database.get<Draft>(`SELECT ${COLUMNS} FROM drafts WHERE id = ?`, id),
  list: (filter) => list(database, filter),
  latest: (series, before) =>
    database.get<Draft>(
      `SELECT ${COLUMNS} FROM drafts WHERE series = ? AND version < ? AND state = 'checked' ORDER BY version DESC LIMIT 1`,
      series,
      before ?? Number.MAX_SAFE_INTEGER,
    ),
  add: (draft) => prepareWrite(insert(draft)),
  judge: (id, verdict) =>
    prepareWrite(
      statement(
        'UPDATE drafts SET state = ?, reason = ?, agency_id = ?, agency = ?, year = ?, series = ?, version = ? WHERE id = ?',
        verdict.state,
        verdict.reason,
        verdict.agencyId,
        verdict.agency,
        verdict.year,
        verdict.series,
        verdict.version,
        id,
      ),
    ),
  markPurged: (id, at) => prepareWrite(statement('UPDATE drafts SET purged_at = ? WHERE id = ?', at, id)),
})

const insert = (draft: Draft) =>
  statement(
    `INSERT INTO drafts (id, conversation_id, message_id, sent_by, sent_by_name, sent_at, file, size, sha256, blob,
       state, reason, agency_id, agency, year, series, version, purged_at) VALUES (${marks(Array.from({ length: 18 }))})`,
    draft.id,
    draft.conversationId,
    draft.messageId,
    draft.sentBy,
    draft.sentByName,
    draft.sentAt,
    draft.file,
    draft.size,
    draft.sha256,
    draft.blob,
    draft.state,
    draft.reason,
    draft.agencyId,
    draft.agency,
    draft.year,
    draft.series,
    draft.version,
    draft.purgedAt,
  )

async function list(database: Database, filter: DraftFilter): Promise<Draft[]> {
  const terms: string[] = []
  const params: SqlValue[] = []
  const add = (term: string, ...values: SqlValue[]) => {
    terms.push(term)
    params.push(...values)
  }
  if (filter.series !== undefined) add('series = ?', filter.series)
  if (filter.conversationId !== undefined) add('conversation_id = ?', filter.conversationId)
  if (filter.sentBy !== undefined) add('sent_by = ?', filter.sentBy)
  if (filter.agencyIds !== undefined) add('agency_id IN (SELECT value FROM json_each(?))', JSON.stringify(filter.agencyIds))
  if (filter.year !== undefined) add('year = ?', filter.year)
  if (filter.state !== undefined) add('state = ?', filter.state)
  if (filter.before !== undefined) add('sent_at < ?', filter.before)
  if (filter.kept) add('purged_at IS NULL')
  const where = terms.length ? `WHERE ${terms.join(' AND ')}` : ''
  return database.all<Draft>(
    `SELECT ${COLUMNS} FROM drafts ${where} ORDER BY sent_at DESC, id DESC LIMIT ?`,
    ...params,
    filter.limit ?? 200,
  )
}
