import type { Reference } from '../form/reference.ts'
import type { Checklist, ChecklistItem } from '../model/checklist.ts'
import type { Place } from '../model/finding.ts'
import { type AnchorPlace, type AnchorPlaces, xmlRangeOf } from './anchor-place.ts'
import { chinaTime, commentLines, otherPlaceLines } from './comment-lines.ts'
import { addComments, commentIds, type WordComment } from './comments-part.ts'
import { type Parts, writePart } from './docx-package.ts'
import type { ExportWords } from './export-words.ts'
import { fallbackAnchor } from './fallback-anchor.ts'
import { planRepairs, type RepairPlan } from './plan-repairs.ts'
import { resolveAnchor } from './resolve-anchor.ts'
import { scanRuns } from './scan-runs.ts'
import { type CommentMark, spliceDocument } from './splice-document.ts'
import { xmlText } from './xml-text.ts'

export interface AnnotateOptions {
  /** Shown by Word as the author: 年报核校. */
  readonly author: string
  /** ISO 8601, of comments, changes and zip entries. */
  readonly date: string
  /** Whether safe repairs go in as tracked changes. */
  readonly repairs: boolean
  readonly say: ExportWords
  /** The formats by whose headings the part of a finding without a place is found, and the words of labels. */
  readonly reference: Reference
}

/** The main document of a docx, and where each anchor of the Document stands in it. */
export interface MainPart {
  readonly path: string
  readonly xml: string
  readonly places: AnchorPlaces
}

/** A finding about a whole row has a place a cell: past this many, the first comment's list of places is enough. */
const MAX_OTHER_PLACES = 5

/**
 * Adds the checklist's comments to an opened docx, and its safe repairs where asked for. It changes the main document, the
 * comments, its relationships and the content types, and no other part.
 */
export function annotatePackage(parts: Parts, { path, xml, places }: MainPart, checklist: Checklist, options: AnnotateOptions): void {
  if (!checklist.items.length) return
  const scan = scanRuns(xml)
  const nextId = idGiver([...scan.ids, ...commentIds(parts, path)])
  const findings = options.repairs ? checklist.items.map((item) => item.finding) : []
  const plan = planRepairs(options.reference.lexicon, xml, scan.runs, places, findings)
  const marks: CommentMark[] = []
  const comments: WordComment[] = []
  for (const item of checklist.items)
    for (const { lines, place, start, end } of commentsOf(item, places, plan, options)) {
      const id = nextId()
      const range = xmlRangeOf(xml, place, start, end) ?? xmlRangeOf(xml, place, 0, place.text.length)
      marks.push({ id, range, paragraph: place.paragraphs[0] ?? -1 })
      comments.push({ id, lines })
    }
  const w = `${scan.prefix}:`
  const date = wordDate(options.date)
  const who = `${w}author="${xmlText(options.author)}" ${w}date="${date}"`
  writePart(parts, path, spliceDocument(xml, scan, marks, plan.changes, { w, who, nextId }))
  addComments(parts, path, comments, { author: options.author, initials: options.author.slice(0, 2), date }, scan.namespace)
}

interface Hung {
  readonly lines: readonly string[]
  readonly place: AnchorPlace
  readonly start: number
  readonly end: number
}

/** The full comment at the first place that the draft has, a short one at the others; one at a heading where it has none. */
function commentsOf(item: ChecklistItem, places: AnchorPlaces, plan: RepairPlan, { say, reference }: AnnotateOptions): Hung[] {
  const repaired = plan.repaired.has(item.finding.fingerprint)
  const seen = new Set<string>()
  const found: { where: Place; hung: Omit<Hung, 'lines'> }[] = []
  for (const where of item.finding.where) {
    const at = where.anchor === null ? null : resolveAnchor(where.anchor)
    const place = at ? placeOf(places, at.anchor) : undefined
    const key = `${where.anchor}:${where.start ?? ''}:${where.end ?? ''}`
    if (!place || !at || seen.has(key)) continue
    seen.add(key)
    const end = where.end === undefined ? place.text.length : where.end + at.offset
    found.push({ where, hung: { place, start: (where.start ?? 0) + at.offset, end } })
  }
  const [first, ...others] = found
  if (!first) {
    const where = item.finding.where[0] ?? null
    const anchor = fallbackAnchor(places, where?.label ?? '', reference)
    const place = anchor === null ? undefined : places.get(anchor)
    return place ? [{ lines: commentLines(item, where, say, { placed: false, repaired }), place, start: 0, end: place.text.length }] : []
  }
  return [
    { lines: commentLines(item, first.where, say, { placed: true, repaired }), ...first.hung },
    ...others.slice(0, MAX_OTHER_PLACES).map((one) => ({ lines: otherPlaceLines(item, one.where, say), ...one.hung })),
  ]
}

/** Word reads any time as local, so China's time is written; seconds are whole. */
const wordDate = (date: string): string => `${chinaTime(date, 'medium').replace(' ', 'T')}Z`

/** A table's own anchor stands for its first cell. */
const placeOf = (places: AnchorPlaces, anchor: string): AnchorPlace | undefined =>
  places.get(anchor) ?? (/^t\d+$/.test(anchor) ? [...places].find(([one]) => one.startsWith(`${anchor}.`))?.[1] : undefined)

/** Small whole numbers that no comment, bookmark or change of the file has. */
function idGiver(used: readonly string[]): () => string {
  const taken = new Set(used)
  let next = 1
  return () => {
    while (taken.has(String(next))) next++
    return String(next++)
  }
}
