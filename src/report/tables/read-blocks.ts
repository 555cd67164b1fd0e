import type { BlocksTable } from '../../form/form.ts'
import { fitRow, isFilled, learnSlots, orderColumns, usualWidth } from './fit-row.ts'
import { gatherRows, type FoundRow } from './gather-rows.ts'
import { isMentioned } from './is-mentioned.ts'
import type { NamedLabel } from './name-labels.ts'
import { labelsOfTable } from './official-labels.ts'
import type { Piece } from './piece.ts'
import type { ReadingBuilder } from './reading-builder.ts'
import { splitByCount } from './split-digits.ts'

type Block = BlocksTable['blocks'][number]

/** Places the figures of small blocks under each other (主动公开政府信息情况). */
export function readBlocks(builder: ReadingBuilder, table: BlocksTable, pieces: readonly Piece[], named: readonly NamedLabel[]): void {
  const { rows, orphans } = gatherRows(pieces, named, 1)
  const lost: string[] = []
  for (const block of table.blocks) {
    const own = rows.filter((row) => row.named?.label.block === block.key)
    const header = named.filter((one) => one.label.block === block.key)
    lost.push(...readBlock(builder, block, own, header, pieces))
  }
  for (const row of rows) if (!row.named && row.values.some((piece) => /\d/.test(piece.text))) builder.addExtra(row.head)
  const unsettled = orphans || builder.shifted.length > 0
  builder.fillRest((key, name) => {
    const row = builder.label('row', name)
    const label = labelsOfTable(table).find((one) => one.key === row)
    const found =
      unsettled || rows.some((one) => one.named?.label.key === row) || (label !== undefined && isMentioned(label, pieces, named))
    if (!found && !builder.absent.includes(row)) builder.absent.push(row)
    return !found || lost.includes(key)
  })
}

/** @returns the cells of columns that the block does not have */
function readBlock(
  builder: ReadingBuilder,
  block: Block,
  rows: readonly FoundRow[],
  header: readonly NamedLabel[],
  pieces: readonly Piece[],
): string[] {
  const official = block.columns.map(({ key }) => key)
  const counts = rows.filter((row) => !isGlued(row.values, official.length)).map((row) => row.values.length)
  const heads = new Set(header.filter(({ label, first }) => label.kind === 'column' && pieces[first]?.table).map(({ label }) => label.name))
    .size
  // A header in a grid that names fewer columns than the form is believed where all rows have just as many figures.
  const isShort = heads > 0 && heads < official.length && counts.length > 0 && counts.every((count) => count === heads)
  const width = isShort ? heads : official.length > 1 ? usualWidth(counts, official.length) : 1
  const columns = orderColumns(official, width, header, pieces)
  if (!columns) return []
  const slots = learnSlots(rows, columns.length)
  for (const row of rows) placeRow(builder, block, row, columns, slots)
  const lost = official.filter((key) => !columns.includes(key))
  for (const column of lost) if (rows.length) builder.absent.push(builder.label('column', column))
  return rows.length ? lost.flatMap((column) => block.rows.map((row) => builder.cell(row.key, column))) : []
}

function placeRow(builder: ReadingBuilder, block: Block, row: FoundRow, columns: readonly string[], slots: readonly number[] | null): void {
  const cells = columns.map((column) => builder.cell(row.named?.label.name ?? '', column))
  if (builder.hasRow(row, cells)) return
  if (isGlued(row.values, columns.length)) {
    // No sum holds a row of a block: only what the digits themselves force is taken.
    const filled = row.values.filter(isFilled)
    const digits = filled.map((piece) => piece.text)
    builder.note('glued')
    builder.putGlued(cells, splitByCount(digits, cells.length), filled[0] ?? row.head)
    return
  }
  const money = (index: number): boolean => block.columns.find(({ key }) => key === columns[index])?.unit !== undefined
  builder.putRow(row, cells, fitRow(row.values, columns.length, slots), { money, unread: row.values.find(isFilled) })
}

function isGlued(values: readonly Piece[], width: number): boolean {
  const filled = values.filter(isFilled)
  return filled.length > 0 && filled.length < width && filled.every((piece) => piece.glued && /^\d+$/.test(piece.text))
}
