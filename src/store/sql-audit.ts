import type { AuditEntry, AuditStore } from '../model/ports/audit-store.ts'
import type { Database, SqlValue } from './database.ts'
import { prepareWrite, statement } from './prepared-write.ts'

export const sqlAudit = (database: Database): AuditStore => ({
  add: (entry) =>
    prepareWrite(
      statement(
        'INSERT INTO audit (id, at, actor, action, subject, detail) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING',
        entry.id,
        entry.at,
        entry.actor,
        entry.action,
        entry.subject,
        JSON.stringify(entry.detail),
      ),
    ),
  list: async (filter) => {
    const terms: string[] = []
    const params: SqlValue[] = []
    for (const key of ['subject', 'actor'] as const) {
      const value = filter[key]
      if (value === undefined) continue
      terms.push(`${key} = ?`)
      params.push(value)
    }
    const rows = await database.all<Omit<AuditEntry, 'detail'> & { detail: string }>(
      `SELECT id, at, actor, action, subject, detail FROM audit ${terms.length ? `WHERE ${terms.join(' AND ')}` : ''}
         ORDER BY at DESC, id DESC LIMIT ?`,
      ...params,
      filter.limit ?? 200,
    )
    return rows.map((row) => ({ ...row, detail: JSON.parse(row.detail) as AuditEntry['detail'] }))
  },
})
