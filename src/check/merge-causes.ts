import { tableOf } from '../form/form-lines.ts'
import { countWork } from '../language/count-work.ts'
import { groupBy } from '../language/group-by.ts'
import type { Finding } from '../model/finding.ts'
import type { CheckContext, Values } from '../model/outcome.ts'
import { likelyCells } from '../predicates/tables/likely-cell.ts'

/** A finding with what took part in it, while causes are still being looked for. */
export interface TracedFinding {
  readonly finding: Finding
  readonly cells: readonly string[]
  readonly subject: string
  readonly evidence: Values
}

/**
 * Puts consequences under their cause, so that one wrong cell is reported once (DOMAIN 3.1): a single cell that
 * explains every sum of table 3 that does not hold; a row whose total is wrong explains the total column; an old-layout
 * table explains its labels; a missing part its table and the numbers of the parts after it.
 */
export function mergeCauses(all: readonly TracedFinding[], context: CheckContext): Finding[] {
  const found = withoutContradictions(all)
  const causes = new Map<TracedFinding, TracedFinding>()
  mergeAroundCell(found, context, causes)
  const fewer = new Map([...CAUSES].map(([rule, wanted]) => [rule, found.filter(({ finding }) => wanted.includes(finding.rule))]))
  for (const effect of found)
    for (const cause of fewer.get(effect.finding.rule) ?? []) {
      countWork(1)
      if (cause === effect || causes.has(effect) || rootOf(causes, cause) === rootOf(causes, effect)) continue
      if (explains(cause, effect)) causes.set(effect, cause)
    }
  const effects = groupBy(causes.keys(), (item) => rootOf(causes, item))
  const order = new Map(found.map((item, index) => [item, index]))
  const placeOf = (item: TracedFinding): number => order.get(item) ?? 0
  return found.flatMap((item): Finding[] => {
    if (causes.has(item)) return []
    const below = (effects.get(item) ?? []).toSorted((a, b) => placeOf(a) - placeOf(b))
    const returns = below.some(({ finding }) => finding.returns) ? { returns: true as const } : {}
    return [{ ...item.finding, ...returns, consequences: below.map(({ finding: { rule, message } }) => ({ rule, message })) }]
  })
}

/** By rule, the rule that says something else of the same words: a slip in a heading is no variant that may stay. */
const OVERRULED: ReadonlyMap<string, string> = new Map([['ST-003', 'WD-006']])

/** Without findings that would send the reader two ways: the one that tells what is wrong stands alone. */
function withoutContradictions(found: readonly TracedFinding[]): readonly TracedFinding[] {
  const anchorsOf = ({ finding }: TracedFinding): string[] => finding.where.flatMap(({ anchor }) => anchor ?? [])
  const taken = new Map([...OVERRULED.values()].map((rule) => [rule, new Set<string>()]))
  for (const item of found) for (const anchor of anchorsOf(item)) taken.get(item.finding.rule)?.add(anchor)
  return found.filter((item) => {
    const anchors = taken.get(OVERRULED.get(item.finding.rule) ?? '')
    return !anchors?.size || !anchorsOf(item).some((anchor) => anchors.has(anchor))
  })
}

function rootOf(causes: ReadonlyMap<TracedFinding, TracedFinding>, item: TracedFinding): TracedFinding {
  let root = item
  for (let cause = causes.get(root); cause; cause = causes.get(root)) root = cause
  return root
}

const SUMS = ['T3-003', 'T3-002', 'T3-001']

/** Where one cell put right would put all of its table right, its sums are one finding, and what the text says of the cell goes with it. */
function mergeAroundCell(found: readonly TracedFinding[], { report }: CheckContext, causes: Map<TracedFinding, TracedFinding>): void {
  const broken = found.filter(({ finding }) => SUMS.includes(finding.rule))
  const table = tableOf(broken[0]?.cells[0] ?? '')
  const [cell, second] = broken.length ? likelyCells(report, table) : []
  if (!cell || second) return
  const [, row = '', column = ''] = cell.key.split('/')
  // The sum that the cell is itself the total of says best what is wrong.
  const order = row === 'results_total' && column !== 'total' ? ['T3-002', 'T3-003', 'T3-001'] : SUMS
  const main = broken.toSorted((a, b) => order.indexOf(a.finding.rule) - order.indexOf(b.finding.rule))[0]
  if (!main) return
  for (const item of found)
    if (item !== main && (broken.includes(item) || (/^N[TI]-/.test(item.finding.rule) && item.cells.includes(cell.key))))
      causes.set(item, main)
}

/** By the rule of an effect, the rules of what may be its cause: only these are compared. */
const CAUSES: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ['TF-001', ['TF-002']],
  ['TF-003', ['TF-002']],
  ['TF-008', ['TF-002']],
  ['T3-001', ['TF-003', 'T3-003', 'T3-002', 'T3-001']],
  ['T3-002', ['TF-003', 'T3-003', 'T3-002']],
  ['T3-003', ['TF-003']],
  ['T4-001', ['TF-003']],
  ...['NT-001', 'NT-002', 'NT-003', 'NT-004', 'NT-005'].map((rule) => [rule, SUMS] as const),
  ...['NT-006', 'NT-007'].map((rule) => [rule, ['T4-001']] as const),
  ['ST-004', ['ST-001', 'ST-002']],
  ['ST-007', ['ST-001']],
  ['CP-004', ['CP-001']],
  ['CY-006', ['CY-003']],
])

function explains(cause: TracedFinding, effect: TracedFinding): boolean {
  const [from, to] = [cause.finding.rule, effect.finding.rule]
  // What is only asked about explains nothing that is told.
  if (cause.finding.severity === 'notice' && effect.finding.severity !== 'notice') return false
  if (from === 'TF-002' && (to === 'TF-001' || to === 'TF-003' || to === 'TF-008')) return true
  if (from === 'TF-003' && (to === 'T3-001' || to === 'T3-002' || to === 'T3-003' || to === 'T4-001')) return sharesTable(cause, effect)
  // A part left out takes its table with it, and the parts after it move up.
  if (from === 'ST-001' && to === 'ST-007') return sharesTable(cause, effect)
  if ((from === 'ST-001' || from === 'ST-002') && to === 'ST-004') return true
  // A preamble without any contact is one thing to mend, where to find the report included.
  if (from === 'CP-001' && to === 'CP-004') return true
  // A report copied from last year's has last year's problems too.
  if (from === 'CY-003' && to === 'CY-006') return true
  // The total column's sums follow from its rows: a row whose total is wrong is the cause.
  if (from === 'T3-003' && (to === 'T3-001' || to === 'T3-002')) return effect.subject.endsWith('/total') && sharesCell(cause, effect)
  // The results' total is wrong in a column: the balance of that column follows.
  if (from === 'T3-002' && to === 'T3-001') return sharesCell(cause, effect)
  // The text has the number that would make the sum hold: the cell is to be put right, not the text.
  if (from.startsWith('T3-') || from.startsWith('T4-')) if (to.startsWith('NT-')) return isSaidRight(cause, effect)
  // The same difference in one column and in the total column, or the opposite in two columns: one request misplaced.
  if (from === to && (to === 'T3-001' || to === 'T3-002')) return sameRequest(cause, effect)
  return false
}

const offOf = ({ evidence }: TracedFinding): number => Number(evidence['leftSum']) - Number(evidence['rightSum'])

/** What the text says is the cell compared with it, moved by just what the sum misses. */
function isSaidRight(cause: TracedFinding, effect: TracedFinding): boolean {
  if (effect.cells.length !== 1 || !sharesCell(cause, effect)) return false
  const [said, expected] = [Number(effect.evidence['said']), Number(effect.evidence['expected'])]
  return Math.abs(said - expected) === Math.abs(offOf(cause))
}

function sameRequest(cause: TracedFinding, effect: TracedFinding): boolean {
  if (cause.subject.endsWith('/total')) return false
  if (effect.subject.endsWith('/total')) return offOf(cause) === offOf(effect)
  return offOf(cause) === -offOf(effect)
}

function sharesTable(a: TracedFinding, b: TracedFinding): boolean {
  const tables = new Set(a.cells.map(tableOf))
  return b.cells.some((cell) => tables.has(tableOf(cell)))
}

const sharesCell = (a: TracedFinding, b: TracedFinding): boolean => a.cells.some((cell) => b.cells.includes(cell))
