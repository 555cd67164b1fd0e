import { countWork } from '../../language/count-work.ts'
import type { Line, Piece } from './piece.ts'

/** Longer words in a cell are no answer in place of a figure. */
const LONGEST = 20
/** So many figures under each other make a column of figures. */
const FEWEST = 2

/**
 * The pieces of a table's lines, with words that stand where a figure should (“不适用”, “详见附件”, “约2”) as values: behind
 * a row's own words, in a column of figures of a grid or among other figures of its line.
 */
export function settleWords(lines: readonly Line[]): Piece[] {
  const columns = figureColumns(lines)
  return lines.flatMap((line) => {
    const label = line.pieces.find(isRowLabel)
    if (!label || isHeadLine(line)) return line.pieces
    const behind = line.pieces.filter(({ slot }) => slot > label.slot)
    const figures = behind.filter(isFigure).length
    return line.pieces.map((piece): Piece => {
      const isWord = piece.kind === 'text' && !piece.hits.length && piece.slot > label.slot && piece.text.trim().length <= LONGEST
      if (!isWord || piece.glued) return piece
      const inColumn = line.table ? (columns.get(columnOf(piece)) ?? 0) >= FEWEST : figures >= FEWEST && figures === behind.length - 1
      return inColumn ? { ...piece, kind: 'value', key: '' } : piece
    })
  })
}

const isRowLabel = (piece: Piece): boolean => piece.hits.some(({ kind }) => kind === 'row')
/** “其他” is a row and a column: beside words that are a column's alone it is a head. */
const isHeadLine = ({ pieces }: Line): boolean => pieces.some(({ hits }) => hits.length > 0 && hits.every(({ kind }) => kind === 'column'))
const isFigure = (piece: Piece): boolean => piece.kind === 'value' && /\d/.test(piece.text)
const columnOf = ({ table, slot }: Piece): string => `${table?.id} ${slot}`

/** For every column of the grids, how many figures stand in it behind words of a row. */
function figureColumns(lines: readonly Line[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { pieces, table } of lines) {
    countWork(pieces.length)
    if (!table || !pieces.some(isRowLabel)) continue
    for (const piece of pieces) if (isFigure(piece)) counts.set(columnOf(piece), (counts.get(columnOf(piece)) ?? 0) + 1)
  }
  return counts
}
