import type { RuleOffStore, StoredRuleOff } from '../model/ports/rule-off-store.ts'
import type { Database } from './database.ts'
import { change, prepareWrite } from './prepared-write.ts'
import { insert } from './row-fields.ts'

const FIELDS = ['id', 'agencyId', 'rule', 'reason', 'byUser', 'byName', 'at', 'until'] as const

/** Rules switched off for agencies. */
export const sqlRulesOff = (database: Database): RuleOffStore => ({
  ofAgency: (agencyId) =>
    database.all<StoredRuleOff>(
      `SELECT id, agency_id AS "agencyId", rule, reason, by_user AS "byUser", by_name AS "by", at, until
         FROM rules_off WHERE agency_id = ? AND revoked_at IS NULL ORDER BY at, id`,
      agencyId,
    ),
  add: (off) => prepareWrite(insert('rules_off', FIELDS, { ...off, byName: off.by }, 'ON CONFLICT (id) DO NOTHING')),
  revoke: (agencyId, rule, by, at) =>
    change(
      'UPDATE rules_off SET revoked_by = ?, revoked_at = ? WHERE agency_id = ? AND rule = ? AND revoked_at IS NULL',
      by,
      at,
      agencyId,
      rule,
    ),
})
