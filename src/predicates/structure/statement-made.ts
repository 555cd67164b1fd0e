import { z } from 'zod'
import { numeralOfPart } from '../../form/part-name.ts'
import type { FoundPlace, Outcome } from '../../model/outcome.ts'
import { Part, placeOfPart, placeOfSpan } from '../place-of-span.ts'
import { definePredicate, failAt, unknown } from '../predicate.ts'
import { matchesAny, Pattern } from '../safe-pattern.ts'
import { bodyLines, bodyOfPart, joinLines } from '../text-lines.ts'

/** A part speaks of a subject and comes to a conclusion; said only elsewhere it is a notice (ST-010). */
export const statementMade = definePredicate({
  name: 'statement-made',
  options: z.strictObject({
    part: Part,
    /** What it speaks of. */
    about: z.array(Pattern).min(1),
    /** What it says of it: in the same paragraph or the two after it. */
    conclusion: z.array(Pattern).min(1),
    subject: z.string(),
    /** What it is called in {problem}. */
    topic: z.string(),
  }),
  evidence: ['problem', 'part', 'topic'],
  codes: ['no-conclusion', 'said-elsewhere', 'not-said'],
  run: ({ report }, { part, about, conclusion, subject, topic }) => {
    const numeral = numeralOfPart(report.form, part)
    if (!report.sections.some((section) => section.part === part)) return [unknown('part-absent', { part: numeral })]
    const body = bodyOfPart(report, part)
    const spoken = body.flatMap((passage, index) => (matchesAny(passage.text, about) ? [index] : []))
    if (spoken.some((index) => matchesAny(joinLines(body.slice(index, index + 3)), conclusion))) return []
    const fail = (code: string, place: FoundPlace): Outcome & { kind: 'fail' } =>
      failAt(place, { subject, evidence: { problem: { code }, part: numeral, topic } })
    const first = body[spoken[0] ?? -1]
    if (first) return [fail('no-conclusion', placeOfSpan(first, first.text))]
    const other = bodyLines(report).find(
      (line) => line.part !== part && line.part !== 0 && matchesAny(line.text, about) && matchesAny(line.text, conclusion),
    )
    if (other) return [{ ...fail('said-elsewhere', placeOfSpan(other, other.text)), severity: 'notice' }]
    return [fail('not-said', placeOfPart(report, part))]
  },
})
