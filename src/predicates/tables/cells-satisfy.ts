import { z } from 'zod'
import type { AnnualReport, CellKey } from '../../model/annual-report.ts'
import type { CheckContext, Outcome, UnknownReason } from '../../model/outcome.ts'
import { cellsOf, tableOfCell } from '../../form/form-lines.ts'
import { cellLabel, cellWithValue, placeOfCell, tableName } from '../place-of-cell.ts'
import { definePredicate } from '../predicate.ts'
import { readCount } from '../read-count.ts'
import { Pattern, matchesAny } from '../safe-pattern.ts'
import { bodyLines } from '../text-lines.ts'
import { CellName } from '../../form/form-names.ts'

const Condition = z.strictObject({
  /** Cells added up; `table/*` is every cell of a table, `table/* /total` a column of it (without the blank). */
  sum: z.array(CellName).min(1),
  is: z.enum(['>', '>=', '=', '<', '<=']),
  value: z.number().optional(),
  /** Compared with `times` × the sum of these cells. */
  of: z.array(CellName).optional(),
  times: z.number().default(1),
})
const Options = z.strictObject({
  /** Fails where every one of these is so. */
  all: z.array(Condition).min(1).optional(),
  /** Several such questions that are put together in one finding. */
  anyOf: z.array(z.strictObject({ all: z.array(Condition).min(1) })).default([]),
  /** Cells to point at; those of the first condition where left out. */
  show: z.array(CellName).optional(),
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
    if (options.fromYear && (report.year === null || report.year < options.fromYear))
      return report.year === null ? [{ kind: 'unknown', reason: { code: 'no-year' } }] : [{ kind: 'pass' }]
    const asked = [...(options.all ? [options.all] : []), ...options.anyOf.map(({ all }) => all)].map((all) => ask(context, all))
    const held = asked.filter((answer) => answer.kind === 'holds')
    const open = asked.filter((answer) => answer.kind === 'open').map((answer) => answer.reason)
    const unknown = open.slice(0, 1).map((reason): Outcome => ({ kind: 'unknown', reason }))
    if (!held.length) return unknown.length ? unknown : [{ kind: 'pass' }]
    if (options.unlessSaid.length && bodyLines(report).some((line) => matchesAny(line.text, options.unlessSaid))) return [{ kind: 'pass' }]
    const keys = (options.show ?? held.flatMap((answer) => answer.sum)).flatMap((pattern) => expand(report, pattern))
    const shown = keys.filter((key) => {
      const count = readCount(report, key)
      return count.known && count.value !== 0
    })
    const { left, base } = held[0] ?? { left: 0, base: 0 }
    return [
      {
        kind: 'fail',
        subject: options.subject,
        evidence: {
          cell: shown[0] ? cellLabel(report, shown[0]) : '',
          value: left,
          against: base,
          percent: base ? Math.round((left / base) * 100) : 0,
          cells: shown.slice(0, 6).map((key) => {
            const count = readCount(report, key)
            return cellWithValue(report, key, count.known ? count.value : '')
          }),
        },
        places: (shown.length ? shown : keys).slice(0, 6).map((key) => placeOfCell(report, key)),
        cells: keys,
      },
      ...unknown,
    ]
  },
})

type Asked =
  | { readonly kind: 'holds'; readonly left: number; readonly base: number; readonly sum: readonly string[] }
  | { readonly kind: 'open'; readonly reason: UnknownReason }
  | { readonly kind: 'not' }

/** All conditions of one question. One that surely does not hold settles it, whatever else cannot be read. */
function ask(context: CheckContext, all: readonly z.infer<typeof Condition>[]): Asked {
  const tested = all.map((condition) => testCondition(context, condition))
  if (tested.some((result) => result.holds === false)) return { kind: 'not' }
  const open = tested.find((result) => result.holds === null)
  if (open)
    return { kind: 'open', reason: { code: `cells-${open.why}`, with: { table: tableName(context.report.form, open.table), count: 1 } } }
  return { kind: 'holds', left: tested[0]?.left ?? 0, base: tested[0]?.base ?? 0, sum: all[0]?.sum ?? [] }
}

interface Tested {
  readonly holds: boolean | null
  readonly left: number
  readonly base: number
  readonly why: string
  readonly table: string
}

function testCondition({ report }: CheckContext, condition: z.infer<typeof Condition>): Tested {
  const left = addUp(report, condition.sum)
  const base = condition.of ? addUp(report, condition.of) : { sum: condition.value ?? 0, why: null, table: left.table }
  const right = base.sum * condition.times
  const failed = left.why ?? base.why
  const table = left.why ? left.table : base.table
  if (failed) return { holds: null, left: left.sum, base: base.sum, why: failed, table }
  const holds =
    condition.is === '>'
      ? left.sum > right
      : condition.is === '>='
        ? left.sum >= right
        : condition.is === '<'
          ? left.sum < right
          : condition.is === '<='
            ? left.sum <= right
            : left.sum === right
  return { holds, left: left.sum, base: base.sum, why: '', table }
}

function addUp(report: AnnualReport, patterns: readonly string[]): { sum: number; why: string | null; table: string } {
  let sum = 0
  for (const key of patterns.flatMap((pattern) => expand(report, pattern))) {
    const count = readCount(report, key)
    if (!count.known) return { sum, why: count.why, table: tableOfCell(key) }
    sum += count.value
  }
  return { sum, why: null, table: tableOfCell(patterns[0] ?? '') }
}

const expanded = new Map<string, readonly CellKey[]>()

function expand(report: AnnualReport, pattern: string): readonly CellKey[] {
  if (!pattern.includes('*')) return [pattern]
  const id = `${report.form.version} ${pattern}`
  const known = expanded.get(id)
  if (known) return known
  const [table = '', row = '*', column = '*'] = pattern.split('/')
  const keys = cellsOf(report.form, table).filter((key) => {
    const [, r, c] = key.split('/')
    return (row === '*' || row === r) && (column === '*' || column === c)
  })
  expanded.set(id, keys)
  return keys
}
