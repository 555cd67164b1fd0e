import { z } from 'zod'
import type { FoundPlace, Outcome } from '../../model/outcome.ts'
import { placeOfPart, placeOfSpan } from '../place-of-span.ts'
import { definePredicate } from '../predicate.ts'
import { matchesAny, Pattern } from '../safe-pattern.ts'
import { bodyLines, bodyOfPart } from '../text-lines.ts'

const Options = z.strictObject({
  part: z.number().int().min(1).max(6),
  /** What it speaks of. */
  about: z.array(Pattern).min(1),
  /** What it says of it: in the same paragraph or the two after it. */
  conclusion: z.array(Pattern).min(1),
  subject: z.string(),
  /** What it is called in {problem}. */
  topic: z.string(),
})

/** A part speaks of a subject and comes to a conclusion; said only elsewhere it is a notice (ST-010). */
export const statementMade = definePredicate({
  name: 'statement-made',
  options: Options,
  evidence: ['problem', 'part'],
  run: ({ report }, { part, about, conclusion, subject, topic: called }) => {
    const numeral = '一二三四五六'[part - 1] ?? ''
    if (!report.sections.some((section) => section.part === part))
      return [{ kind: 'unknown', reason: { code: 'part-absent', with: { part: numeral } } }]
    const body = bodyOfPart(report, part)
    const spoken = body.findIndex((passage) => matchesAny(passage.text, about))
    const concluded = body.some((passage, index) => {
      if (!matchesAny(passage.text, about)) return false
      const rest = body
        .slice(index, index + 3)
        .map((next) => next.text)
        .join('\n')
      return matchesAny(rest, conclusion)
    })
    if (concluded) return [{ kind: 'pass' }]
    const fail = (problem: string, place: FoundPlace, severity?: 'notice'): Outcome => ({
      kind: 'fail',
      subject,
      evidence: { problem, part: numeral },
      places: [place],
      ...(severity ? { severity } : {}),
    })
    const topic = body[spoken]
    if (topic) return [fail(`提到了${called}，但没有写明结论`, placeOfSpan(topic, topic.text))]
    const other = bodyLines(report).find(
      (line) => line.part !== part && line.part !== 0 && matchesAny(line.text, about) && matchesAny(line.text, conclusion),
    )
    if (other) return [fail(`没有写${called}，只写在别的部分`, placeOfSpan(other, other.text), 'notice')]
    return [fail(`没有写${called}`, placeOfPart(report, part as 6))]
  },
})
