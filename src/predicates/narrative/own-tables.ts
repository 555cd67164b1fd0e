import { countWork } from '../../language/count-work.ts'
import { withoutBlanks } from '../../language/fold-characters.ts'
import { remember } from '../../language/remember.ts'
import type { AnnualReport, PartNumber } from '../../model/annual-report.ts'
import type { Cell, Table } from '../../model/document.ts'
import { matchesAny } from '../safe-pattern.ts'

/** Small tables have few rows and columns. */
const [MOST_ROWS, MOST_COLUMNS] = [40, 12]
/** A report has a few of them. */
const MOST_TABLES = 40

/** A figure of a small table with its words. */
export interface Figure {
  readonly label: string
  readonly value: number
  /** What rounding may have taken from it. */
  readonly slack: number
  readonly cell: Cell
}

/** A row or column of figures of a small table of the drafter's own, with the figure that is said to be their total. */
export interface FigureList {
  readonly part: PartNumber
  readonly table: Table
  /** The words over it. */
  readonly head: string
  readonly figures: readonly Figure[]
  readonly total: Figure | null
  /** It is the only such list of its table. */
  readonly alone: boolean
}

interface Words {
  /** Words in front of a total. */
  readonly total: RegExp
  /** Words over or in front of figures that are not added up. */
  readonly apart: RegExp
}

/** Tables that are none of the form's, with the part in which each stands. */
const ownTables = remember((report: AnnualReport): readonly { readonly table: Table; readonly part: PartNumber }[] => {
  const taken = new Set(
    Object.values(report.tables)
      .flatMap(({ anchor, cells }) => [anchor, ...[...cells.values()].map(anchorOf)])
      .map(blockOf),
  )
  const heads = new Map(report.sections.flatMap(({ part, span }) => (part === null ? [] : [[span.anchor, part] as const])))
  let part: PartNumber = 0
  return report.document.blocks.flatMap((block) => {
    if (block.kind !== 'table') part = heads.get(block.id) ?? part
    return block.kind === 'table' && block.within === undefined && !taken.has(block.id) ? [{ table: block, part }] : []
  })
})

const anchorOf = (cell: object): string | undefined => ('anchor' in cell && typeof cell.anchor === 'string' ? cell.anchor : undefined)
const blockOf = (anchor: string | undefined): string | undefined => anchor?.split('.')[0]

/** The columns of figures of small tables in some parts, and the rows of tables with a column of totals. */
export function figureLists(report: AnnualReport, parts: readonly number[], words: Words): readonly FigureList[] {
  return ownTables(report)
    .filter(({ table, part }) => parts.includes(part) && table.rows <= MOST_ROWS && table.columns <= MOST_COLUMNS)
    .slice(0, MOST_TABLES)
    .flatMap(({ table, part }) => {
      // Cells that reach over others leave open what belongs to what.
      if (table.cells.some(({ rowSpan, columnSpan }) => rowSpan > 1 || columnSpan > 1)) return []
      countWork(table.cells.length)
      const cells = new Map(table.cells.map((cell) => [`${cell.row} ${cell.column}`, cell]))
      const grid = Array.from({ length: table.rows }, (_, row) =>
        Array.from({ length: table.columns }, (_, column) => cells.get(`${row} ${column}`)),
      )
      if (grid.some((row) => row.some((cell) => matchesAny(textOf(cell), [words.apart])))) return []
      const turned = Array.from({ length: table.columns }, (_, column) => grid.map((row) => row[column]))
      const [down, across] = [listsOf(grid, words), listsOf(turned, words).filter(({ total }) => total !== null)]
      return [...down, ...across].map((list) => ({ ...list, part, table, alone: down.length === 1 }))
    })
}

type Grid = readonly (readonly (Cell | undefined)[])[]

/** A list for each column behind the first: words in front, one figure in every row under the head. */
function listsOf(grid: Grid, { total }: Words): Pick<FigureList, 'head' | 'figures' | 'total'>[] {
  const [head, ...rows] = grid
  if (!head || rows.length < 2) return []
  return head.slice(1).flatMap((top, index) => {
    if (figureOf(top, '')) return []
    const figures = rows.flatMap((row) => figureOf(row[index + 1], textOf(row[0])) ?? [])
    const labels = figures.map(({ label }) => label)
    if (figures.length !== rows.length || labels.some((label) => label.length < 2) || new Set(labels).size < labels.length) return []
    const totals = figures.filter(({ label }) => matchesAny(label, [total]))
    const [sum = null] = totals
    const atEdge = sum === null || sum === figures[0] || sum === figures.at(-1)
    return totals.length > 1 || !atEdge ? [] : [{ head: textOf(top), figures: figures.filter((figure) => figure !== sum), total: sum }]
  })
}

const textOf = (cell: Cell | undefined): string => withoutBlanks(cell?.text ?? '')

function figureOf(cell: Cell | undefined, label: string): Figure | null {
  const match = /^(\d{1,9}(?:\.(\d{1,4}))?)\p{Unified_Ideograph}{0,2}$/u.exec(textOf(cell).replaceAll(',', ''))
  if (!cell || !match || cell.confidence === 'unreadable' || cell.confidence === 'recognised') return null
  return { label, value: Number(match[1]), slack: match[2] ? 0.51 * 10 ** -match[2].length : 0, cell }
}
