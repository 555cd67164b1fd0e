import type { StoredWaiver, WaiverStore } from '../model/ports/waiver-store.ts'
import type { Database } from './database.ts'
import { change, prepareWrite } from './prepared-write.ts'
import { insert } from './row-fields.ts'

const FIELDS = ['id', 'series', 'fingerprint', 'rule', 'reason', 'byUser', 'byName', 'at', 'until'] as const

export const sqlWaivers = (database: Database): WaiverStore => ({
  ofSeries: (series) =>
    database.all<StoredWaiver>(
      `SELECT id, series, fingerprint, rule, reason, by_user AS "by", by_name AS "byName", at, until
         FROM waivers WHERE series = ? AND revoked_at IS NULL ORDER BY at, id`,
      series,
    ),
  add: (waiver) => prepareWrite(insert('waivers', FIELDS, { ...waiver, byUser: waiver.by }, 'ON CONFLICT (id) DO NOTHING')),
  revoke: (series, fingerprint, by, at) => {
    const sql = 'UPDATE waivers SET revoked_by = ?, revoked_at = ? WHERE series = ? AND fingerprint = ? AND revoked_at IS NULL'
    return change(sql, by, at, series, fingerprint)
  },
})
