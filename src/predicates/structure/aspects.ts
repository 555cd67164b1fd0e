import { z } from 'zod'
import { numeralOfPart } from '../../form/form-lines.ts'
import { afterAnyHead } from '../../language/list-marks.ts'
import type { Passage } from '../../model/annual-report.ts'
import { Part, placeOfPart } from '../place.ts'
import { definePredicate, failAt, unknown } from '../predicate.ts'
import { matchesAny, Pattern } from '../safe-pattern.ts'
import { bodyOfPart, joinLines } from '../text-lines.ts'
import { labelsOf } from './topics.ts'

const Aspect = z.strictObject({
  key: z.string(),
  label: z.string(),
  /** Words in a numbered sub-heading. */
  heads: z.array(Pattern).min(1),
  /** Words anywhere in the running text, where the part has no such sub-headings, or as the start of a sentence. */
  text: z.array(Pattern).min(1),
  /** Its name, as a sentence begins that takes it up without a sub-heading: 在政府信息管理方面， */
  leads: z.array(Pattern).default([]),
  /** Measures (their beginnings) that the part tells a number of, or denies: it is written of, under whatever heading. */
  counted: z.array(z.string()).default([]),
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
    const whole = joinLines(body)
    const text = joinLines(withoutLed(body, aspects, headings))
    const missing = aspects.filter((aspect) => {
      if (heads.some((head) => matchesAny(head, aspect.heads)) || matchesAny(whole, aspect.leads)) return false
      if (body.some((passage) => isLedBy(passage, aspect))) return false
      if (report.claims.some((claim) => claim.part === part && aspect.counted.some((start) => claim.measure.startsWith(start))))
        return false
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

/** How much of a paragraph says what it is about. */
const LONGEST_LEAD = 16

function isLedBy({ text }: Passage, { label, leads }: z.infer<typeof Aspect>): boolean {
  const opening = text.trim().slice(0, LONGEST_LEAD)
  return opening.includes(label) || matchesAny(opening, leads)
}

/**
 * What speaks of no aspect by its name: where most paragraphs begin with the name of an aspect, the words of another
 * in them do not make up for its own paragraph.
 */
function withoutLed(body: readonly Passage[], aspects: readonly z.infer<typeof Aspect>[], headings: number): readonly Passage[] {
  const isLed = (passage: Passage): boolean => aspects.some((aspect) => isLedBy(passage, aspect))
  const led = aspects.filter((aspect) => body.some((passage) => isLedBy(passage, aspect)))
  return led.length > headings ? body.filter((passage) => !isLed(passage)) : body
}

/**
 * The numbered sub-headings of a paragraph up to their first stop (“（二）依申请公开。…”, “2.依申请公开”), or a short line
 * without a stop. A heading may be two phrases with a comma between.
 */
function headOf({ text }: Passage): string[] {
  // “（三）信息管理。规范。（四）平台建设。正常。”: several in one line.
  const heads = text.split(/(?<=[。；;])/).flatMap((piece) => /^[^。；;：:\n]{1,40}/.exec(afterAnyHead(piece) ?? '')?.[0] ?? [])
  if (heads.length) return heads
  const line = text.trim()
  return line.length <= 20 && !/[。；;]$/.test(line) ? [line] : []
}
