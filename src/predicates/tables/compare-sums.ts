import type { Form } from '../../form/form.ts'
import { readingOf } from '../../model/table-reading.ts'
import { z } from 'zod'
import type { AnnualReport, CellKey } from '../../model/annual-report.ts'
import { innerQuotes } from '../../model/inner-quotes.ts'
import type { CheckContext, Outcome, Said } from '../../model/outcome.ts'
import { columnsOf, rowsOf, rowsOfGroup, shortLabel, rowLabel, columnLabel } from '../../form/form-lines.ts'
import { likelyCells } from './likely-cell.ts'
import { cellLabel, placeOfCell, tableName } from '../place-of-cell.ts'
import { definePredicate } from '../predicate.ts'
import { readCount } from '../read-count.ts'
import { LineName, TableName } from '../../form/form-names.ts'

const Options = z.strictObject({
  table: TableName,
  /** Tested once for each row or each column; groups of table 4 are its rows. */
  each: z.enum(['row', 'column']),
  /** Only these rows (or columns). */
  only: z.array(LineName).optional(),
  /** Keys of the other direction; `-key` is taken away, `@group` stands for all rows of a group, `last:key` is last year's. */
  left: z.array(LineName).min(1),
  relation: z.enum(['=', '>=', '<=']).default('='),
  right: z.array(LineName).min(1),
  /** Of values filled in by this very sum nothing is concluded. */
  inferred: z.enum(['row-sum', 'column-sum']).optional(),
  /** All lines that do not hold are one finding. */
  together: z.boolean().default(false),
  /** Where the text says one of these words the finding is a notice (机构改革, 更正 …). */
  explainedBy: z.array(z.string()).default([]),
})
type Options = z.infer<typeof Options>

interface Term {
  readonly key: CellKey
  readonly sign: 1 | -1
  readonly last: boolean
  readonly row: string
  readonly column: string
}
interface Broken {
  readonly line: string
  readonly lineKey: string
  readonly left: string
  readonly right: string
  readonly leftSum: number
  readonly rightSum: number
  readonly cells: readonly CellKey[]
  readonly hidden: readonly CellKey[]
}

/** Sums of cells against sums of cells, once for each row or column. A line with a cell that cannot be read is left open. */
export const compareSums = definePredicate({
  name: 'compare-sums',
  options: Options,
  evidence: ['table', 'line', 'left', 'right', 'leftSum', 'rightSum', 'difference', 'lines', 'count', 'shift', 'likely'],
  run: (context, options) => {
    const { report } = context
    if (readingOf(report, options.table).presence !== 'present') return []
    const broken: Broken[] = []
    const open = new Map<string, number>()
    for (const line of equationsOf(context, options)) {
      const result = testLine(context, options, line)
      if (result === null) continue
      if ('why' in result) open.set(result.why, (open.get(result.why) ?? 0) + 1)
      else broken.push(result)
    }
    const outcomes = options.together
      ? broken.length
        ? [failTogether(context, options, broken)]
        : []
      : broken.map((item) => failLine(context, options, item, broken))
    for (const [why, count] of open)
      outcomes.push({ kind: 'unknown', reason: { code: `cells-${why}`, with: { table: tableName(report.form, options.table), count } } })
    return outcomes.length ? outcomes : [{ kind: 'pass' }]
  },
})

interface Equation {
  readonly key: string
  readonly label: string
  readonly left: readonly Term[]
  readonly right: readonly Term[]
}
const equations = new WeakMap<Options, Map<Form, readonly Equation[]>>()

/** The rule's sums written out for a form: done once. */
function equationsOf({ report }: CheckContext, options: Options): readonly Equation[] {
  const known = equations.get(options)?.get(report.form)
  if (known) return known
  const { table, each, only } = options
  const lines = (each === 'row' ? rowsOf(report.form, table) : columnsOf(report.form, table)).filter(
    (line) => !only || only.includes(line.key),
  )
  const written = lines.map(({ key, label }) => ({
    key,
    label,
    left: termsOf(report, options, options.left, key),
    right: termsOf(report, options, options.right, key),
  }))
  equations.set(options, (equations.get(options) ?? new Map()).set(report.form, written))
  return written
}

function testLine(context: CheckContext, options: Options, line: Equation): Broken | { why: string } | null {
  const { left, right } = line
  const sums = [0, 0]
  for (const [side, terms] of [left, right].entries())
    for (const term of terms) {
      const report = term.last ? context.lastYear : context.report
      const count = report ? readCount(report, term.key, options.inferred) : ({ known: false, why: 'absent' } as const)
      if (!count.known) return { why: count.why }
      sums[side] = (sums[side] ?? 0) + term.sign * count.value
    }
  const [leftSum = 0, rightSum = 0] = sums.map((sum) => Math.round(sum * 1e6) / 1e6)
  if (options.relation === '=' ? leftSum === rightSum : options.relation === '>=' ? leftSum >= rightSum : leftSum <= rightSum) return null
  const say = (terms: readonly Term[]): string => sayTerms(context, options, terms)
  const all = [...left, ...right].filter((term) => !term.last)
  const zero = (key: CellKey): boolean => {
    const count = readCount(context.report, key)
    return count.known && count.value === 0
  }
  return {
    line: line.label,
    lineKey: line.key,
    left: say(left),
    right: say(right),
    leftSum,
    rightSum,
    cells: all.map((term) => term.key),
    hidden: all.length > 5 ? all.map((term) => term.key).filter(zero) : [],
  }
}

function termsOf(report: AnnualReport, options: Options, keys: readonly string[], line: string): Term[] {
  return keys.flatMap((written): Term[] => {
    const sign = written.startsWith('-') ? -1 : 1
    const last = /^-?last:/.test(written)
    const name = written.replace(/^-/, '').replace(/^last:/, '')
    const names = name.startsWith('@') ? rowsOfGroup(report.form, name.slice(1)) : [name]
    return names.map((key) => {
      const [row, column] = options.each === 'row' ? [line, key] : [key, line]
      return { key: `${options.table}/${row}/${column}`, sign, last, row, column }
    })
  })
}

/** “本年新收 60 + 上年结转 0”; of long sums only what is not 0. */
function sayTerms(context: CheckContext, options: Options, terms: readonly Term[]): string {
  const { form } = context.report
  const label = ({ last, row, column }: Term): string =>
    (last ? '上年报告的' : '') +
    tidy(shortLabel(options.each === 'row' ? columnLabel(form, options.table, row, column) : rowLabel(form, options.table, row)))
  const values = terms.map((term) => {
    const count = readCount((term.last ? context.lastYear : undefined) ?? context.report, term.key)
    return { ...term, value: count.known ? count.value : 0 }
  })
  const shown = values.length > 4 ? values.filter((term) => term.value !== 0) : values
  if (!shown.length) return '各项都是 0'
  return shown
    .map((term, index) => `${index ? (term.sign > 0 ? ' + ' : ' − ') : term.sign < 0 ? '−' : ''}${label(term)} ${term.value}`)
    .join('')
}

const tidy = (label: string): string =>
  label
    .replace('政府信息公开申请数量', '')
    .replace('政府信息公开申请', '')
    .replace(/继续办理$/, '')
    .replace(/件数$/, '')

/** A column short by what another is over: the same request put under another applicant. */
function shiftOf(item: Broken, others: readonly Broken[]): string {
  const opposite = others.find(
    (other) =>
      other !== item &&
      other.lineKey !== 'total' &&
      item.lineKey !== 'total' &&
      other.leftSum - other.rightSum === item.rightSum - item.leftSum,
  )
  return opposite ? `；“${opposite.line}”正好差相反的数，疑似同一件填到了不同的列` : ''
}

function likelyFirst(report: AnnualReport, table: string, keys: readonly CellKey[]): readonly CellKey[] {
  const [cell, second] = likelyCells(report, table)
  return cell && !second && keys.includes(cell.key) ? [cell.key, ...keys.filter((key) => key !== cell.key)] : keys
}

/** The one cell that, put right, would put all of the table right: said as a place to look at first, never as the truth. */
function sayLikely(report: AnnualReport, table: string, item: Broken): Said {
  const [cell, second] = likelyCells(report, table)
  if (!cell || second || !item.cells.includes(cell.key)) return ''
  return { code: 'finding.likely-cell', with: { cell: cellLabel(report, cell.key), value: cell.value, wanted: cell.wanted } }
}

function failLine(context: CheckContext, options: Options, item: Broken, broken: readonly Broken[]): Outcome {
  const shown = item.cells.filter((key) => !item.hidden.includes(key))
  return {
    kind: 'fail',
    subject: `${options.table}/${options.each}/${item.lineKey}`,
    evidence: {
      table: tableName(context.report.form, options.table),
      line: shortLabel(item.line),
      left: item.left,
      right: item.right,
      leftSum: item.leftSum,
      rightSum: item.rightSum,
      difference: Math.abs(Math.round((item.leftSum - item.rightSum) * 1e6) / 1e6),
      lines: '',
      count: 1,
      shift: shiftOf(item, broken),
      likely: options.relation === '=' ? sayLikely(context.report, options.table, item) : '',
    },
    places: likelyFirst(context.report, options.table, shown.length ? shown : item.cells)
      .slice(0, 8)
      .map((key) => placeOfCell(context.report, key)),
    cells: item.cells,
    ...softened(context, options),
  }
}

function failTogether(context: CheckContext, options: Options, broken: readonly Broken[]): Outcome {
  const lines = broken
    .map((item) => `“${innerQuotes(shortLabel(item.line))}”${item.left} ${options.relation === '=' ? '≠' : '与'} ${item.right}`)
    .join('；')
  const first = broken.find((item) => item.lineKey === 'total') ?? (broken[0] as Broken)
  const base = failLine(context, options, first, [])
  if (base.kind !== 'fail') return base
  const places = broken.flatMap((item) => item.cells.map((key) => placeOfCell(context.report, key)))
  return {
    ...base,
    subject: `${options.table}/${options.each}/${options.left.join('+')}`,
    evidence: { ...base.evidence, lines, count: broken.length },
    places: places.slice(0, 10),
    cells: broken.flatMap((item) => item.cells),
  }
}

function softened(context: CheckContext, { explainedBy }: Options): { severity?: 'notice' } {
  const said =
    explainedBy.length > 0 && context.report.passages.some((passage) => explainedBy.some((words) => passage.text.includes(words)))
  return said ? { severity: 'notice' } : {}
}
