import type { StoredWaiver, WaiverStore } from '../model/ports/waiver-store.ts'
import type { Database } from './database.ts'
import { prepareWrite, statement } from './prepared-write.ts'

export const sqlWaivers = (database: Database): WaiverStore => ({
  ofSeries: (series) =>
    database.all<StoredWaiver>(
      `SELECT id, series, fingerprint, rule, reason, by_user AS "by", by_name AS "byName", at, until
         FROM waivers WHERE series = ? AND revoked_at IS NULL ORDER BY at, id`,
      series,
    ),
  add: (waiver) =>
    prepareWrite(
      statement(
        `INSERT INTO waivers (id, series, fingerprint, rule, reason, by_user, by_name, at, until)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
        waiver.id,
        waiver.series,
        waiver.fingerprint,
        waiver.rule,
        waiver.reason,
        waiver.by,
        waiver.byName,
        waiver.at,
        waiver.until,
      ),
    ),
  revoke: (series, fingerprint, by, at) =>
    prepareWrite(
      statement(
        'UPDATE waivers SET revoked_by = ?, revoked_at = ? WHERE series = ? AND fingerprint = ? AND revoked_at IS NULL',
        by,
        at,
        series,
        fingerprint,
      ),
    ),
})
