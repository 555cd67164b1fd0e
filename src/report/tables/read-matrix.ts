import type { MatrixTable } from '../../form/form.ts'
import { countWork } from '../../language/count-work.ts'
import { doubtRows, withoutCaptions } from './doubt-rows.ts'
import { fitRow, isBlank, isFilled, learnSlots, orderColumns, usualWidth } from './fit-row.ts'
import { gatherRows, learnTails, type FoundRow } from './gather-rows.ts'
import { isMentioned } from './is-mentioned.ts'
import type { NamedLabel } from './name-labels.ts'
import { labelsOfTable } from './official-labels.ts'
import type { Piece } from './piece.ts'
import { spanOf, type ReadingBuilder } from './reading-builder.ts'
import { settleGlued, type GluedRow } from './settle-glued.ts'
import { splitByCount, splitBySum } from './split-digits.ts'

interface Context {
  readonly builder: ReadingBuilder
  readonly columns: readonly string[]
  readonly slots: readonly number[] | null
  /** For every row, the blank cells behind it that are not its own; null where that is not known. */
  readonly tails: ReadonlyMap<FoundRow, number | null>
  readonly glued: GluedRow[]
}

/**
 * Places the figures of a table of rows by their wordings, all with the same columns (收到和处理政府信息公开申请情况).
 * @param flowing its text came over lines and pages
 */
export function readMatrix(
  builder: ReadingBuilder,
  table: MatrixTable,
  pieces: readonly Piece[],
  named: readonly NamedLabel[],
  flowing: boolean,
): void {
  const official = table.columns.map(({ key }) => key)
  const gathered = gatherRows(pieces, named, official.length)
  const { rows, strays } = doubtRows(withoutCaptions(gathered.rows), official.length)
  const orphans = gathered.orphans || strays
  const known = rows.filter((row) => row.named)
  const counts = known
    .filter((row) => row.named?.label.kind === 'row' && !looksGlued(row.values, official.length))
    .map((row) => row.values.length)
  const width = usualWidth(counts, official.length)
  const columns = orderColumns(official, width, named, pieces) ?? []
  const slots = learnSlots(known, columns.length)
  const context: Context = { builder, columns, slots, tails: learnTails(rows, columns.length), glued: [] }
  const moved = flowing ? movedIntoGroups(known, table, builder) : new Set<FoundRow>()
  for (const row of rows) if (!moved.has(row)) placeRow(row, context)
  settleGlued(builder, table, columns, context.glued)
  const overfull = orphans || rows.some((row) => row.named?.label.kind === 'row' && row.values.filter(isFilled).length > width)
  const lost = labelsOfTable(table).filter(
    (label) => label.kind === 'row' && !builder.shifted.includes(label.key) && !known.some((row) => row.named?.label === label),
  )
  for (const label of lost) (overfull || isMentioned(label, pieces, named) ? builder.shifted : builder.absent).push(label.key)
  const gone = official.filter((key) => columns.length > 0 && !columns.includes(key))
  builder.absent.push(...gone.map((column) => builder.label('column', column)))
  builder.fillRest((_, row, column) => builder.absent.includes(builder.label('row', row)) || gone.includes(column))
}

function placeRow(row: FoundRow, context: Context): void {
  const { builder, columns } = context
  const kind = row.named?.label.kind
  if (kind === 'row') placeValues(row, row.named?.label.name ?? '', context)
  else if (kind === 'group') {
    const values = row.values.flatMap((piece) => (isBlank(piece) || Number.isNaN(Number(piece.text)) ? [] : [Number(piece.text)]))
    if (values.length) builder.groupFigures.push({ key: row.named?.label.key ?? '', span: spanOf(row.head), values })
  } else if (row.values.filter((piece) => /\d/.test(piece.text)).length >= Math.min(2, columns.length)) builder.addExtra(row.head)
}

function placeValues(row: FoundRow, name: string, context: Context): void {
  const { builder, columns, slots, tails } = context
  const cells = columns.map((column) => builder.cell(name, column))
  if (builder.hasRow(row, cells)) return
  if (looksGlued(row.values, columns.length)) {
    placeGlued(row, cells, context)
    return
  }
  const fit = columns.length && !row.interrupted ? fitRow(row.values, columns.length, slots, tails.get(row) ?? null) : null
  if (!fit || (fit.moved && slots && row.values[0]?.line === row.values.at(-1)?.line)) builder.note('shifted-row')
  builder.putRow(row, cells, fit)
}

function looksGlued(values: readonly Piece[], width: number): boolean {
  const filled = values.filter(isFilled)
  return (
    filled.length > 0 && filled.length < width && filled.some((piece) => piece.glued) && filled.every((piece) => /^\d+$/.test(piece.text))
  )
}

function placeGlued(row: FoundRow, cells: readonly string[], { builder, glued }: Context): void {
  const filled = row.values.filter(isFilled)
  const head = filled[0] ?? row.head
  const runs = filled.map((piece) => piece.text)
  builder.note('glued')
  const forced = splitByCount(runs, cells.length)
  const ways = forced ? [] : splitBySum(runs, cells.length, 1)
  builder.putGlued(cells, forced ?? (ways.length === 1 ? ways[0] : null), head, forced ? undefined : 'row-sum')
  if (ways.length > 1) glued.push({ row: row.named?.label.name ?? '', head, ways })
}

/**
 * In flattened text the figures of a group's first row may stand beside the group's own words (a page ended there), or
 * that row's own words may be lost. Whose figures these are is not certain.
 */
function movedIntoGroups(rows: readonly FoundRow[], table: MatrixTable, builder: ReadingBuilder): Set<FoundRow> {
  const moved = new Set<FoundRow>()
  const byName = new Map(rows.toReversed().map((row) => [row.named?.label.name, row]))
  countWork(rows.length)
  for (const row of rows) {
    const figures = row.values.filter(isFilled)
    if (row.named?.label.kind !== 'group' || figures.length < 2) continue
    const child = table.rows.find(({ kind, group }) => kind === 'value' && group === row.named?.label.name)?.key ?? ''
    const own = byName.get(child)
    if (own?.values.some(isFilled)) continue
    moved.add(row)
    if (own) moved.add(own)
    builder.shifted.push(builder.label('row', child))
    builder.note('shifted-row')
    for (const key of builder.cellsOfRow(child)) builder.putUnreadable(key, figures[0])
  }
  return moved
}
