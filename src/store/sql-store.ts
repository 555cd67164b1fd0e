import type { AuditEntry, AuditStore } from '../model/ports/audit-store.ts'
import type { SettingStore } from '../model/ports/setting-store.ts'
import type { CommitResult, Store } from '../model/ports/store.ts'
import type { StoredWaiver, WaiverStore } from '../model/ports/waiver-store.ts'
import type { Lease } from '../model/ports/write.ts'
import type { Database, Statement } from './database.ts'
import { change, prepareWrite, statement, statementsOf } from './prepared-write.ts'
import { insert, select, where } from './row-fields.ts'
import { sqlAgencies } from './sql-agencies.ts'
import { sqlAttempts } from './sql-attempts.ts'
import { sqlChecklists } from './sql-checklists.ts'
import { sqlConversations } from './sql-conversations.ts'
import { sqlDrafts } from './sql-drafts.ts'
import { sqlFeedback } from './sql-feedback.ts'
import { sqlInbox } from './sql-inbox.ts'
import { sqlJobs } from './sql-jobs.ts'
import { sqlOutbox } from './sql-outbox.ts'
import { sqlPrints } from './sql-prints.ts'
import { sqlReferences } from './sql-references.ts'
import { sqlRulesOff } from './sql-rules-off.ts'
import { sqlUsers } from './sql-users.ts'

/** The ports on SQL, the same for better-sqlite3 and D1. */
export const createSqlStore = (database: Database): Store => ({
  drafts: sqlDrafts(database),
  checklists: sqlChecklists(database),
  waivers: sqlWaivers(database),
  rulesOff: sqlRulesOff(database),
  conversations: sqlConversations(database),
  inbox: sqlInbox(database),
  jobs: sqlJobs(database),
  outbox: sqlOutbox(database),
  settings: sqlSettings(database),
  feedback: sqlFeedback(database),
  audit: sqlAudit(database),
  agencies: sqlAgencies(database),
  users: sqlUsers(database),
  attempts: sqlAttempts(database),
  references: sqlReferences(database),
  prints: sqlPrints(database),
  commit: (writes, lease) => commit(database, writes.flatMap(statementsOf), lease),
})

async function commit(database: Database, statements: readonly Statement[], lease?: Lease): Promise<CommitResult> {
  const all = lease ? [fence(lease), ...statements] : statements
  if (all.length === 0) return 'done'
  try {
    await database.batch(all)
    return 'done'
  } catch (error) {
    const refused = refusal(error)
    if (refused) return refused
    throw error
  }
}

/** Breaks the whole batch where the lease is not held any more. */
function fence(lease: Lease): Statement {
  const table = lease.of === 'job' ? 'jobs' : 'outbox'
  return statement(
    `INSERT INTO fences (held) SELECT NULL WHERE NOT EXISTS
       (SELECT 1 FROM ${table} WHERE id = ? AND owner = ? AND fence = ? AND state = 'leased')`,
    lease.id,
    lease.owner,
    lease.fence,
  )
}

function refusal(error: unknown): CommitResult | null {
  const text = error instanceof Error ? error.message : String(error)
  if (text.includes('fences.held')) return 'lost-lease'
  if (text.includes('inbox_keys.key')) return 'duplicate'
  if (text.includes('drafts.series') || text.includes('drafts_version')) return 'conflict'
  return null
}

const WAIVER = ['id', 'series', 'fingerprint', 'rule', 'reason', 'byUser', 'byName', 'at', 'until'] as const

const sqlWaivers = (database: Database): WaiverStore => ({
  ofSeries: (series) =>
    database.all<StoredWaiver>(
      `SELECT id, series, fingerprint, rule, reason, by_user AS "by", by_name AS "byName", at, until
         FROM waivers WHERE series = ? AND revoked_at IS NULL ORDER BY at, id`,
      series,
    ),
  add: (waiver) => prepareWrite(insert('waivers', WAIVER, { ...waiver, byUser: waiver.by }, 'ON CONFLICT (id) DO NOTHING')),
  revoke: (series, fingerprint, by, at) => {
    const sql = 'UPDATE waivers SET revoked_by = ?, revoked_at = ? WHERE series = ? AND fingerprint = ? AND revoked_at IS NULL'
    return change(sql, by, at, series, fingerprint)
  },
})

const sqlSettings = (database: Database): SettingStore => ({
  get: async (key) => {
    const row = await database.get<{ value: string }>('SELECT value FROM settings WHERE key = ?', key)
    return row ? (JSON.parse(row.value) as unknown) : null
  },
  put: (key, value, by, at) => {
    const sql = `INSERT INTO settings (key, value, by_user, at) VALUES (?, ?, ?, ?)
      ON CONFLICT (key) DO UPDATE SET value = excluded.value, by_user = excluded.by_user, at = excluded.at`
    return change(sql, key, JSON.stringify(value), by, at)
  },
})

const AUDIT = ['id', 'at', 'actor', 'action', 'subject', 'detail'] as const

const sqlAudit = (database: Database): AuditStore => ({
  add: (entry) => prepareWrite(insert('audit', AUDIT, entry, 'ON CONFLICT (id) DO NOTHING')),
  list: async ({ subject, actor, limit = 200 }) => {
    const { sql, params } = where({ 'subject = ?': subject, 'actor = ?': actor })
    const rows = await database.all<Omit<AuditEntry, 'detail'> & { detail: string }>(
      `SELECT ${select(AUDIT)} FROM audit ${sql} ORDER BY at DESC, id DESC LIMIT ?`,
      ...params,
      limit,
    )
    return rows.map((row) => ({ ...row, detail: JSON.parse(row.detail) as AuditEntry['detail'] }))
  },
})
