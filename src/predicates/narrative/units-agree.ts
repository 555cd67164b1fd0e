import { z } from 'zod'
import type { Breakdown } from '../../model/annual-report.ts'
import type { Outcome } from '../../model/outcome.ts'
import { placeOfSpan } from '../place-of-span.ts'
import { definePredicate } from '../predicate.ts'
import { quoteWords } from '../quote-words.ts'

/** One list counted now in 条, now in 件; or a number of a list without its unit. */
export const unitsAgree = definePredicate({
  name: 'units-agree',
  options: z.strictObject({}),
  evidence: ['units', 'quote', 'problem'],
  run: ({ report }): Outcome[] => {
    const outcomes = report.breakdowns.flatMap((breakdown): Outcome[] => {
      const units = [...new Set([breakdown.whole, ...breakdown.parts].map(({ unit }) => unit))]
      if (isLoose(breakdown)) return []
      const named = units.filter((unit) => unit !== null)
      const missing = [breakdown.whole, ...breakdown.parts].find(({ unit }) => unit === null)
      const problem =
        named.length > 1
          ? `“${named.join('”“')}”混用`
          : missing && named.length === 1
            ? `“${quoteWords(missing.span.text, -16)}”后面缺“${named[0]}”`
            : null
      if (!problem) return []
      return [
        {
          kind: 'fail',
          subject: `units/${subjectOf(breakdown)}`,
          evidence: { units: named.join('、'), quote: quoteWords(breakdown.sentence.text, 40), problem },
          places: [
            placeOfSpan(
              { anchor: breakdown.sentence.anchor, part: breakdown.part },
              breakdown.sentence.text,
              breakdown.whole.span.start,
              breakdown.parts.at(-1)?.span.end,
            ),
          ],
        },
      ]
    })
    return outcomes.length ? outcomes : [{ kind: 'pass' }]
  },
})

/** A list that is not the whole's own (“公开文件991件，其中…，解读信息6份”) tells of several things, each with its unit; documents, motions and cases are counted in 件 whatever they belong to. */
function isLoose({ whole, parts, extent }: Breakdown): boolean {
  const others = [whole, ...parts].filter(({ unit }) => unit !== null && unit !== whole.unit)
  if (
    others.length > 0 &&
    others.every(({ unit, label }) => unit === '件' && /(?:文件|公文|建议|提案|解读|许可|处罚|申请|案件|举报|投诉)(?:信息)?$/.test(label))
  )
    return true
  const sum = parts.reduce((add, part) => add + part.quantity.value, 0)
  return others.length > 0 && extent !== 'closed' && sum !== whole.quantity.value
}

const subjectOf = (breakdown: Breakdown): string => breakdown.whole.label.slice(-12)
