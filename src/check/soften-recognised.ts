import type { AnnualReport } from '../model/annual-report.ts'
import type { Finding } from '../model/finding.ts'
import type { CheckContext, Outcome, UnknownReason } from '../model/outcome.ts'
import type { Rule, Severity } from '../model/rule.ts'

/** Why nothing is asserted of what was read off a picture. */
export const RECOGNISED: UnknownReason = { code: 'recognised' }

/** Rules that compare figures: one digit misread and they are wrong, whoever the drafter is. */
const FIGURES = /^(?:TF|T2|T3|T4|NT|NI|CY|HI)-/
/** From this part of recognised text on, what was not found may only have been misread. */
const MUCH = 0.1

/**
 * What becomes of a defect found in text read off a picture: figures and what is missing cannot be judged, wording is
 * at most a notice.
 */
export function softenedTo(rule: Rule, outcome: Outcome & { kind: 'fail' }, context: CheckContext): 'as-it-is' | 'notice' | 'unknown' {
  const others = [
    ...(rule.needs.includes('last-year') && context.lastYear ? [context.lastYear] : []),
    ...(rule.needs.includes('subordinates') ? (context.subordinates?.reports ?? []) : []),
  ]
  if (others.some(isRecognised)) return 'unknown'
  if (!isRecognised(context.report)) return 'as-it-is'
  const { anchors, share } = recognisedOf(context.report)
  const placed = outcome.places.flatMap(({ anchor }) => (anchor === null ? [] : [anchor.replace(/@.*/, '')]))
  if (placed.length === 0) return share >= MUCH ? 'unknown' : 'as-it-is'
  if (!placed.some((anchor) => anchors.has(anchor))) return 'as-it-is'
  return FIGURES.test(rule.id) ? 'unknown' : 'notice'
}

/** A finding in recognised text says so, weighs no more than a notice, and offers no repair of what may not stand there. */
export function asNotice(finding: Finding, words: string): Finding {
  const severity: Severity = 'notice'
  return { ...finding, severity, message: `${finding.message}（${words}）`, repairs: [] }
}

/** Cells that are unsure because they are recognised: the reason says that, and not that digits were glued. */
export function reasonInPicture(reason: UnknownReason, { report }: CheckContext): UnknownReason {
  const pictured = Object.values(report.tables).some((table) => table.notes.includes('recognised'))
  return pictured && reason.code === 'cells-unsure' ? RECOGNISED : reason
}

function isRecognised({ document }: AnnualReport): boolean {
  return document.notes.some(({ kind }) => kind === 'recognised-text')
}

interface Recognised {
  readonly anchors: ReadonlySet<string>
  /** Of all paragraphs and cells with text. */
  readonly share: number
}

const known = new WeakMap<AnnualReport, Recognised>()

function recognisedOf(report: AnnualReport): Recognised {
  const found = known.get(report)
  if (found) return found
  const anchors = new Set<string>()
  let pieces = 0
  for (const block of report.document.blocks) {
    for (const piece of block.kind === 'table' ? block.cells : [block]) {
      if (piece.text.trim() === '') continue
      pieces++
      if (piece.confidence === 'recognised') anchors.add(piece.id.replace(/@.*/, ''))
    }
    // A table with recognised cells is recognised as a whole: a blank cell of it may hold what was not seen.
    if (block.kind === 'table' && block.cells.some(({ confidence }) => confidence === 'recognised'))
      for (const { id } of [block, ...block.cells]) anchors.add(id)
  }
  const result = { anchors, share: pieces === 0 ? 0 : anchors.size / pieces }
  known.set(report, result)
  return result
}
