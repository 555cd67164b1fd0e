import type { Form, FormTable, MatrixTable } from '../../form/form.ts'
import { findTable } from '../../form/form-lines.ts'
import { newestFirst, type Forms } from '../../form/forms.ts'
import type { FormVersion } from '../../model/annual-report.ts'
import { labelsOfTable } from './official-labels.ts'
import type { Line, Piece } from './piece.ts'

interface Layout {
  readonly version: FormVersion
  readonly table: FormTable
}

/**
 * Tells by its wordings which of the prescribed formats a table follows, whatever its year; of two that it has as many
 * wordings of the newer.
 * @returns null where every wording is in all of them
 */
export function tellLayout(id: string, lines: readonly Line[], forms: Forms): FormVersion | null {
  const layouts = layoutsOf(id, forms)
  const pieces = lines.flatMap((line) => line.pieces)
  const counts = layouts.map(({ version, table }) => {
    const only = onlyIn(table, layouts)
    return { version, count: pieces.filter((piece) => hasWording(piece, only)).length }
  })
  const best = counts.toSorted((a, b) => b.count - a.count)[0]
  if (best && best.count > 0) return best.version
  const [newest, ...older] = layouts
  return older.find(({ table }) => newest && pieces.length > 0 && hasOldRow(pieces, table, newest.table))?.version ?? null
}

/** Whether the forms that have a table prescribe different wordings for it. */
export function differs(id: string, forms: Forms): boolean {
  const layouts = layoutsOf(id, forms)
  return layouts.some(({ table }) => onlyIn(table, layouts).size > 0)
}

const layoutsOf = (id: string, forms: Forms): Layout[] =>
  newestFirst(forms).flatMap((form: Form) => {
    const table = findTable(form, id)
    return table ? [{ version: form.version, table }] : []
  })

/** Wordings of a table that no other layout of it has; none where it is the only one. */
function onlyIn(table: FormTable, layouts: readonly Layout[]): ReadonlySet<string> {
  const others = layouts.flatMap((other) => (other.table === table ? [] : [other.table]))
  const theirs = new Set(others.flatMap((other) => labelsOfTable(other).map(({ official }) => official)))
  return others.length ? new Set(labelsOfTable(table).flatMap(({ official }) => (theirs.has(official) ? [] : [official]))) : new Set()
}

/** The heads of columns that each form prescribes for a table, as keys; the newest form first. */
export const wordingsByVersion = (id: string, forms: Forms): { readonly version: FormVersion; readonly columns: ReadonlySet<string> }[] =>
  layoutsOf(id, forms).map(({ version, table }) => ({
    version,
    columns: new Set(labelsOfTable(table).flatMap(({ kind, full }) => (kind === 'column' ? [full] : []))),
  }))

const hasWording = (piece: Piece, only: ReadonlySet<string>): boolean =>
  piece.hits.some((hit) => only.has(hit.official) && (hit.full === piece.key || hit.core.length > 3))

/**
 * Whether a row with figures of its own is one that the newer form has made a group of (（六）其他处理). With more figures
 * behind it than its own and the next rows' it is a group whose first rows have lost their words.
 */
function hasOldRow(pieces: readonly Piece[], old: FormTable, newest: FormTable): boolean {
  if (old.layout !== 'matrix' || newest.layout !== 'matrix') return false
  const groups = new Set(newest.rows.flatMap(({ kind, key }) => (kind === 'group' ? [key] : [])))
  return old.rows.some(({ kind, key }, index) => kind === 'value' && groups.has(key) && standsAlone(pieces, old, index))
}

function standsAlone(pieces: readonly Piece[], table: MatrixTable, row: number): boolean {
  const at = (key: string | undefined, from = 0): number =>
    pieces.findIndex((piece, index) => index >= from && piece.hits.some((hit) => hit.key === `${table.id}/row/${key}`))
  const start = at(table.rows[row]?.key)
  if (start < 0 || pieces[start + 1]?.kind !== 'value') return false
  const next = table.rows.slice(row + 1).map(({ key }) => at(key, start + 1))
  const rows = next.findIndex((end) => end >= 0) + 1
  const figures = pieces.slice(start + 1, next[rows - 1] ?? start + 1).filter(({ kind }) => kind === 'value').length
  return figures <= rows * table.columns.length
}
