import { z } from 'zod'
import { cellsOf, type TableId, tableOf } from '../../form/form-lines.ts'
import type { Form } from '../../form/form.ts'
import { remember } from '../../language/remember.ts'
import { AGENCY_KINDS, type AnnualReport, type CellKey } from '../../model/annual-report.ts'
import type { CheckContext, Outcome } from '../../model/outcome.ts'
import { Severity } from '../../model/rule.ts'
import { cellLabel, cellWithValue, placeOfCell, tableName } from '../place.ts'
import { definePredicate, failAt, unknown } from '../predicate.ts'
import { readCount } from '../read-count.ts'
import { Pattern, matchesAny } from '../safe-pattern.ts'
import { bodyLines } from '../text-lines.ts'
import { CellName } from '../../form/form-names.ts'
import { holds, Relation } from './equation.ts'

const Condition = z.strictObject({
  /** Cells added up; `table/*` is every cell of a table, `table/* /total` a column of it (without the blank). */
  sum: z.array(CellName).min(1),
  is: Relation,
  value: z.number().optional(),
  /** Compared with `times` × the sum of these cells. */
  of: z.array(CellName).optional(),
  times: z.number().default(1),
})
type Condition = z.infer<typeof Condition>
const Question = z.strictObject({
  all: z.array(Condition).min(1),
  /** Kinds of agency that it is asked of; all where left out. What is unusual for a bureau is daily work of a city. */
  agencies: z.array(z.enum(AGENCY_KINDS)).optional(),
  /** Not asked where the text says this. */
  unlessSaid: z.array(Pattern).default([]),
})
const Options = z.strictObject({
  /** Fails where every one of these is so. */
  all: z.array(Condition).min(1).optional(),
  /** Several such questions that are put together in one finding. */
  anyOf: z.array(Question).default([]),
  /** Cells to point at; those of the first condition where left out. */
  show: z.array(CellName).optional(),
  fromYear: z.number().int().optional(),
  /** Asked only of agencies whose name is like one of these, and of none of those; of all where left out. */
  named: z.array(Pattern).default([]),
  unlessNamed: z.array(Pattern).default([]),
  /** Silent where the text says none of this. */
  onlySaid: z.array(Pattern).default([]),
  /** Silent where the text says this. */
  unlessSaid: z.array(Pattern).default([]),
  subject: z.string(),
  /** Which sentence of the rule says what is wrong, and how grave it is, for a rule that asks several questions. */
  problem: z.string().optional(),
  severity: Severity.optional(),
})
type Options = z.infer<typeof Options>

/** Asks a question of figures: fails where all conditions on sums of cells hold. */
export const cellsSatisfy = definePredicate({
  name: 'cells-satisfy',
  options: Options,
  evidence: ['problem', 'agency', 'cell', 'value', 'against', 'percent', 'cells'],
  codes: ({ problem }) => (problem === undefined ? [] : [problem]),
  run: (context, options) => {
    const { report } = context
    const { all, anyOf, fromYear } = options
    if (!isNamed(report, options)) return []
    if (fromYear && report.year === null) return [unknown('no-year')]
    if (fromYear && (report.year ?? 0) < fromYear) return []
    const asked = [
      ...(all ? [all] : []),
      ...anyOf
        .filter(({ agencies, unlessSaid }) => (agencies?.includes(report.agency.kind) ?? true) && !saysAny(report, unlessSaid))
        .map((question) => question.all),
    ].map((question) => ask(context, question))
    const held = asked.filter((answer) => answer.kind === 'holds')
    const open = asked.flatMap((answer) => (answer.kind === 'open' ? [answer.outcome] : [])).slice(0, 1)
    if (!held.length) return open
    if (!isSaid(report, options)) return []
    return [fail(report, options, held), ...open]
  },
})

const isNamed = ({ agency: { name } }: AnnualReport, { named, unlessNamed }: Options): boolean =>
  named.length + unlessNamed.length === 0 || (name !== null && matchesAny(name, named) && !matchesAny(name, unlessNamed))

const isSaid = (report: AnnualReport, { onlySaid, unlessSaid }: Options): boolean =>
  (!onlySaid.length || saysAny(report, onlySaid)) && !saysAny(report, unlessSaid)

const saysAny = (report: AnnualReport, patterns: readonly RegExp[]): boolean =>
  patterns.length > 0 && bodyLines(report).some((line) => matchesAny(line.text, patterns))

interface Held {
  readonly kind: 'holds'
  readonly left: number
  readonly base: number
  readonly sum: readonly string[]
}
type Asked = Held | { readonly kind: 'open'; readonly outcome: Outcome } | { readonly kind: 'not' }

function fail(report: AnnualReport, { show, subject, problem, severity }: Options, held: readonly Held[]): Outcome {
  const cells = (show ?? held.flatMap(({ sum }) => sum)).flatMap((pattern) => expand(report, pattern))
  const counted = cells.flatMap((key) => {
    const count = readCount(report, key)
    return count.known && count.value !== 0 ? [{ key, value: count.value }] : []
  })
  const shown = counted.slice(0, 6)
  const { left, base } = held[0] ?? { left: 0, base: 0 }
  const pointed = shown.length ? shown.map(({ key }) => key) : cells.slice(0, 6)
  const places = pointed.map((key) => placeOfCell(report, key))
  return failAt(places, {
    subject,
    evidence: {
      problem: problem === undefined ? '' : { code: problem },
      agency: report.agency.name ?? '',
      cell: shown[0] ? cellLabel(report, shown[0].key) : '',
      value: left,
      against: base,
      percent: base ? Math.round((left / base) * 100) : 0,
      cells: shown.map(({ key, value }) => cellWithValue(report, key, value)),
    },
    cells,
    ...(severity ? { severity } : {}),
  })
}

/** All conditions of one question. One that surely does not hold settles it, whatever else cannot be read. */
function ask({ report }: CheckContext, all: readonly Condition[]): Asked {
  const tested = all.map((condition) => testCondition(report, condition))
  if (tested.some((result) => result.holds === false)) return { kind: 'not' }
  const open = tested.find((result) => result.holds === null)
  if (open) return { kind: 'open', outcome: unknown(`cells-${open.why}`, { table: tableName(report.form, open.table), count: 1 }) }
  return { kind: 'holds', left: tested[0]?.left ?? 0, base: tested[0]?.base ?? 0, sum: all[0]?.sum ?? [] }
}

interface Tested {
  /** null where a cell of it cannot be read. */
  readonly holds: boolean | null
  readonly left: number
  readonly base: number
  readonly why: string
  readonly table: TableId
}

function testCondition(report: AnnualReport, { sum, is, value, of, times }: Condition): Tested {
  const left = addUp(report, sum)
  const base = of ? addUp(report, of) : { ...left, sum: value ?? 0, why: null }
  const sums = { left: left.sum, base: base.sum }
  if (left.why !== null) return { ...sums, holds: null, why: left.why, table: left.table }
  if (base.why !== null) return { ...sums, holds: null, why: base.why, table: base.table }
  return { ...sums, holds: holds(left.sum, is, base.sum * times), why: '', table: base.table }
}

function addUp(report: AnnualReport, patterns: readonly string[]): { sum: number; why: string | null; table: TableId } {
  let sum = 0
  for (const key of patterns.flatMap((pattern) => expand(report, pattern))) {
    const count = readCount(report, key)
    if (!count.known) return { sum, why: count.why, table: tableOf(key) }
    sum += count.value
  }
  return { sum, why: null, table: tableOf(patterns[0] ?? '') }
}

function expand({ form }: AnnualReport, pattern: string): readonly CellKey[] {
  if (!pattern.includes('*')) return [pattern]
  const known = expansions(form)
  const found = known.get(pattern) ?? cellsLike(form, pattern)
  known.set(pattern, found)
  return found
}

/** Patterns of rules, with the cells of a form that they name. */
const expansions = remember<Form, Map<string, readonly CellKey[]>>(() => new Map())

function cellsLike(form: Form, pattern: string): readonly CellKey[] {
  const [, wantedRow = '*', wantedColumn = '*'] = pattern.split('/')
  return cellsOf(form, tableOf(pattern)).filter((key) => {
    const [, row, column] = key.split('/')
    return [row, '*'].includes(wantedRow) && [column, '*'].includes(wantedColumn)
  })
}
