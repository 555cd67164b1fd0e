import type { FormTable } from '../../form/form.ts'
import type { Forms } from '../../form/forms.ts'
import { countWork } from '../../language/count-work.ts'
import type { FormVersion } from '../../model/annual-report.ts'
import { isFilled } from './fit-row.ts'
import { gatherRows } from './gather-rows.ts'
import { farness, keysOf } from './label-likeness.ts'
import { MOST_FAR, type NamedLabel } from './name-labels.ts'
import { labelsOfTable } from './official-labels.ts'
import type { Piece } from './piece.ts'
import { wordingsByVersion } from './tell-layout.ts'

/** Longer words over a column are a remark. */
const LONGEST = 14
/** More words among the heads are no columns. */
const MOST_HEADS = 60
/** Rows that must have a figure too many, of all rows with figures. */
const MOST_ROWS = 0.8

/** Words among the heads of a table's columns that are none of the form's: in front of the first row, or of the rows of a block. */
export function strangeHeads(pieces: readonly Piece[], named: readonly NamedLabel[]): Piece[] {
  const owners = ownersOf(pieces, named)
  let open = false
  const heads = pieces.filter((piece, index) => {
    const kind = owners[index]?.label.kind
    if (kind === 'row' || kind === 'group' || (piece.kind === 'value' && /\d/.test(piece.text))) open = false
    else if (kind !== undefined) open = true
    return open && kind === undefined && piece.kind === 'text' && piece.key.length >= 2 && piece.key.length <= LONGEST
  })
  return heads.slice(0, MOST_HEADS)
}

function ownersOf(pieces: readonly Piece[], named: readonly NamedLabel[]): (NamedLabel | undefined)[] {
  const owners: (NamedLabel | undefined)[] = pieces.map(() => undefined)
  countWork(pieces.length)
  for (const one of named) for (let index = one.first; index <= one.last; index++) owners[index] ??= one
  return owners
}

/** Heads of columns that another form prescribes for the table and its own does not. */
export function headsOfOtherForms(
  pieces: readonly Piece[],
  named: readonly NamedLabel[],
  table: FormTable,
  forms: Forms,
): { readonly piece: Piece; readonly version: FormVersion }[] {
  const own = new Set(labelsOfTable(table).map(({ full }) => full))
  const others = wordingsByVersion(table.id, forms)
  const owners = ownersOf(pieces, named)
  return pieces.flatMap((piece, index) => {
    if (piece.kind !== 'text' || own.has(piece.key)) return []
    const version = others.find(({ columns }) => columns.has(piece.key))?.version
    const label = owners[index]?.label
    // A slip of the pen away from the form's own words is a slip (TF-001).
    const isSlip = label !== undefined && farness(keysOf(piece.text), label, MOST_FAR) <= MOST_FAR
    return version === undefined || isSlip ? [] : [{ piece, version }]
  })
}

/**
 * Heads over columns that the form does not have: every column of the form is there, and the rows have as many figures more as there
 * are such heads.
 */
export function addedColumns(table: FormTable, heads: readonly Piece[], pieces: readonly Piece[], named: readonly NamedLabel[]): Piece[] {
  if (table.layout === 'blocks') return table.blocks.flatMap((block) => addedTo(block.columns.length, block.key, heads, pieces, named))
  if (table.layout === 'matrix') return addedTo(table.columns.length, undefined, heads, pieces, named)
  const width = table.groups.length * table.columns.length
  const columns = named.filter(({ label }) => label.kind === 'column').length
  const values = pieces.filter((piece) => piece.kind === 'value' && isFilled(piece)).length
  return heads.length > 0 && columns === width && values === width + heads.length ? [...heads] : []
}

/** @param block of a table of blocks, the one looked at */
function addedTo(
  width: number,
  block: string | undefined,
  heads: readonly Piece[],
  pieces: readonly Piece[],
  named: readonly NamedLabel[],
): Piece[] {
  const columns = named.filter(({ label }) => label.kind === 'column' && label.block === block)
  if (new Set(columns.map(({ label }) => label.name)).size < width) return []
  const lines = new Set(columns.map(({ first }) => pieces[first]?.line))
  const first = Math.min(...columns.map((column) => column.first))
  const last = Math.max(...columns.map((column) => column.last))
  // In a grid a head stands in a line of heads; in a line of its own, between the first head and the last.
  const own = heads.filter((piece) => (piece.table ? lines.has(piece.line) : isBetween(pieces.indexOf(piece), first, last)))
  const rows = gatherRows(pieces, named, width).rows.filter(({ named: row }) => row?.label.kind === 'row' && row.label.block === block)
  const counts = rows.map(({ values }) => (values.some(({ table }) => table) ? values.length : values.filter(isFilled).length))
  const fitting = counts.filter((count) => count === width + own.length).length
  return own.length > 0 && rows.length > 0 && fitting >= counts.length * MOST_ROWS ? own : []
}

const isBetween = (index: number, first: number, last: number): boolean => first < index && index <= last + 1

/** The pieces with what stands under added heads taken for words, so that the rest of a row keeps its places; only a grid tells what. */
export function withoutAdded(pieces: readonly Piece[], added: readonly Piece[]): readonly Piece[] {
  const slots = new Set(added.flatMap(({ table, slot }) => (table ? [`${table.id} ${slot}`] : [])))
  if (!slots.size) return pieces
  return pieces.map((piece) =>
    piece.kind === 'value' && slots.has(`${piece.table?.id} ${piece.slot}`) ? { ...piece, kind: 'text', key: '', hits: [] } : piece,
  )
}
