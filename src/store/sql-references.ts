import type { CellKey } from '../model/annual-report.ts'
import type { ReferenceFigure } from '../model/reference-figures.ts'
import type { ReferenceRow, ReferenceStore } from '../model/ports/reference-store.ts'
import type { Database, Statement } from './database.ts'
import { prepareWrite, statement } from './prepared-write.ts'
import { insert } from './row-fields.ts'

const LIST = ['id', 'year', 'name', 'until', 'byUser', 'byName', 'at'] as const
/** Rows of one statement: D1 takes 100 parameters. */
const ROWS_AT_ONCE = 33

interface Row {
  readonly list: string
  readonly until: string | null
  readonly figures: string
}

export const sqlReferences = (database: Database): ReferenceStore => ({
  ofAgency: async (agencyId, year) => {
    const rows = await database.all<Row>(
      `SELECT l.name AS list, l.until, r.figures FROM reference_rows r JOIN reference_lists l ON l.id = r.list_id
       WHERE r.agency_id = ? AND l.year = ? ORDER BY l.at, l.id`,
      agencyId,
      year,
    )
    const newest = new Map(rows.flatMap(figuresOf).map((figure) => [figure.cell, figure]))
    return [...newest.values()]
  },
  put: (list, rows, by, at) =>
    prepareWrite(
      ...remove(list.id),
      insert('reference_lists', LIST, { ...list, byUser: by.id, byName: by.name, at }),
      ...adding(list.id, rows),
    ),
  drop: (listId) => prepareWrite(...remove(listId)),
})

const figuresOf = ({ list, until, figures }: Row): ReferenceFigure[] =>
  (JSON.parse(figures) as [CellKey, number][]).map(([cell, value]) => ({ cell, value, list, until }))

const remove = (listId: string): Statement[] => [
  statement('DELETE FROM reference_rows WHERE list_id = ?', listId),
  statement('DELETE FROM reference_lists WHERE id = ?', listId),
]

function adding(listId: string, rows: readonly ReferenceRow[]): Statement[] {
  const statements: Statement[] = []
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    const some = rows.slice(from, from + ROWS_AT_ONCE)
    const values = some.map(() => '(?, ?, ?)').join(', ')
    const params = some.flatMap(({ agencyId, figures }) => [listId, agencyId, JSON.stringify(figures)])
    statements.push(statement(`INSERT INTO reference_rows (list_id, agency_id, figures) VALUES ${values}`, ...params))
  }
  return statements
}
