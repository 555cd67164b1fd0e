import { AppError } from '../model/app-error.ts'
import type { XmlRange } from './anchor-place.ts'
import { type Change, type Cut, type Marking, renderRun } from './render-run.ts'
import type { ParagraphScan, Run, RunScan } from './scan-runs.ts'

/** A comment to hang up: on a stretch of text, or on a whole paragraph where there is none. */
export interface CommentMark {
  readonly id: string
  readonly range: XmlRange | null
  /** Offset of the paragraph's `<w:p`, for a comment without a range. */
  readonly paragraph: number
}

interface Edit {
  readonly from: number
  readonly to: number
  readonly xml: string
}

/**
 * Puts comment marks and tracked changes into document.xml; every other character stays as it was.
 * @param changes not overlapping, each inside one paragraph
 */
export function spliceDocument(
  xml: string,
  scan: RunScan,
  comments: readonly CommentMark[],
  changes: readonly Change[],
  marking: Marking,
): string {
  const cuts = new Map<Run, Cut[]>()
  const touched = new Map<Run, Change[]>()
  const lone = new Map<ParagraphScan, { starts: string; ends: string }>()
  for (const comment of comments) {
    const { start, end } = marksOf(comment.id, marking.w)
    const range = comment.range && widen(comment.range, changes)
    const first = range && runAt(scan.runs, range.from, 'start')
    const last = range && runAt(scan.runs, range.to, 'end')
    if (first && last) {
      push(cuts, first, { at: range.from, side: 'start', xml: start })
      push(cuts, last, { at: range.to, side: 'end', xml: end })
      continue
    }
    const paragraph = scan.paragraphs.get(comment.paragraph)
    if (!paragraph) throw new AppError('internal', 'a comment without a paragraph')
    const marks = lone.get(paragraph) ?? { starts: '', ends: '' }
    lone.set(paragraph, { starts: marks.starts + start, ends: marks.ends + end })
  }
  for (const change of changes) for (const run of scan.runs) if (run.end > change.from && run.start < change.to) push(touched, run, change)
  const runs = new Set([...cuts.keys(), ...touched.keys()])
  const edits: Edit[] = [...runs].map((run) => ({
    from: run.start,
    to: run.end,
    xml: renderRun(xml, run, cuts.get(run) ?? [], touched.get(run) ?? [], marking),
  }))
  for (const [paragraph, marks] of lone) edits.push(...aroundParagraph(xml, paragraph, marks, marking.w))
  return applyEdits(xml, edits)
}

const marksOf = (id: string, w: string): { start: string; end: string } => ({
  start: `<${w}commentRangeStart ${w}id="${id}"/>`,
  end: `<${w}commentRangeEnd ${w}id="${id}"/><${w}r><${w}commentReference ${w}id="${id}"/></${w}r>`,
})

/** A mark inside words that are struck out would go with them when the change is accepted. */
function widen(range: XmlRange, changes: readonly Change[]): XmlRange {
  let { from, to } = range
  for (const change of changes) {
    if (from > change.from && from < change.to) from = change.from
    if (to > change.from && to < change.to) to = change.to
  }
  return { from, to }
}

/** The run that holds the character starting (or ending) at an offset. */
function runAt(runs: readonly Run[], at: number, side: Cut['side']): Run | undefined {
  let low = 0
  let high = runs.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((runs[middle]?.end ?? 0) < at) low = middle + 1
    else high = middle
  }
  const run = runs[low]
  return run?.parts.some((part) => (side === 'start' ? part.start <= at && at < part.end : part.start < at && at <= part.end))
    ? run
    : undefined
}

function aroundParagraph(xml: string, paragraph: ParagraphScan, marks: { starts: string; ends: string }, w: string): Edit[] {
  if (paragraph.selfClosed) {
    const slash = xml.lastIndexOf('/', paragraph.end)
    return [{ from: slash, to: paragraph.end, xml: `>${marks.starts}${marks.ends}</${w}p>` }]
  }
  if (paragraph.bodyStart === paragraph.bodyEnd) return [{ from: paragraph.bodyEnd, to: paragraph.bodyEnd, xml: marks.starts + marks.ends }]
  return [
    { from: paragraph.bodyStart, to: paragraph.bodyStart, xml: marks.starts },
    { from: paragraph.bodyEnd, to: paragraph.bodyEnd, xml: marks.ends },
  ]
}

function applyEdits(xml: string, edits: Edit[]): string {
  edits.sort((a, b) => a.from - b.from || a.to - b.to)
  let out = ''
  let at = 0
  for (const edit of edits) {
    if (edit.from < at) throw new AppError('internal', 'two edits of the same place in document.xml')
    out += xml.slice(at, edit.from) + edit.xml
    at = edit.to
  }
  return out + xml.slice(at)
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}
