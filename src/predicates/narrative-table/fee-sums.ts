import { z } from 'zod'
import { foldWidth } from '../../language/fold-characters.ts'
import { AnyPart, placeAround } from '../place.ts'
import { definePredicate, failAt, type Found } from '../predicate.ts'
import { rounded } from '../read-count.ts'
import { findAll, matchesAny, Pattern } from '../safe-pattern.ts'
import { moneyOf } from './fee-words.ts'
import { linesOfParts, type Sentence, sentencesIn } from '../text-lines.ts'

const Options = z.strictObject({
  parts: z.array(AnyPart).min(1),
  /** What the paragraph must speak of. */
  topic: Pattern,
  /** Sums by what became of them: the figure and its unit. */
  due: Pattern,
  paid: Pattern,
  waived: Pattern,
  unpaid: Pattern,
  /** Sentences that tell of a rate, another year, a part. */
  unless: Pattern,
  large: z.strictObject({ unit: z.string(), worth: z.number() }),
})
type Options = z.infer<typeof Options>

interface Sum {
  readonly value: number
  readonly start: number
  readonly end: number
}

/** “应收5000元，实收3000元，减免1000元，未缴1000元”: what was due is what was paid, waived and left unpaid (NT-012). */
export const feeSums = definePredicate({
  name: 'fee-sums',
  options: Options,
  evidence: ['problem', 'due', 'parts', 'sum', 'paid'],
  codes: ['fee-not-whole', 'fee-above-due'],
  run: ({ report }, options) =>
    sentencesIn(linesOfParts(report, options.parts).filter(({ text }) => matchesAny(text, [options.topic]))).flatMap((sentence) =>
      matchesAny(sentence.text, [options.unless]) ? [] : faultIn(sentence, options),
    ),
})

function faultIn(sentence: Sentence, options: Options): Found {
  const only = (pattern: RegExp): Sum | null | undefined => {
    const sums = sumsIn(sentence.text, pattern, options)
    return sums.length > 1 ? undefined : (sums[0] ?? null)
  }
  const [due, paid, waived, unpaid] = [only(options.due), only(options.paid), only(options.waived), only(options.unpaid)]
  // Two sums of one kind: it cannot be known which is the whole.
  if (!due || !paid || waived === undefined || unpaid === undefined) return []
  const rest = [paid, waived, unpaid].flatMap((sum) => sum ?? [])
  const total = rounded(rest.reduce((add, { value }) => add + value, 0))
  const place = placeAround(sentence, Math.min(due.start, paid.start), Math.max(due.end, ...rest.map(({ end }) => end)), 10)
  if (rest.length === 1) {
    if (paid.value <= due.value) return []
    return failAt(place, {
      subject: 'fee/due',
      evidence: { problem: { code: 'fee-above-due', with: { due: due.value, paid: paid.value } } },
    })
  }
  // What was waived may be told once more among what was not paid.
  const fits = [total, ...rest.slice(1).map(({ value }) => rounded(paid.value + value))].some((value) => Math.abs(value - due.value) < 1)
  if (fits) return []
  const parts = rest.map(({ value }) => value).join('+')
  return failAt(place, {
    subject: 'fee/sum',
    evidence: { problem: { code: 'fee-not-whole', with: { due: due.value, parts, sum: total } } },
  })
}

const sumsIn = (text: string, pattern: RegExp, { large }: Options): Sum[] =>
  findAll(foldWidth(text), pattern).map(({ text: found, start, groups: [figure = '', unit] }) => ({
    value: moneyOf(figure, unit, large),
    start,
    end: start + found.length,
  }))
