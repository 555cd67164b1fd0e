import { z } from 'zod'
import { numeralOfPart } from '../../form/part-name.ts'
import { afterAnyHead } from '../../language/list-marks.ts'
import type { Passage } from '../../model/annual-report.ts'
import { Part, placeOfPart } from '../place-of-span.ts'
import { definePredicate, failAt, unknown } from '../predicate.ts'
import { matchesAny, Pattern } from '../safe-pattern.ts'
import { bodyOfPart, joinLines } from '../text-lines.ts'
import { labelsOf } from './labels-of.ts'

const Aspect = z.strictObject({
  key: z.string(),
  label: z.string(),
  /** Words in a numbered sub-heading. */
  heads: z.array(Pattern).min(1),
  /** Words anywhere in the running text, where the part has no such sub-headings, or as the start of a sentence. */
  text: z.array(Pattern).min(1),
})
/** A part reports on every aspect, under a sub-heading of its own or within the running text (ST-005). */
export const aspectsCovered = definePredicate({
  name: 'aspects-covered',
  options: z.strictObject({
    part: Part,
    aspects: z.array(Aspect).min(1),
    /** From this many sub-headings on, these decide. */
    headings: z.number().int().default(3),
  }),
  evidence: ['missing', 'count', 'found'],
  run: ({ report }, { part, aspects, headings }) => {
    const body = bodyOfPart(report, part)
    const numeral = numeralOfPart(report.form, part)
    if (!report.sections.some((section) => section.part === part)) return [unknown('part-absent', { part: numeral })]
    if (body.length === 0) return [unknown('part-empty', { part: numeral })]
    const heads = body.flatMap(headOf)
    const text = joinLines(body)
    const missing = aspects.filter((aspect) => {
      if (heads.some((head) => matchesAny(head, aspect.heads))) return false
      return heads.length >= headings || !matchesAny(text, [...aspect.text, ...aspect.heads])
    })
    if (!missing.length) return []
    // Most of it missing has one cause: the part is not written yet, or written in another way.
    const groups = missing.length > 2 ? [missing] : missing.map((aspect) => [aspect])
    return groups.map((group) =>
      failAt(placeOfPart(report, part), {
        subject: `aspect/${group.map((aspect) => aspect.key).join('+')}`,
        evidence: {
          missing: group.map((aspect) => aspect.label).join('”“'),
          count: missing.length,
          found: labelsOf(aspects.filter((other) => !missing.includes(other))),
        },
      }),
    )
  },
})

/** The numbered sub-heading of a paragraph up to its first stop (“（二）依申请公开。…”, “2.依申请公开”), or a short line without a stop. */
function headOf({ text }: Passage): string[] {
  const head = /^[^。；;：:，,\n]{1,30}/.exec(afterAnyHead(text) ?? '')?.[0]
  if (head) return [head]
  const line = text.trim()
  return line.length <= 20 && !/[。；;]$/.test(line) ? [line] : []
}
