import type { Lexicon } from '../language/lexicon.ts'
import type { Finding, Repair } from '../model/finding.ts'
import { type AnchorPlace, type AnchorPlaces, splitsPair, xmlRangeOf } from './anchor-place.ts'
import type { Change } from './render-run.ts'
import { resolveAnchor } from './resolve-anchor.ts'
import type { Run } from './scan-runs.ts'

/** What a tracked deletion may be put around; anything else in between (a field, a picture) must not be cut. */
const PLAIN = new Set(['t', 'tab', 'br', 'cr', 'noBreakHyphen', 'softHyphen', 'lastRenderedPageBreak'])

export interface RepairPlan {
  readonly changes: readonly Change[]
  /** Fingerprints of the findings whose repairs were all planned. */
  readonly repaired: ReadonlySet<string>
}

/**
 * Chooses the repairs that can be made as tracked changes. A finding's repairs are made all or none; left out are
 * those whose place does not hold the words any more, that overlap an earlier one, that would change a figure, or
 * that are where Word allows no further change.
 */
export function planRepairs(
  lexicon: Lexicon,
  xml: string,
  runs: readonly Run[],
  places: AnchorPlaces,
  findings: readonly Finding[],
): RepairPlan {
  const changes: Change[] = []
  const repaired = new Set<string>()
  for (const finding of findings) {
    if (!finding.repairs.length) continue
    const planned: Change[] = []
    for (const repair of finding.repairs.map(inDocument)) {
      const change = planRepair(lexicon, xml, runs, places.get(repair.anchor), repair)
      if (!change) break
      const same = changes.some((one) => one.from === change.from && one.to === change.to && one.after === change.after)
      if (!same && [...changes, ...planned].some((one) => one.from < change.to && change.from < one.to)) break
      planned.push(change)
    }
    if (planned.length < finding.repairs.length) continue
    for (const change of planned) if (!changes.some((one) => one.from === change.from)) changes.push(change)
    repaired.add(finding.fingerprint)
  }
  return { changes, repaired }
}

function inDocument(repair: Repair): Repair {
  const { anchor, offset } = resolveAnchor(repair.anchor)
  return { ...repair, anchor, start: repair.start + offset, end: repair.end + offset }
}

function planRepair(lexicon: Lexicon, xml: string, runs: readonly Run[], place: AnchorPlace | undefined, repair: Repair): Change | null {
  if (!place || repair.before === repair.after || repair.start >= repair.end) return null
  if (place.text.slice(repair.start, repair.end) !== repair.before || repair.before.includes('\n') || repair.after.includes('\n'))
    return null
  if (changesFigure(lexicon, place.text, repair)) return null
  const { start, end, after } = trim(repair)
  const range = xmlRangeOf(xml, place, start, end)
  if (splitsPair(place.text, start) || splitsPair(place.text, end)) return null
  if (!range || !isWritten(place, start, end)) return null
  const touched = runs.filter((run) => run.end > range.from && run.start < range.to)
  const parts = touched.flatMap((run) => run.parts).filter((part) => part.end > range.from && part.start < range.to)
  if (!parts.length || touched.some((run) => run.tracked) || parts.some((part) => !PLAIN.has(part.name))) return null
  return { ...range, after }
}

/** Leaves out what both sides share at their edges, as long as something stays to be struck out. */
function trim({ start, end, before, after }: Repair): { start: number; end: number; after: string } {
  let head = 0
  while (head < before.length - 1 && head < after.length && before[head] === after[head]) head++
  if (splitsPair(before, head)) head--
  let tail = 0
  while (tail < before.length - 1 - head && tail < after.length - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++
  if (splitsPair(before, before.length - tail)) tail--
  return { start: start + head, end: end - tail, after: after.slice(head, after.length - tail) }
}

/** Every character to be struck out is in the file: none belongs to an automatic number. */
function isWritten(place: AnchorPlace, start: number, end: number): boolean {
  const written = place.segments.reduce((sum, one) => sum + Math.max(0, Math.min(end, one.end) - Math.max(start, one.start)), 0)
  return written === end - start
}

/** Figures are never repaired: every number but those of articles, documents and items must read the same before and after. */
function changesFigure(lexicon: Lexicon, text: string, repair: Repair): boolean {
  const after = text.slice(0, repair.start) + repair.after + text.slice(repair.end)
  return figuresOf(lexicon, text) !== figuresOf(lexicon, after)
}

function figuresOf(lexicon: Lexicon, text: string): string {
  const counts = text.normalize('NFKC').replace(lexicon.all('export/labels/no-figure'), '§')
  return (counts.match(/\d[\d,.]*/g) ?? []).join('|')
}
