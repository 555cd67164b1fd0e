import { z } from 'zod'
import type { Passage } from '../../model/annual-report.ts'
import type { Outcome } from '../../model/outcome.ts'
import { placeOfPart } from '../place-of-span.ts'
import { definePredicate } from '../predicate.ts'
import { matchesAny, Pattern } from '../safe-pattern.ts'
import { bodyOfPart } from '../text-lines.ts'

const Aspect = z.strictObject({
  key: z.string(),
  label: z.string(),
  /** Words in a numbered sub-heading. */
  heads: z.array(Pattern).min(1),
  /** Words anywhere in the running text, where the part has no such sub-headings, or as the start of a sentence. */
  text: z.array(Pattern).min(1),
})
const Options = z.strictObject({
  part: z.number().int().min(1).max(6),
  aspects: z.array(Aspect).min(1),
  /** From this many sub-headings on, these decide. */
  headings: z.number().int().default(3),
})

/** A part reports on every aspect, under a sub-heading of its own or within the running text (ST-005). */
export const aspectsCovered = definePredicate({
  name: 'aspects-covered',
  options: Options,
  evidence: ['missing', 'count', 'found'],
  run: ({ report }, { part, aspects, headings }) => {
    const body = bodyOfPart(report, part)
    if (!report.sections.some((section) => section.part === part))
      return [{ kind: 'unknown', reason: { code: 'part-absent', with: { part: '一二三四五六'[part - 1] ?? '' } } }]
    if (body.length === 0) return [{ kind: 'unknown', reason: { code: 'part-empty', with: { part: '一二三四五六'[part - 1] ?? '' } } }]
    const heads = body.flatMap(headsOf)
    const text = body.map((passage) => passage.text).join('\n')
    const missing = aspects.filter((aspect) => {
      if (heads.some((head) => matchesAny(head, aspect.heads))) return false
      return heads.length >= headings || !matchesAny(text, [...aspect.text, ...aspect.heads])
    })
    if (!missing.length) return [{ kind: 'pass' }]
    // Most of it missing has one cause: the part is not written yet, or written in another way.
    const groups = missing.length > 2 ? [missing] : missing.map((aspect) => [aspect])
    return groups.map((group): Outcome => ({
      kind: 'fail',
      subject: `aspect/${group.map((aspect) => aspect.key).join('+')}`,
      evidence: {
        missing: group.map((aspect) => aspect.label).join('”“'),
        count: missing.length,
        found:
          aspects
            .filter((other) => !missing.includes(other))
            .map((other) => other.label)
            .join('、') || '无',
      },
      places: [placeOfPart(report, part as 1)],
    }))
  },
})

/** Numbered sub-heads of a paragraph: “（二）依申请公开。…”, “2.依申请公开”, “二是…”, each up to its first stop. */
function headsOf(passage: Passage): string[] {
  const heads: string[] = []
  const lead =
    /^[\s\u3000]*(?:[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}[、.．]|\d{1,2}[、.．]|[（(]\d{1,2}[）)]|[①-⑩])([^。；;：:，,\n]{1,30})/.exec(
      passage.text,
    )
  if (lead?.[1]) heads.push(lead[1])
  else if (passage.text.trim().length <= 20 && !/[。；;]$/.test(passage.text.trim())) heads.push(passage.text.trim())
  return heads
}
