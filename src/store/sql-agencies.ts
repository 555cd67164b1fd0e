import type { Agency, AgencySnapshot, Deadline, NewestDraft, OpenFindings } from '../model/agency.ts'
import type { AgencyStore } from '../model/ports/agency-store.ts'
import type { Database } from './database.ts'
import { change, prepareWrite, statement } from './prepared-write.ts'
import { insert } from './row-fields.ts'

const COLUMNS = 'a.id, a.name, a.short_names AS "shortNames", a.superior_id AS "superiorId", a.kind, a.contact, a.channel, a.position'
const PUBLICATION = ['agencyId', 'year', 'at', 'byUser', 'byName'] as const
const DEADLINE = ['superiorId', 'kind', 'year', 'due', 'byUser', 'at'] as const
type Row = Omit<Agency, 'shortNames'> & { readonly shortNames: string }

/** Ids of some agencies and of all below them, as `under`. */
export const UNDER = `WITH RECURSIVE under (id) AS (
    SELECT id FROM agencies WHERE removed_at IS NULL AND id IN (SELECT value FROM json_each(?))
    UNION SELECT a.id FROM agencies a JOIN under u ON a.superior_id = u.id WHERE a.removed_at IS NULL)`

/** As many of the newest drafts tell what year is being worked on. */
const NEWEST_DRAFTS = 500

// Long: one entry for each function of the port.
export const sqlAgencies = (database: Database): AgencyStore => ({ ...list(database), ...drafts(database), ...dates(database) })

/** The agencies as they were imported. */
const list = (database: Database): Pick<AgencyStore, 'find' | 'all' | 'under' | 'replace' | 'everNamed'> => ({
  find: async (id) => {
    const row = await database.get<Row>(`SELECT ${COLUMNS} FROM agencies a WHERE a.id = ? AND a.removed_at IS NULL`, id)
    return row && read(row)
  },
  all: async () =>
    (await database.all<Row>(`SELECT ${COLUMNS} FROM agencies a WHERE a.removed_at IS NULL ORDER BY a.position, a.id`)).map(read),
  under: async (ids) =>
    (
      await database.all<Row>(
        `${UNDER} SELECT ${COLUMNS} FROM agencies a JOIN under u ON u.id = a.id ORDER BY a.position, a.id`,
        JSON.stringify(ids),
      )
    ).map(read),
  replace: (agencies, removed, at) => prepareWrite(upsert(agencies, at), takeOut(removed, at)),
  everNamed: async () =>
    new Map((await database.all<{ id: string; name: string }>('SELECT id, name FROM agencies')).map(({ id, name }) => [name, id])),
})

/** What the agencies' drafts tell. */
const drafts = (database: Database): Pick<AgencyStore, 'nameless' | 'adopt' | 'snapshot' | 'years'> => ({
  nameless: (sentBy) =>
    database.all(
      `SELECT series, max(agency) AS agency, max(year) AS year FROM drafts
         WHERE agency_id IS NULL AND series = 'name:' || agency || '|' || year AND state = 'checked'
         GROUP BY series HAVING min(sent_by) = ? AND max(sent_by) = ?`,
      sentBy,
      sentBy,
    ),
  adopt: (series, agencyId, year) => prepareWrite(...adopt(series, agencyId, `${agencyId}|${year}`)),
  snapshot: (agencyIds, year, at) => snapshot(database, agencyIds, year, at),
  years: (from, to) =>
    database.all(
      `SELECT year, count(*) AS drafts FROM (
           SELECT year FROM drafts
           WHERE agency_id IS NOT NULL AND sent_at >= ? AND sent_at <= ? AND state = 'checked' AND series = agency_id || '|' || year
           ORDER BY sent_at DESC LIMIT ${NEWEST_DRAFTS}) newest GROUP BY year ORDER BY year DESC`,
      from,
      to,
    ),
})

/** Publications and deadlines. */
const dates = (database: Database): Pick<AgencyStore, 'markPublished' | 'unmarkPublished' | 'deadlines' | 'setDeadline'> => ({
  markPublished: (agencyId, year, by, at) =>
    prepareWrite(
      insert(
        'publications',
        PUBLICATION,
        { agencyId, year, at, byUser: by.id, byName: by.name },
        'ON CONFLICT (agency_id, year) DO NOTHING',
      ),
    ),
  unmarkPublished: (agencyId, year) => change('DELETE FROM publications WHERE agency_id = ? AND year = ?', agencyId, year),
  deadlines: (year) => database.all<Deadline>('SELECT superior_id AS "superiorId", kind, year, due FROM deadlines WHERE year = ?', year),
  setDeadline: (deadline, by, at) => {
    const anew = `ON CONFLICT (superior_id, kind, year) DO UPDATE SET due = excluded.due, by_user = excluded.by_user, at = excluded.at`
    return prepareWrite(insert('deadlines', DEADLINE, { ...deadline, byUser: by, at }, anew))
  },
})

const read = (row: Row): Agency => ({ ...row, shortNames: JSON.parse(row.shortNames) as string[] })

/** One statement for all: D1 counts statements. */
const upsert = (agencies: readonly Agency[], at: string) =>
  statement(
    `INSERT INTO agencies (id, name, short_names, superior_id, kind, contact, channel, position, created_at)
     SELECT value ->> 'id', value ->> 'name', value -> 'shortNames', value ->> 'superiorId', value ->> 'kind', value ->> 'contact',
       value ->> 'channel', value ->> 'position', ? FROM json_each(?) WHERE true
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, short_names = excluded.short_names, superior_id = excluded.superior_id,
       kind = excluded.kind, contact = excluded.contact, channel = excluded.channel, position = excluded.position, removed_at = NULL`,
    at,
    JSON.stringify(agencies),
  )

const takeOut = (removed: readonly string[], at: string) =>
  statement('UPDATE agencies SET removed_at = ? WHERE id IN (SELECT value FROM json_each(?))', at, JSON.stringify(removed))

function adopt(series: string, agencyId: string, own: string) {
  const free = 'NOT EXISTS (SELECT 1 FROM drafts d WHERE d.series = ?)'
  return [
    statement(`UPDATE waivers SET series = ? WHERE series = ? AND ${free}`, own, series, own),
    statement(
      `UPDATE drafts SET series = ?, agency_id = ? WHERE id IN (SELECT id FROM drafts WHERE series = ? AND ${free})`,
      own,
      agencyId,
      series,
      own,
    ),
  ]
}

/**
 * The newest version of each agency that was checked by then: one look-up in an index for each agency
 * (`version > 0` is what lets SQLite take that index).
 */
const NEWEST = `WITH asked (agency, draft) AS MATERIALIZED (
    SELECT j.value, (SELECT d.id FROM drafts d JOIN checklists l ON l.draft_id = d.id
      WHERE d.series = j.value || '|' || ? AND d.version > 0 AND d.state = 'checked' AND l.checked_at < ? ORDER BY d.version DESC LIMIT 1)
    FROM json_each(?) j)`

/** A finding is open unless a waiver was in force at that moment, or its rule was switched off; what was revoked or has ended does not count. */
const OPEN = `${NEWEST}
  SELECT n.agency AS "agencyId", f.rule, f.severity, count(*) AS count
  FROM asked n JOIN checklists l ON l.draft_id = n.draft JOIN findings f ON f.checklist_id = l.id
  WHERE f.state <> 'fixed' AND NOT EXISTS (SELECT 1 FROM waivers w WHERE w.series = n.agency || '|' || ? AND w.fingerprint = f.fingerprint
    AND w.at < ? AND (w.until IS NULL OR w.until > ?) AND (w.revoked_at IS NULL OR w.revoked_at >= ?))
    AND NOT EXISTS (SELECT 1 FROM rules_off o WHERE o.agency_id = n.agency AND o.rule = f.rule
    AND o.at < ? AND (o.until IS NULL OR o.until > ?) AND (o.revoked_at IS NULL OR o.revoked_at >= ?))
  GROUP BY n.agency, f.rule, f.severity`

async function snapshot(database: Database, agencyIds: readonly string[], year: number, at: string): Promise<AgencySnapshot> {
  const ids = JSON.stringify(agencyIds)
  const text = String(year)
  const drafts = await database.all<NewestDraft>(
    `${NEWEST} SELECT n.agency AS "agencyId", d.id AS "draftId", d.version, d.sent_at AS "sentAt", d.sent_by_name AS "sentBy"
     FROM asked n JOIN drafts d ON d.id = n.draft`,
    text,
    at,
    ids,
  )
  const series = [text, at, JSON.stringify(drafts.map((draft) => draft.agencyId))]
  // As OPEN has them: the versions, the waivers, the rules switched off.
  const params = [...series, text, at, at, at, at, at, at]
  const open = drafts.length === 0 ? [] : await database.all<OpenFindings>(OPEN, ...params)
  const published = await database.all<{ agencyId: string; at: string }>(
    `SELECT p.agency_id AS "agencyId", p.at FROM json_each(?) j
     CROSS JOIN publications p ON p.agency_id = j.value AND p.year = ? WHERE p.at < ?`,
    ids,
    year,
    at,
  )
  return { drafts, open, published }
}
