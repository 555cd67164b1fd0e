import { z } from 'zod'
import type { DocumentMark } from '../../model/document.ts'
import type { AnnualReport } from '../../model/annual-report.ts'
import type { FoundPlace } from '../../model/outcome.ts'
import { Severity } from '../../model/rule.ts'
import { standingName, within } from '../place.ts'
import { definePredicate, failAt, type Found } from '../predicate.ts'
import { matchesAny, Pattern } from '../safe-pattern.ts'
import { passageAt } from '../text-lines.ts'

const MOST_PLACES = 10

const Kind = z.strictObject({
  name: z.string(),
  severity: Severity.optional(),
  /** Further kinds of mark told together with it. */
  with: z.array(z.string()).default([]),
  /** Only marks whose text matches this, and not that: an author's property that looks like a person's name. */
  like: Pattern.optional(),
  unlike: Pattern.optional(),
})
type Kind = z.infer<typeof Kind>

/** What a file carries beside its text: revisions, comments, hidden text, authors, embedded objects, macros (PS-005). */
export const documentMarks = definePredicate({
  name: 'document-marks',
  options: z.strictObject({ kinds: z.record(z.string(), Kind) }),
  evidence: ['kind', 'count'],
  run: ({ report }, { kinds }) => Object.entries(kinds).flatMap(([key, kind]) => marksOf(report, key, kind)),
})

function marksOf(report: AnnualReport, key: string, kind: Kind): Found {
  const marks = report.document.marks.filter((mark) => [key, ...kind.with].includes(mark.kind) && isTold(mark, kind))
  if (!marks.length) return []
  // A replacement is a deletion and an insertion at one place.
  const apart = [...new Map(marks.toReversed().map((mark) => [mark.anchor, mark])).values()].toReversed()
  const places = apart.slice(0, MOST_PLACES).map((mark) => placeOf(report, mark, kind.name))
  return failAt(places, {
    subject: `mark/${key}`,
    evidence: { kind: kind.name, count: marks.length },
    ...(kind.severity ? { severity: kind.severity } : {}),
  })
}

const isTold = ({ text = '' }: DocumentMark, { like, unlike }: Kind): boolean =>
  (!like || matchesAny(text, [like])) && (!unlike || !matchesAny(text, [unlike]))

/** The mark's name, with “第一部分（一）” in front where it stands in a paragraph. */
function placeOf(report: AnnualReport, { anchor }: DocumentMark, name: string): FoundPlace {
  const passage = passageAt(report, anchor)
  return { label: passage ? within(standingName(passage), name) : name, anchor: anchor ?? null }
}
