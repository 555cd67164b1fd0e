import type { Finding } from '../model/finding.ts'
import type { CheckContext, Evidence } from '../model/outcome.ts'

/** A finding with what took part in it, while causes are still being looked for. */
export interface TracedFinding {
  readonly finding: Finding
  readonly cells: readonly string[]
  readonly subject: string
  readonly evidence: Evidence
}

/**
 * Puts consequences under their cause, so that one wrong cell is reported once (DOMAIN 3.1):
 * a row whose total is not its sum explains the total column's imbalance and the group's sum; an old-layout table
 * explains every missing row and label; missing rows explain sums that do not hold.
 */
export function mergeCauses(found: readonly TracedFinding[], _context: CheckContext): Finding[] {
  const swallowed = new Map<TracedFinding, TracedFinding>()
  for (const candidate of found)
    for (const cause of found) {
      if (cause === candidate || swallowed.has(candidate) || swallowed.has(cause)) continue
      if (explains(cause, candidate)) swallowed.set(candidate, cause)
    }
  return found
    .filter((item) => !swallowed.has(item))
    .map((item) => {
      const below = [...swallowed].filter(([, cause]) => cause === item).map(([consequence]) => consequence.finding)
      if (!below.length) return item.finding
      return { ...item.finding, consequences: below.map(({ rule, message }) => ({ rule, message })) }
    })
}

function explains(cause: TracedFinding, effect: TracedFinding): boolean {
  const [from, to] = [cause.finding.rule, effect.finding.rule]
  const sameTable = cause.cells.some((cell) => effect.cells.some((other) => tableOf(cell) === tableOf(other)))
  if (from === 'TF-002' && (to === 'TF-001' || to === 'TF-003' || to === 'TF-008')) return true
  if (from === 'TF-003' && (to === 'T3-001' || to === 'T3-002' || to === 'T3-003' || to === 'T4-001')) return sameTable
  // The total column's sums follow from its rows: a row whose total is wrong is the cause.
  if (from === 'T3-003' && (to === 'T3-001' || to === 'T3-002')) return effect.subject.endsWith('/total') && sharesCell(cause, effect)
  // The results' total is wrong in a column: the balance of that column follows.
  if (from === 'T3-002' && to === 'T3-001') return sharesCell(cause, effect)
  return false
}

const tableOf = (cell: string): string => cell.slice(0, cell.indexOf('/'))
const sharesCell = (a: TracedFinding, b: TracedFinding): boolean => a.cells.some((cell) => b.cells.includes(cell))
