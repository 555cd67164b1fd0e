import { z } from 'zod'
import type { AnnualReport, CellKey } from '../model/annual-report.ts'
import type { CheckContext } from '../model/outcome.ts'
import { cellsOf, type TableId } from './form-lines.ts'
import { cellLabel, placeOfCell, tableName } from './place-of-cell.ts'
import { definePredicate } from './predicate.ts'
import { readCount } from './read-count.ts'
import { Pattern, matchesAny } from './safe-pattern.ts'
import { bodyLines } from './text-lines.ts'

const Condition = z.strictObject({
  /** Cells added up; `table4/*` is every cell of a table, `table4/* /total` a column of it (without the blank). */
  sum: z.array(z.string()).min(1),
  is: z.enum(['>', '>=', '=', '<', '<=']),
  value: z.number().optional(),
  /** Compared with `times` × the sum of these cells. */
  of: z.array(z.string()).optional(),
  times: z.number().default(1),
})
const Options = z.strictObject({
  /** Fails where every one of these is so. */
  all: z.array(Condition).min(1),
  /** Cells to point at; those of the first condition where left out. */
  show: z.array(z.string()).optional(),
  fromYear: z.number().int().optional(),
  /** Silent where the text says this. */
  unlessSaid: z.array(Pattern).default([]),
  subject: z.string(),
})

/** Asks a question of figures: fails where all conditions on sums of cells hold. */
export const cellsSatisfy = definePredicate({
  name: 'cells-satisfy',
  options: Options,
  evidence: ['cell', 'value', 'against', 'percent', 'cells'],
  run: (context, options) => {
    const { report } = context
    if (options.fromYear && (report.year === null || report.year < options.fromYear)) return report.year === null ? [{ kind: 'unknown', reason: { code: 'no-year' } }] : [{ kind: 'pass' }]
    const tested = options.all.map((condition) => testCondition(context, condition))
    // A condition that surely does not hold settles it, whatever else cannot be read.
    if (tested.some((result) => result.holds === false)) return [{ kind: 'pass' }]
    const open = tested.find((result) => result.holds === null)
    if (open) return [{ kind: 'unknown', reason: { code: `cells-${open.why}`, with: { table: tableName(open.table).slice(5), count: 1 } } }]
    if (options.unlessSaid.length && bodyLines(report).some((line) => matchesAny(line.text, options.unlessSaid))) return [{ kind: 'pass' }]
    const keys = (options.show ?? options.all[0]?.sum ?? []).flatMap((pattern) => expand(report, pattern))
    const shown = keys.filter((key) => { const count = readCount(report, key); return count.known && count.value !== 0 })
    const first = tested[0]
    return [{
      kind: 'fail',
      subject: options.subject,
      evidence: {
        cell: shown[0] ? cellLabel(report, shown[0]) : '', value: first?.left ?? 0, against: first?.base ?? 0,
        percent: first?.base ? Math.round(((first.left ?? 0) / first.base) * 100) : 0,
        cells: shown.slice(0, 6).map((key) => { const count = readCount(report, key); return `${cellLabel(report, key)} ${count.known ? count.value : ''}` }).join('、'),
      },
      places: (shown.length ? shown : keys).slice(0, 6).map((key) => placeOfCell(report, key)),
      cells: keys,
    }]
  },
})

interface Tested { readonly holds: boolean | null; readonly left: number; readonly base: number; readonly why: string; readonly table: TableId }

function testCondition({ report }: CheckContext, condition: z.infer<typeof Condition>): Tested {
  const left = addUp(report, condition.sum)
  const base = condition.of ? addUp(report, condition.of) : { sum: condition.value ?? 0, why: null, table: left.table }
  const right = base.sum * condition.times
  const failed = left.why ?? base.why
  const table = left.why ? left.table : base.table
  if (failed) return { holds: null, left: left.sum, base: base.sum, why: failed, table }
  const holds = condition.is === '>' ? left.sum > right : condition.is === '>=' ? left.sum >= right : condition.is === '<' ? left.sum < right : condition.is === '<=' ? left.sum <= right : left.sum === right
  return { holds, left: left.sum, base: base.sum, why: '', table }
}

function addUp(report: AnnualReport, patterns: readonly string[]): { sum: number; why: string | null; table: TableId } {
  let sum = 0
  for (const key of patterns.flatMap((pattern) => expand(report, pattern))) {
    const count = readCount(report, key)
    if (!count.known) return { sum, why: count.why, table: key.slice(0, 6) as TableId }
    sum += count.value
  }
  return { sum, why: null, table: (patterns[0] ?? 'table3').slice(0, 6) as TableId }
}

function expand(report: AnnualReport, pattern: string): CellKey[] {
  if (!pattern.includes('*')) return [pattern]
  const [table = '', row = '*', column = '*'] = pattern.split('/')
  return cellsOf(report.form, table as TableId).filter((key) => {
    const [, r, c] = key.split('/')
    return (row === '*' || row === r) && (column === '*' || column === c)
  })
}
