import type { BlocksTable, FormTable, GroupsTable, MatrixTable } from '../../form/form.ts'
import { countWork } from '../../language/count-work.ts'
import { groupBy } from '../../language/group-by.ts'
import { isBlank, isFilled, learnSlots } from './fit-row.ts'
import { gatherRows } from './gather-rows.ts'
import type { NamedLabel } from './name-labels.ts'
import { labelsOfTable, type OfficialLabel } from './official-labels.ts'
import type { Piece } from './piece.ts'

/** A head in other words than the form's, in the place of one of the form's. */
export interface RenamedHead {
  readonly piece: Piece
  readonly label: OfficialLabel
}

/** What is looked at of a table. */
export interface Looked {
  readonly pieces: readonly Piece[]
  readonly named: readonly NamedLabel[]
  /** Text came over lines and pages: part of a wording may be the rest of a torn one. */
  readonly flowing: boolean
}

/**
 * Tells heads that resemble no wording of the form by what stands under them.
 * @param heads words among the heads that are none of the form's
 */
export function renamedHeads(table: FormTable, heads: readonly Piece[], looked: Looked): RenamedHead[] {
  if (!heads.length) return []
  const labels = labelsOfTable(table)
  const labelOf = labelFinder(table, looked)
  return heads.flatMap((piece) => {
    const key = labelOf(piece)
    const label = labels.find((one) => one.key === key?.key && one.block === key.block)
    if (!label || isKnown(label, table, looked) || isTorn({ piece, label }, heads, labels, looked.flowing)) return []
    return [{ piece, label }]
  })
}

/** Part of a wording may be the rest of a torn one; it is a head's own words where all others of its line came whole. */
function isTorn({ piece, label }: RenamedHead, heads: readonly Piece[], labels: readonly OfficialLabel[], flowing: boolean): boolean {
  countWork(heads.length)
  if (!labels.some(({ full }) => full !== piece.key && full.includes(piece.key))) return false
  return flowing || !label.full.includes(piece.key) || heads.some(({ line, key }) => line === piece.line && key !== piece.key)
}

/** The columns of groups have the same words group for group, and are never wanting as a whole. */
const isKnown = (label: OfficialLabel, table: FormTable, { named }: Looked): boolean =>
  !(table.layout === 'groups' && label.kind === 'column') && named.some((one) => one.label === label)

type Finder = (piece: Piece) => { readonly key: string; readonly block?: string } | null

function labelFinder(table: FormTable, looked: Looked): Finder {
  if (table.layout === 'blocks') return inBlocks(table, looked)
  return table.layout === 'matrix' ? inMatrix(table, looked) : inGroups(table, looked)
}

/** In a block the heads stand in one line, the stub first. */
function inBlocks({ id, blocks }: BlocksTable, { pieces, named }: Looked): Finder {
  return (piece) => {
    const at = pieces.indexOf(piece)
    countWork(pieces.length)
    const below = named.find(({ first, label }) => first > at && label.kind !== 'column')?.label
    const block = blocks.find(({ key }) => below?.kind === 'row' && key === below.block)
    const line = pieces.filter((one) => one.line === piece.line && one.key !== '')
    if (!block || line.length !== block.columns.length + 1) return null
    const column = block.columns[line.indexOf(piece) - 1]
    return column ? { key: `${id}/column/${column.key}`, block: block.key } : { key: `${id}/stub`, block: block.key }
  }
}

/** In a grid a head stands over the figures of its column, the heading of several columns over theirs. */
function inMatrix(table: MatrixTable, { pieces, named }: Looked): Finder {
  const rows = gatherRows(pieces, named, table.columns.length).rows.filter(({ named: row }) => row?.label.kind === 'row')
  const slots = learnSlots(rows, table.columns.length)
  return (piece) => {
    const over = columnsUnder(piece, pieces, slots)
    if (over.length > 1) return over.length < table.columns.length && table.span ? { key: `${table.id}/${table.span.key}` } : null
    const column = table.columns[over[0] ?? -1]
    return column ? { key: `${table.id}/column/${column.key}` } : null
  }
}

function inGroups({ id, groups, columns }: GroupsTable, { pieces }: Looked): Finder {
  const width = groups.length * columns.length
  const lines = groupBy(
    pieces.filter(({ kind }) => kind === 'value'),
    ({ line }) => line,
  )
  const rows = [...lines.values()].filter((values) => values.some(isFilled)).map((values) => ({ values }))
  const slots = learnSlots(rows, width)
  return (piece) => {
    const over = columnsUnder(piece, pieces, slots)
    const [first = 0] = over
    if (over.length === columns.length && first % columns.length === 0) {
      return { key: `${id}/group/${groups[first / columns.length]?.key}` }
    }
    const column = over.length === 1 ? columns[first % columns.length] : undefined
    return column ? { key: `${id}/column/${column.key}` } : null
  }
}

/** Numbers of the columns whose figures stand under a head of a grid: it reaches over blank cells to the next head of its line. */
function columnsUnder({ table, line, slot, cell }: Piece, pieces: readonly Piece[], slots: readonly number[] | null): number[] {
  if (!table || !slots) return []
  countWork(pieces.length)
  const behind = pieces.filter((one) => one.table === table && one.line === line && one.slot > slot && !isBlank(one))
  const end = Math.max(slot + (cell?.columnSpan ?? 1), Math.min(...behind.map((one) => one.slot), (slots.at(-1) ?? slot) + 1))
  return slots.flatMap((one, index) => (slot <= one && one < end ? [index] : []))
}
