import type { CommitResult, Store } from '../model/ports/store.ts'
import type { Lease } from '../model/ports/write.ts'
import type { Database, Statement } from './database.ts'
import { statement, statementsOf } from './prepared-write.ts'
import { sqlAgencies } from './sql-agencies.ts'
import { sqlAudit } from './sql-audit.ts'
import { sqlChecklists } from './sql-checklists.ts'
import { sqlConversations } from './sql-conversations.ts'
import { sqlDrafts } from './sql-drafts.ts'
import { sqlFeedback } from './sql-feedback.ts'
import { sqlInbox } from './sql-inbox.ts'
import { sqlJobs } from './sql-jobs.ts'
import { sqlOutbox } from './sql-outbox.ts'
import { sqlSettings } from './sql-settings.ts'
import { sqlUsers } from './sql-users.ts'
import { sqlWaivers } from './sql-waivers.ts'

/** The ports on SQL, the same for better-sqlite3 and D1. */
export const createSqlStore = (database: Database): Store => ({
  drafts: sqlDrafts(database),
  checklists: sqlChecklists(database),
  waivers: sqlWaivers(database),
  conversations: sqlConversations(database),
  inbox: sqlInbox(database),
  jobs: sqlJobs(database),
  outbox: sqlOutbox(database),
  settings: sqlSettings(database),
  feedback: sqlFeedback(database),
  audit: sqlAudit(database),
  agencies: sqlAgencies(database),
  users: sqlUsers(database),
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
