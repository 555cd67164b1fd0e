import type { BlocksTable } from '../../form/form.ts'
import { fitRow, isBlank, learnSlots } from './fit-row.ts'
import { gatherRows, type FoundRow } from './gather-rows.ts'
import { isMentioned, type NamedLabel } from './name-labels.ts'
import { labelsOfTable } from './official-labels.ts'
import { orderColumns, usualWidth } from './order-columns.ts'
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
  for (const key of builder.keys) {
    if (builder.cells.has(key)) continue
    const row = builder.label('row', key.split('/')[1] ?? '')
    const label = labelsOfTable(table).find((one) => one.key === row)
    const found =
      unsettled || rows.some((one) => one.named?.label.key === row) || (label !== undefined && isMentioned(label, pieces, named))
    if (!found && !builder.absent.includes(row)) builder.absent.push(row)
    builder.cells.set(key, !found || lost.includes(key) ? { state: 'absent' } : { state: 'unreadable' })
  }
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
  const width = official.length > 1 ? usualWidth(counts, official.length) : 1
  const columns = orderColumns(official, width, header, pieces)
  if (!columns) return []
  const slots = learnSlots(
    rows.map((row) => row.values),
    columns.length,
  )
  for (const row of rows) placeRow(builder, block, row, columns, slots)
  const lost = official.filter((key) => !columns.includes(key))
  for (const column of lost) if (rows.length) builder.absent.push(builder.label('column', column))
  return rows.length ? lost.flatMap((column) => block.rows.map((row) => builder.cell(row.key, column))) : []
}

function placeRow(builder: ReadingBuilder, block: Block, row: FoundRow, columns: readonly string[], slots: readonly number[] | null): void {
  const name = row.named?.label.name ?? ''
  const cells = columns.map((column) => builder.cell(name, column))
  if (cells.some((cell) => builder.cells.has(cell) && builder.cells.get(cell)?.state !== 'blank')) {
    if (row.values.some((piece) => !isBlank(piece))) builder.addExtra(row.head)
    return
  }
  const money = (index: number): boolean => block.columns.find(({ key }) => key === columns[index])?.unit !== undefined
  if (isGlued(row.values, columns.length)) {
    placeGlued(builder, row, cells)
    return
  }
  const fit = fitRow(row.values, columns.length, slots)
  if (!fit) builder.shifted.push(builder.label('row', name))
  cells.forEach((cell, index) => {
    const place = fit?.places[index]
    if (place === 'blank') builder.cells.set(cell, { state: 'blank', anchor: row.head.anchor })
    else if (place === undefined || place === 'unreadable')
      builder.putUnreadable(
        cell,
        row.values.find((piece) => !isBlank(piece)),
      )
    else builder.put(cell, place, { money: money(index), moved: fit?.moved ?? false })
  })
}

function isGlued(values: readonly Piece[], width: number): boolean {
  const filled = values.filter((piece) => !isBlank(piece))
  return filled.length > 0 && filled.length < width && filled.every((piece) => piece.glued && /^\d+$/.test(piece.text))
}

/** No sum holds a row of a block: only what the digits themselves force is taken. */
function placeGlued(builder: ReadingBuilder, row: FoundRow, cells: readonly string[]): void {
  const filled = row.values.filter((piece) => !isBlank(piece))
  const head = filled[0] ?? row.head
  builder.note('glued')
  const forced = splitByCount(
    filled.map((piece) => piece.text),
    cells.length,
  )
  cells.forEach((cell, index) => {
    const value = forced?.[index]
    if (value === undefined) builder.putUnreadable(cell, head)
    else builder.putInferred(cell, value, head)
  })
}
