import { z } from 'zod'
import type { Breakdown } from '../../model/annual-report.ts'
import type { Outcome } from '../../model/outcome.ts'
import { placeOfSpan } from '../place-of-span.ts'
import { definePredicate } from '../predicate.ts'
import { quoteWords } from '../quote-words.ts'

/** “共N条，其中A a条、B b条”: more than the whole, or less where the list is said to be all, cannot be. */
export const partsAddUp = definePredicate({
  name: 'parts-add-up',
  options: z.strictObject({
    /** Lists left unsaid whether whole: asked only where they fall short by at most `shortBy` of the whole; shorter lists by a fifth of that. */
    askFromParts: z.number().int().default(3),
    shortBy: z.number().default(0.1),
  }),
  evidence: ['whole', 'sum', 'parts', 'difference', 'unit', 'relation', 'quote'],
  run: ({ report }, { askFromParts, shortBy }): Outcome[] => {
    const outcomes = report.breakdowns.flatMap((breakdown): Outcome[] => {
      const [low, high] = [total(breakdown, 'low'), total(breakdown, 'high')]
      const { quantity } = breakdown.whole
      if (low <= quantity.high && high >= quantity.low) return []
      const over = low > quantity.high
      if (over && (breakdown.extent === 'open' ? false : someRunFits(breakdown))) return []
      if (!over && breakdown.extent === 'open') return []
      const ask = !over && breakdown.extent === 'unsaid'
      if (ask && quantity.value - high > quantity.value * (breakdown.parts.length < askFromParts ? shortBy / 5 : shortBy)) return []
      const sum = breakdown.parts.reduce((add, part) => add + part.quantity.value, 0)
      return [
        {
          kind: 'fail',
          subject: `${breakdown.whole.label.slice(-12)}|${breakdown.parts.map((part) => part.label.slice(-8)).join('|')}`,
          ...(ask ? { severity: 'notice' as const } : {}),
          evidence: {
            whole: quantity.value,
            sum,
            parts: breakdown.parts.map((part) => part.quantity.value).join('+'),
            difference: Math.abs(sum - quantity.value),
            unit: breakdown.whole.unit ?? breakdown.parts.find((part) => part.unit)?.unit ?? '',
            relation: over ? '超过' : '不足',
            quote: quoteWords(breakdown.sentence.text, 40),
          },
          places: [
            placeOfSpan(
              {
                anchor: breakdown.sentence.anchor,
                part: breakdown.part,
                item: report.passages.find((passage) => passage.anchor === breakdown.sentence.anchor)?.item,
              },
              breakdown.sentence.text,
              breakdown.whole.span.start,
              breakdown.parts.at(-1)?.span.end ?? breakdown.whole.span.end,
            ),
          ],
        },
      ]
    })
    return outcomes.length ? outcomes : [{ kind: 'pass' }]
  },
})

const total = (breakdown: Breakdown, bound: 'low' | 'high'): number => breakdown.parts.reduce((add, part) => add + part.quantity[bound], 0)

/** Two lists of the same whole said in one breath (by channel, then by kind): a run of them that fits is enough. */
function someRunFits(breakdown: Breakdown): boolean {
  const { parts, whole } = breakdown
  for (let from = 0; from < parts.length; from++) {
    let sum = 0
    for (let to = from; to < parts.length; to++) {
      sum += parts[to]?.quantity.value ?? 0
      if (to > from && sum === whole.quantity.value && parts.length - (to - from + 1) >= 1 && (from === 0 || to === parts.length - 1))
        return true
    }
  }
  return false
}
