import { z } from 'zod'
import type { Code, Outcome } from '../../model/outcome.ts'
import { partName, placeName, placeOfSpan } from '../place-of-span.ts'
import { definePredicate } from '../predicate.ts'
import { matchesAny, Pattern } from '../safe-pattern.ts'
import { bodyOfPart } from '../text-lines.ts'

const Options = z.strictObject({
  /** Sub-headings of this part that belong elsewhere. */
  part: z.number().int().min(1).max(6),
  foreign: z.array(Pattern).min(1),
  belongsTo: z.string(),
  /** Level-one headings that are none of the six. */
  extraParts: z.array(Pattern).default([]),
})

const fail = (heading: string, where: Code, belongs: string, anchor: string): Outcome => ({
  kind: 'fail',
  subject: `heading/${heading.replace(/\s/g, '')}`,
  evidence: { heading, part: where, belongs },
  places: [placeOfSpan({ anchor, where }, heading)],
})

/** Headings for what does not belong there: a foreign sub-heading, a seventh part (ST-012). */
export const subHeadings = definePredicate({
  name: 'sub-headings',
  options: Options,
  evidence: ['heading', 'part', 'belongs'],
  run: ({ report, profile }, { part, foreign, belongsTo, extraParts }) => {
    const local = profile?.headings[String(part)] ?? []
    const inPart = bodyOfPart(report, part).flatMap((passage) => {
      const head = /^[\s\u3000]*(?:[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[、.．])\s*([^。；;：:\n]{2,30})/
        .exec(passage.text)?.[1]
        ?.trim()
      return head && matchesAny(head, foreign) && !local.some((heading) => head.includes(heading))
        ? [fail(head, partName(part as 1), belongsTo, passage.anchor)]
        : []
    })
    const extra = report.sections
      .filter((section) => section.part === null && matchesAny(`${section.numeral ?? ''}、${section.heading}`, extraParts))
      .map((section) => fail(section.heading, placeName('heading'), '前面六个部分', section.span.anchor))
    const outcomes = [...inPart, ...extra]
    return outcomes.length ? outcomes : [{ kind: 'pass' }]
  },
})
