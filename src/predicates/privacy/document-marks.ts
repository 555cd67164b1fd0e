import { z } from 'zod'
import type { DocumentMark } from '../../model/document.ts'
import type { AnnualReport } from '../../model/annual-report.ts'
import type { Outcome, Said } from '../../model/outcome.ts'
import { standingName, within } from '../place-of-span.ts'
import { definePredicate } from '../predicate.ts'

const Options = z.strictObject({
  /** By kind of mark; further kinds told together with it stand in `with`. */
  kinds: z.record(
    z.string(),
    z.strictObject({
      name: z.string(),
      severity: z.enum(['error', 'warning', 'notice']).optional(),
      with: z.array(z.string()).default([]),
    }),
  ),
  /** The author's property is told only where it looks like a person's name. */
  personalAuthor: z.boolean().default(true),
})

/** What a file carries beside its text: revisions, comments, hidden text, authors, embedded objects, macros (PS-005). */
export const documentMarks = definePredicate({
  name: 'document-marks',
  options: Options,
  evidence: ['kind', 'count'],
  run: ({ report }, { kinds, personalAuthor }) => {
    const outcomes = Object.entries(kinds).flatMap(([kind, { name, severity, with: others }]): Outcome[] => {
      const marks = report.document.marks.filter(
        (mark) => (mark.kind === kind || others.includes(mark.kind)) && (kind !== 'author' || !personalAuthor || isPerson(mark)),
      )
      if (!marks.length) return []
      // A replacement is a deletion and an insertion at one place.
      const apart = [...new Map(marks.toReversed().map((mark) => [mark.anchor, mark])).values()].toReversed()
      const places = apart.slice(0, 10).map((mark) => ({ label: nameOf(report, mark, name), anchor: mark.anchor ?? null }))
      return [
        { kind: 'fail', subject: `mark/${kind}`, evidence: { kind: name, count: marks.length }, places, ...(severity ? { severity } : {}) },
      ]
    })
    return outcomes.length ? outcomes : [{ kind: 'pass' }]
  },
})

const isPerson = ({ text = '' }: DocumentMark): boolean =>
  /^[一-龥]{2,4}$/.test(text.trim()) && !/[局委厅办科处室部院校镇乡]$|用户|微软|作者|管理/.test(text)

/** The mark's name, with “第一部分（一）” in front where it stands in a paragraph. */
function nameOf({ passages }: AnnualReport, { anchor }: DocumentMark, name: string): Said {
  const passage = anchor === undefined ? undefined : passages.find((one) => one.anchor === anchor)
  return passage ? within(standingName(passage), name) : name
}
