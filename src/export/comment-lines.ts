import type { Checklist, ChecklistItem } from '../model/checklist.ts'
import type { Finding, Place } from '../model/finding.ts'
import type { Basis, Severity } from '../model/rule.ts'
import type { ExportWords } from './export-words.ts'

/**
 * What a comment says of an item: what, why, how to put it right, what it rests on, and the rule.
 * @param placed whether the comment hangs on the very place; otherwise it says what it is about
 * @param repaired the finding's wording was put right as a tracked change
 * @returns one paragraph a line, the first the heading
 */
export function commentLines(
  item: ChecklistItem,
  place: Place | null,
  say: ExportWords,
  { placed, repaired }: { placed: boolean; repaired: boolean },
): string[] {
  const { finding, number } = item
  const lines = [headingOf(item, say), finding.message]
  if (!placed) lines.push(say('comment.unplaced', { place: place?.label ?? '' }))
  if (finding.actual !== null || finding.expected !== null)
    lines.push(say('comment.values', { actual: finding.actual, expected: finding.expected }))
  if (finding.why) lines.push(say('comment.why', { why: finding.why }))
  if (finding.fix) lines.push(say('comment.fix', { fix: finding.fix }))
  const basis = basisText(finding.basis, say)
  if (basis) lines.push(say('comment.basis', { basis }))
  if (finding.where.length > 1) lines.push(say('comment.places', { places: finding.where.map((one) => one.label) }))
  for (const one of finding.consequences) lines.push(say('comment.consequence', { rule: one.rule, message: one.message }))
  if (repaired) lines.push(say('comment.repaired', { number }))
  return lines.filter((line) => line !== '')
}

/** The short comment at a finding's other places, which sends the reader to the first. */
export const otherPlaceLines = (item: ChecklistItem, place: Place, say: ExportWords): string[] => [
  headingOf(item, say),
  say('comment.other', { place: place.label, message: item.finding.message, number: item.number }),
]

/** 《…》第N条；…, with what was not seen in the original said so. */
export const basisText = (basis: readonly Basis[], say: ExportWords): string =>
  basis.map(({ document, place, source, from, to }) => say('basis', { document, place, source, from, to })).join(say('basis.join'))

/** 必改, 建议, 提示; one of the latter two that a report may be returned for says so. */
export function severityWord({ severity, returns }: Pick<Finding, 'severity' | 'returns'>, say: ExportWords): string {
  const word = say(`severity.${severity}`)
  return returns && severity !== 'error' ? say('severity.returns', { severity: word }) : word
}

const headingOf = ({ finding, number }: ChecklistItem, say: ExportWords): string =>
  say('comment.head', { severity: severityWord(finding, say), number, title: finding.title, rule: finding.rule })

/** How many items of each severity a checklist has, and how many rules could not be judged. */
export function countSeverities(checklist: Checklist): { errors: number; warnings: number; notices: number; unknown: number } {
  const count = (severity: Severity) => checklist.items.filter((item) => item.finding.severity === severity).length
  return { errors: count('error'), warnings: count('warning'), notices: count('notice'), unknown: checklist.unknown.length }
}

/** `2027-01-31 09:30` in China; `medium` has seconds too. @param date ISO 8601 */
export const chinaTime = (date: string, timeStyle: 'short' | 'medium'): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle }).format(new Date(date))
