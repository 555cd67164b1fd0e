import { z } from 'zod'
import { withoutBlanks } from '../../language/fold-characters.ts'
import { afterItemHead } from '../../language/list-marks.ts'
import type { Code, Outcome, Said } from '../../model/outcome.ts'
import { Part, partName, placeName, placeOfSpan } from '../place-of-span.ts'
import { definePredicate, failAt } from '../predicate.ts'
import { matchesAny, Pattern } from '../safe-pattern.ts'
import { bodyOfPart } from '../text-lines.ts'

const fail = (heading: string, part: Code, belongs: Said, anchor: string): Outcome =>
  failAt(placeOfSpan({ anchor, where: part }, heading), {
    subject: `heading/${withoutBlanks(heading)}`,
    evidence: { heading, part, belongs },
  })

/** Headings for what does not belong there: a foreign sub-heading, a seventh part (ST-012). */
export const subHeadings = definePredicate({
  name: 'sub-headings',
  options: z.strictObject({
    /** Sub-headings of this part that belong elsewhere. */
    part: Part,
    foreign: z.array(Pattern).min(1),
    belongsTo: z.string(),
    /** Level-one headings that are none of the six. */
    extraParts: z.array(Pattern).default([]),
  }),
  evidence: ['heading', 'part', 'belongs'],
  codes: ['official-parts'],
  run: ({ report, profile }, { part, foreign, belongsTo, extraParts }) => {
    const local = profile?.headings[String(part)] ?? []
    const inPart = bodyOfPart(report, part).flatMap((passage) => {
      const head = /^[^。；;：:\n]{2,30}/.exec(afterItemHead(passage.text) ?? '')?.[0].trim()
      const isForeign = head && matchesAny(head, foreign) && !local.some((heading) => head.includes(heading))
      return isForeign ? [fail(head, partName(part), belongsTo, passage.anchor)] : []
    })
    const extra = report.sections
      .filter((section) => section.part === null && matchesAny(`${section.numeral ?? ''}、${section.heading}`, extraParts))
      .map(({ heading, span }) => fail(heading, placeName('heading'), { code: 'official-parts' }, span.anchor))
    return [...inPart, ...extra]
  },
})
