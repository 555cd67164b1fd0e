import type { AuditEntry, AuditStore } from '../model/ports/audit-store.ts'
import type { Database } from './database.ts'
import { prepareWrite } from './prepared-write.ts'
import { insert, select, where } from './row-fields.ts'

const FIELDS = ['id', 'at', 'actor', 'action', 'subject', 'detail'] as const

export const sqlAudit = (database: Database): AuditStore => ({
  add: (entry) => prepareWrite(insert('audit', FIELDS, entry, 'ON CONFLICT (id) DO NOTHING')),
  list: async ({ subject, actor, limit = 200 }) => {
    const { sql, params } = where({ 'subject = ?': subject, 'actor = ?': actor })
    const rows = await database.all<Omit<AuditEntry, 'detail'> & { detail: string }>(
      `SELECT ${select(FIELDS)} FROM audit ${sql} ORDER BY at DESC, id DESC LIMIT ?`,
      ...params,
      limit,
    )
    return rows.map((row) => ({ ...row, detail: JSON.parse(row.detail) as AuditEntry['detail'] }))
  },
})
