import type { PrintStore, StoredPrints } from '../model/ports/print-store.ts'
import type { Database } from './database.ts'
import { change, marks } from './prepared-write.ts'

/** Ids of one statement: D1 takes 100 parameters. */
const IDS_AT_ONCE = 90

export const sqlPrints = (database: Database): PrintStore => ({
  ofAgencies: async (agencyIds, year) => {
    const found: StoredPrints[] = []
    for (let from = 0; from < agencyIds.length; from += IDS_AT_ONCE) {
      const some = agencyIds.slice(from, from + IDS_AT_ONCE)
      const rows = await database.all<Omit<StoredPrints, 'prints'> & { readonly prints: string }>(
        `SELECT agency_id AS "agencyId", draft_id AS "draftId", prints FROM text_prints WHERE year = ? AND agency_id IN (${marks(some)})`,
        year,
        ...some,
      )
      for (const row of rows) found.push({ ...row, prints: JSON.parse(row.prints) as StoredPrints['prints'] })
    }
    return found
  },
  put: ({ agencyId, draftId, prints }, year) =>
    change(
      `INSERT INTO text_prints (agency_id, year, draft_id, prints) VALUES (?, ?, ?, ?)
       ON CONFLICT (agency_id, year) DO UPDATE SET draft_id = excluded.draft_id, prints = excluded.prints`,
      agencyId,
      year,
      draftId,
      JSON.stringify(prints),
    ),
})
