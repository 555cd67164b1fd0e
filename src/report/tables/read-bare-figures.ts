import type { GroupsTable } from '../../form/form.ts'
import type { Anchor } from '../../model/document.ts'
import type { PartNumber } from '../../model/annual-report.ts'
import { isFilled } from './fit-row.ts'
import type { Line, Piece } from './piece.ts'

/** Fewer figures in a part may be a year, a page number or a small table of the drafter's own. */
const FEWEST = 5

/**
 * The figures that stand in a part without any wording beside them: what is left of a table whose header a conversion lost.
 * @returns the figures in reading order, none where they are too few for a table
 */
export function bareFigures(
  lines: readonly Line[],
  taken: ReadonlySet<Line>,
  part: PartNumber,
  partOf: (anchor: Anchor) => PartNumber | null,
): Piece[] {
  const bare = lines.filter((line) => !taken.has(line) && isBare(line) && partOf(blockOf(line)) === part)
  const figures = bare.flatMap(({ pieces }) => pieces).filter((piece) => isFilled(piece) && /\d/.test(piece.text))
  return figures.length >= FEWEST ? figures : []
}

const isBare = ({ pieces }: Line): boolean => pieces.length > 0 && pieces.every(({ kind }) => kind === 'value')

const blockOf = ({ paragraph, table, pieces }: Line): Anchor => paragraph ?? table?.id ?? pieces[0]?.anchor ?? ''

/**
 * The values of a table of groups in official order, where there is one for each cell and every group adds up: no other
 * order of the columns would. Null where they do not tell.
 */
export function balancedFigures(figures: readonly Piece[], { groups, columns }: GroupsTable): number[] | null {
  if (figures.length !== groups.length * columns.length || !figures.every(({ text }) => /^\s*\d{1,9}\s*$/.test(text))) return null
  const values = figures.map(({ text }) => Number(text))
  for (let from = 0; from < values.length; from += columns.length) {
    const group = values.slice(from, from + columns.length)
    const total = group.pop() ?? 0
    if (group.reduce((sum, value) => sum + value, 0) !== total) return null
  }
  return values
}
