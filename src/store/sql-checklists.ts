import { Checklist, findingsOf } from '../model/checklist.ts'
import type { ChecklistStore } from '../model/ports/checklist-store.ts'
import type { Database, Statement } from './database.ts'
import { prepareWrite, statement } from './prepared-write.ts'
import { insert } from './row-fields.ts'

type Row = Readonly<{ body: string }>
const FIELDS = ['id', 'draftId', 'checkedAt', 'errors', 'warnings', 'notices', 'waived', 'fixed', 'unknown', 'body'] as const

export const sqlChecklists = (database: Database): ChecklistStore => ({
  find: async (id) => parse(await database.get<Row>('SELECT body FROM checklists WHERE id = ?', id)),
  ofDraft: async (draftId) => parse(await database.get<Row>('SELECT body FROM checklists WHERE draft_id = ?', draftId)),
  put: (checklist) =>
    prepareWrite(
      statement('DELETE FROM findings WHERE checklist_id IN (SELECT id FROM checklists WHERE draft_id = ?)', checklist.draftId),
      statement('DELETE FROM checklists WHERE draft_id = ?', checklist.draftId),
      insertChecklist(checklist),
      insertFindings(checklist),
    ),
})

const parse = (row: Row | null): Checklist | null => row && Checklist.parse(JSON.parse(row.body))

function insertChecklist(checklist: Checklist): Statement {
  const findings = checklist.items.flatMap(findingsOf)
  const count = (severity: string) => findings.filter((finding) => finding.severity === severity).length
  const counts = { errors: count('error'), warnings: count('warning'), notices: count('notice') }
  const others = { waived: checklist.waived.length, fixed: checklist.fixed.length, unknown: checklist.unknown.length }
  return insert('checklists', FIELDS, { ...checklist, ...counts, ...others, body: checklist })
}

/** One statement for all of them: D1 counts statements. */
function insertFindings(checklist: Checklist): Statement {
  const rows = [
    // A finding counts by itself, whatever entry it is shown in.
    ...checklist.items
      .flatMap((item) => item.parts ?? [item])
      .map(({ finding, state }) => [finding.rule, finding.severity, state, finding.fingerprint]),
    ...checklist.waived.map(({ finding }) => [finding.rule, finding.severity, 'waived', finding.fingerprint]),
    // What a rule found that was switched off counts again from the day on which that ends.
    ...(checklist.off ?? []).flatMap(({ parts, waived }) => [
      ...parts.map(({ finding, state }) => [finding.rule, finding.severity, state, finding.fingerprint]),
      ...waived.map(({ finding }) => [finding.rule, finding.severity, 'waived', finding.fingerprint]),
    ]),
    ...checklist.fixed.map(({ rule, fingerprint }) => [rule, 'notice', 'fixed', fingerprint]),
  ]
  return statement(
    `INSERT INTO findings (checklist_id, position, rule, severity, state, fingerprint)
     SELECT ?, key, value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(?)`,
    checklist.id,
    JSON.stringify(rows),
  )
}
