import { isSameColour } from '../shown.ts'
import { oldShadingAt, shadingAt } from './character-properties.ts'
import { eachSprm, SPRM } from './sprms.ts'

/** One cell of a row as the row's own properties lay it out. */
export interface CellLayout {
  /** Left and right edge in twentieths of a point. */
  readonly left: number
  readonly right: number
  /** The cell is the lower part of a vertically merged one. */
  readonly continues: boolean
  /** The cell is the right part of a horizontally merged one. */
  readonly absorbed: boolean
  /** Something is behind its text that is not white paper. */
  readonly shaded: boolean
}

interface Draft {
  width: number
  horizontal: number
  vertical: number
  shaded: boolean
}

const CELL = 20
const MOST_CELLS = 64

/** How a row is cut into cells (sprmTDefTable, [MS-DOC] 2.9.322, and what changes it), or null where it does not say. */
export function readRowLayout(sources: readonly { bytes: Uint8Array; from: number; to: number }[]): CellLayout[] | null {
  let left = 0
  let cells: Draft[] | null = null
  for (const { bytes, from, to } of sources) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    eachSprm(bytes, from, to, (code, at, size) => {
      if (code === SPRM.tableDefinition) {
        const read = readDefinition(view, at, size)
        if (read) ({ left, cells } = read)
      } else if (cells) {
        shade(cells, code, bytes, at, size)
        change(cells, code, view, at)
      }
    })
  }
  return cells && layOut(left, cells)
}

function readDefinition(view: DataView, at: number, size: number): { left: number; cells: Draft[] } | null {
  const count = size > 0 ? view.getUint8(at) : 0
  if (count === 0 || count > MOST_CELLS || 1 + (count + 1) * 2 > size) return null
  const edge = (index: number) => view.getInt16(at + 1 + index * 2, true)
  const cells: Draft[] = []
  for (let i = 0; i < count; i++) {
    const flagsAt = 1 + (count + 1) * 2 + i * CELL
    const flags = flagsAt + 2 <= size ? view.getUint16(at + flagsAt, true) : 0
    cells.push({ width: Math.max(0, edge(i + 1) - edge(i)), horizontal: flags & 3, vertical: (flags >> 5) & 3, shaded: false })
  }
  return { left: edge(0), cells }
}

const SHADING = 10

/** Cells whose ground has a colour of its own, or one that cannot be told. */
function shade(cells: readonly Draft[], code: number, bytes: Uint8Array, at: number, size: number): void {
  if (code === SPRM.cellShading)
    for (let index = 0; (index + 1) * SHADING <= size; index++) setGround(cells[index], shadingAt(bytes, at + index * SHADING))
  else if (code === SPRM.cellShadingOld)
    for (let index = 0; (index + 1) * 2 <= size; index++) setGround(cells[index], oldShadingAt(bytes, at + index * 2))
  else if (code === SPRM.cellShadingRange && size >= 2 + SHADING)
    for (let index = bytes[at]!; index < Math.min(bytes[at + 1]!, MOST_CELLS); index++) setGround(cells[index], shadingAt(bytes, at + 2))
}

function setGround(cell: Draft | undefined, ground: number | null | undefined): void {
  if (cell) cell.shaded = ground === null || (ground !== undefined && !isSameColour(ground, 0xffffff))
}

function change(cells: Draft[], code: number, view: DataView, at: number): void {
  if (code === SPRM.tableVerticalMerge) {
    const cell = cells[view.getUint8(at)]
    if (cell) cell.vertical = view.getUint8(at + 1)
  } else if (code === SPRM.tableInsert) {
    const count = Math.min(view.getUint8(at + 1), MOST_CELLS - cells.length)
    const width = view.getUint16(at + 2, true)
    if (count > 0)
      cells.splice(view.getUint8(at), 0, ...Array.from({ length: count }, () => ({ width, horizontal: 0, vertical: 0, shaded: false })))
  } else if (code === SPRM.tableDelete) {
    cells.splice(view.getUint8(at), Math.max(0, view.getUint8(at + 1) - view.getUint8(at)))
  } else if (code === SPRM.tableMerge || code === SPRM.tableSplit) {
    const last = Math.min(cells.length, view.getUint8(at + 1))
    for (let i = view.getUint8(at); i < last; i++) cells[i]!.horizontal = code === SPRM.tableSplit ? 0 : i === view.getUint8(at) ? 2 : 1
  }
}

/**
 * Descriptions and files do not agree which of the two bits of horizontal merging begins a set. Either way the first
 * cell of a run of marked cells begins one, and so does every later cell marked like it.
 */
function layOut(start: number, cells: readonly Draft[]): CellLayout[] {
  let left = start
  let begins = 0
  return cells.map(({ width, horizontal, vertical, shaded }) => {
    if (horizontal === 0) begins = 0
    const absorbed = begins !== 0 && horizontal !== begins
    if (begins === 0) begins = horizontal
    const layout = { left, right: left + width, continues: vertical === 1, absorbed, shaded }
    left += width
    return layout
  })
}
