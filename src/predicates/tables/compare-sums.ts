import { z } from 'zod'
import { readingOf } from '../../model/table-reading.ts'
import { shortLabel } from '../../form/form-lines.ts'
import type { AnnualReport, CellKey } from '../../model/annual-report.ts'
import { innerQuotes } from '../../model/inner-quotes.ts'
import type { CheckContext, Outcome, Said } from '../../model/outcome.ts'
import { cellLabel, chain, placeOfCell, tableName } from '../place.ts'
import { definePredicate, failAt, type Failure, unknown } from '../predicate.ts'
import { LineName, TableName } from '../../form/form-names.ts'
import { rounded } from '../read-count.ts'
import { matchesAny, Pattern } from '../safe-pattern.ts'
import { countOf, type Equation, equationsOf, holds, Relation, sayTerms, type Term } from './equation.ts'
import { likelyCells } from './likely-cell.ts'

const Options = z.strictObject({
  table: TableName,
  /** Tested once for each row or each column; groups of table 4 are its rows. */
  each: z.enum(['row', 'column']),
  /** Only these rows (or columns). */
  only: z.array(LineName).optional(),
  /** Keys of the other direction; `-key` is taken away, `@group` stands for all rows of a group, `last:key` is last year's. */
  left: z.array(LineName).min(1),
  relation: Relation.extract(['=', '>=', '<=']).default('='),
  right: z.array(LineName).min(1),
  /** Of values filled in by this very sum nothing is concluded. */
  inferred: z.enum(['row-sum', 'column-sum']).optional(),
  /** All lines that do not hold are one finding. */
  together: z.boolean().default(false),
  /** Where the text says one of these words the finding is a notice (机构改革, 更正 …). */
  explainedBy: z.array(z.string()).default([]),
  /** Nothing is said where the text tells what became of the difference. */
  hushedBy: z.array(Pattern).default([]),
})
type Options = z.infer<typeof Options>

interface Broken {
  readonly line: Equation
  readonly left: Said
  readonly right: Said
  readonly leftSum: number
  readonly rightSum: number
  readonly cells: readonly CellKey[]
  /** Those to point at: of many, the ones that are not 0. */
  readonly shown: readonly CellKey[]
}

/** Sums of cells against sums of cells, once for each row or column. A line with a cell that cannot be read is left open. */
export const compareSums = definePredicate({
  name: 'compare-sums',
  options: Options,
  evidence: ['table', 'line', 'left', 'right', 'leftSum', 'rightSum', 'difference', 'lines', 'count', 'shift', 'likely'],
  codes: ({ together }) => (together ? ['unequal'] : []),
  run: (context, options) => {
    const { form } = context.report
    if (readingOf(context.report, options.table).presence !== 'present') return []
    const broken: Broken[] = []
    const open = new Map<string, number>()
    for (const line of equationsOf(options)(form)) {
      const result = testLine(context, options, line)
      if (result === null) continue
      if ('why' in result) open.set(result.why, (open.get(result.why) ?? 0) + 1)
      else broken.push(result)
    }
    const untold = broken.length && isTold(context.report, options) ? [] : broken
    const failures = options.together
      ? failTogether(context, options, untold)
      : untold.map((item) => failLine(context, options, item, untold))
    const unknowns = [...open].map(([why, count]) => unknown(`cells-${why}`, { table: tableName(form, options.table), count }))
    return [...failures, ...unknowns]
  },
})

function testLine(context: CheckContext, options: Options, line: Equation): Broken | { why: string } | null {
  const terms = [...line.left, ...line.right]
  const open = terms.map((term) => countOf(context, term, options.inferred)).find(({ known }) => !known)
  if (open && !open.known) return { why: open.why }
  const valueOf = (term: Term): number => {
    const count = countOf(context, term)
    return count.known ? count.value : 0
  }
  const sumOf = (side: readonly Term[]): number => rounded(side.reduce((sum, term) => sum + term.sign * valueOf(term), 0))
  const [leftSum, rightSum] = [sumOf(line.left), sumOf(line.right)]
  if (holds(leftSum, options.relation, rightSum)) return null
  const own = terms.filter((term) => !term.last)
  const filled = own.length > 5 ? own.filter((term) => valueOf(term) !== 0) : own
  return {
    line,
    left: sayTerms(context, line.left),
    right: sayTerms(context, line.right),
    leftSum,
    rightSum,
    cells: own.map(({ key }) => key),
    shown: (filled.length ? filled : own).map(({ key }) => key),
  }
}

/** A column short by what another is over: the same request put under another applicant. */
function shiftOf(item: Broken, others: readonly Broken[]): Said {
  const isPart = ({ line }: Broken): boolean => line.key !== 'total'
  const opposite = others.find(
    (other) => other !== item && isPart(other) && isPart(item) && other.leftSum - other.rightSum === item.rightSum - item.leftSum,
  )
  return opposite ? { code: 'finding.shifted', with: { line: opposite.line.label } } : ''
}

/** The one cell that, put right, would put all of the table right: said as a place to look at first, never as the truth. */
function likelyCell(report: AnnualReport, table: string, keys: readonly CellKey[]) {
  const [cell, second] = likelyCells(report, table)
  return cell && !second && keys.includes(cell.key) ? cell : null
}

function sayLikely(report: AnnualReport, table: string, { cells }: Broken): Said {
  const cell = likelyCell(report, table, cells)
  if (!cell) return ''
  return { code: 'finding.likely-cell', with: { cell: cellLabel(report, cell.key), value: cell.value, wanted: cell.wanted } }
}

function likelyFirst(report: AnnualReport, table: string, keys: readonly CellKey[]): readonly CellKey[] {
  const cell = likelyCell(report, table, keys)
  return cell ? [cell.key, ...keys.filter((key) => key !== cell.key)] : keys
}

function failLine(context: CheckContext, options: Options, item: Broken, broken: readonly Broken[]): Failure {
  const { report } = context
  const { line, left, right, leftSum, rightSum, cells } = item
  const pointed = likelyFirst(report, options.table, item.shown).slice(0, 8)
  const places = pointed.map((key) => placeOfCell(report, key))
  return failAt(places, {
    subject: `${options.table}/${options.each}/${line.key}`,
    evidence: {
      table: tableName(report.form, options.table),
      line: shortLabel(line.label),
      left,
      right,
      leftSum,
      rightSum,
      difference: Math.abs(rounded(leftSum - rightSum)),
      lines: '',
      count: 1,
      shift: shiftOf(item, broken),
      likely: options.relation === '=' ? sayLikely(report, options.table, item) : '',
    },
    cells,
    ...softened(report, options),
  })
}

function failTogether(context: CheckContext, options: Options, broken: readonly Broken[]): Outcome[] {
  const first = broken.find(({ line }) => line.key === 'total') ?? broken[0]
  if (!first) return []
  const base = failLine(context, options, first, [])
  const lines = broken.map(({ line, left, right }) => ({
    code: 'unequal',
    with: { line: innerQuotes(shortLabel(line.label)), left, right },
  }))
  const cells = broken.flatMap((item) => item.cells)
  return [
    {
      ...base,
      subject: `${options.table}/${options.each}/${options.left.join('+')}`,
      evidence: { ...base.evidence, lines: chain('also', lines), count: broken.length },
      places: cells.slice(0, 10).map((key) => placeOfCell(context.report, key)),
      cells,
    },
  ]
}

const isTold = ({ passages }: AnnualReport, { hushedBy }: Options): boolean => passages.some(({ text }) => matchesAny(text, hushedBy))

function softened({ passages }: AnnualReport, { explainedBy }: Options): { severity?: 'notice' } {
  const isExplained = passages.some(({ text }) => explainedBy.some((words) => text.includes(words)))
  return isExplained ? { severity: 'notice' } : {}
}
