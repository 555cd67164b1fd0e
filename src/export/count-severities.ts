import type { Checklist } from '../model/checklist.ts'
import type { Severity } from '../model/rule.ts'

/** How many items of each severity a checklist has, and how many rules could not be judged. */
export function countSeverities(checklist: Checklist): { errors: number; warnings: number; notices: number; unknown: number } {
  const count = (severity: Severity) => checklist.items.filter((item) => item.finding.severity === severity).length
  return { errors: count('error'), warnings: count('warning'), notices: count('notice'), unknown: checklist.unknown.length }
}
