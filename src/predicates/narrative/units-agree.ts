import { z } from 'zod'
import type { Breakdown } from '../../model/annual-report.ts'
import type { Evidence } from '../../model/outcome.ts'
import { placeOfSpan } from '../place-of-span.ts'
import { definePredicate, failAt, type Found } from '../predicate.ts'
import { quoteWords } from '../quote-words.ts'
import { matchesAny, Pattern } from '../safe-pattern.ts'

const Options = z.strictObject({
  /** Things with a unit of their own whatever list they stand in: documents, motions and cases are counted in 件. */
  own: z.strictObject({ unit: z.string(), things: Pattern }),
})
type Options = z.infer<typeof Options>

/** One list counted now in 条, now in 件; or a number of a list without its unit. */
export const unitsAgree = definePredicate({
  name: 'units-agree',
  options: Options,
  evidence: ['units', 'number', 'unit', 'problem'],
  codes: ['mixed-units', 'missing-unit'],
  run: ({ report }, options) => report.breakdowns.flatMap((breakdown) => faultOf(breakdown, options)),
})

function faultOf(breakdown: Breakdown, options: Options): Found {
  const problem = isLoose(breakdown, options) ? null : problemOf(breakdown)
  if (!problem) return []
  const { whole, parts, part, sentence } = breakdown
  return failAt(placeOfSpan({ anchor: sentence.anchor, part }, sentence.text, whole.span.start, parts.at(-1)?.span.end), {
    subject: `units/${whole.label.slice(-12)}`,
    evidence: problem,
  })
}

function problemOf({ whole, parts }: Breakdown): Evidence | null {
  const numbers = [whole, ...parts]
  const [unit, ...others] = new Set(numbers.flatMap((number) => number.unit ?? []))
  if (unit === undefined) return null
  if (others.length) return { units: [unit, ...others].join('”“'), problem: { code: 'mixed-units' } }
  const missing = numbers.find((number) => number.unit === null)
  return missing ? { unit, number: quoteWords(missing.span.text, -16), problem: { code: 'missing-unit' } } : null
}

/** A list that is not the whole's own (“公开文件991件，其中…，解读信息6份”) tells of several things, each with its unit. */
function isLoose({ whole, parts, extent }: Breakdown, { own }: Options): boolean {
  const others = parts.filter(({ unit }) => unit !== null && unit !== whole.unit)
  if (!others.length) return false
  if (others.every(({ unit, label }) => unit === own.unit && matchesAny(label, [own.things]))) return true
  const sum = parts.reduce((add, part) => add + part.quantity.value, 0)
  return extent !== 'closed' && sum !== whole.quantity.value
}
