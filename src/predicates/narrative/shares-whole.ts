import { z } from 'zod'
import { withoutBlanks } from '../../language/fold-characters.ts'
import { placeAround } from '../place.ts'
import { definePredicate, failAt, type Found } from '../predicate.ts'
import { findAll, matchesAny, Pattern } from '../safe-pattern.ts'
import { bodyLines, type Sentence, sentencesIn } from '../text-lines.ts'
import { rounded } from '../read-count.ts'

const Options = z.strictObject({
  wholes: z
    .array(
      z.strictObject({
        /** One share of the whole: its groups are what it is of and the figure. */
        share: Pattern,
        /** What the labels of all shares together must match: the kinds that leave nothing over. */
        needs: z.array(Pattern).min(2),
        /** Kinds may be left unsaid (弃权、不了解), so that less than the whole is fine. */
        open: z.boolean().default(false),
      }),
    )
    .min(1),
  /** How much may stand between two shares of one list. */
  reach: z.number().int().default(10),
  /** Fine where the sentence says this: shares within shares, loose ones. */
  unless: z.array(Pattern).default([]),
})
type Options = z.infer<typeof Options>
type Whole = Options['wholes'][number]

interface Share {
  readonly label: string
  readonly value: number
  /** Half a unit of its last decimal. */
  readonly step: number
  readonly start: number
  readonly end: number
}

/** Shares of kinds that leave nothing over (满意、基本满意、不满意; 自然人、法人) must make 100% (NI-002). */
export const sharesWhole = definePredicate({
  name: 'shares-whole',
  options: Options,
  evidence: ['share', 'problem', 'parts', 'sum'],
  codes: ['sum-not-whole'],
  run: ({ report }, options) =>
    sentencesIn(bodyLines(report)).flatMap((sentence) =>
      /[%％]/.test(sentence.text) && !matchesAny(sentence.text, options.unless)
        ? options.wholes.flatMap((whole) => faultOf(sentence, whole, options))
        : [],
    ),
})

function faultOf(sentence: Sentence, whole: Whole, { reach }: Options): Found {
  const shares = runOf(sharesIn(sentence.text, whole.share), reach)
  const labels = shares.map(({ label }) => label)
  if (new Set(labels).size < labels.length || !whole.needs.every((kind) => labels.some((label) => matchesAny(label, [kind])))) return []
  const sum = rounded(shares.reduce((add, { value }) => add + value, 0))
  const off = shares.reduce((add, { step }) => add + step, 0) - 0.01
  if (Math.abs(sum - 100) <= off || (whole.open && sum < 100) || isWithout(shares, off)) return []
  const [first, last] = [shares[0], shares.at(-1)]
  if (!first || !last) return []
  const parts = shares.map(({ value }) => `${value}%`).join('+')
  return failAt(placeAround(sentence, first.start, last.end, 10), {
    subject: `shares/${labels.join('|')}`,
    evidence: { share: parts, problem: { code: 'sum-not-whole', with: { sum } } },
  })
}

const sharesIn = (text: string, pattern: RegExp): Share[] =>
  findAll(text, pattern).map(({ text: found, start, groups: [label = '', figure = ''] }) => ({
    label: withoutBlanks(label),
    value: Number(figure),
    step: 0.5 * 10 ** -(figure.split('.')[1]?.length ?? 0),
    start,
    end: start + found.length,
  }))

/** The shares that stand one after the other, from the first on. */
function runOf(shares: readonly Share[], reach: number): readonly Share[] {
  const stop = shares.findIndex(({ start }, index) => index > 0 && start - (shares[index - 1]?.end ?? 0) > reach)
  return stop < 0 ? shares : shares.slice(0, stop)
}

/** “满意率97%，基本满意12%，不满意3%”: one share lies within another. */
const isWithout = (shares: readonly Share[], off: number): boolean => {
  const sum = shares.reduce((add, { value }) => add + value, 0)
  return shares.length > 2 && shares.some(({ value }) => Math.abs(sum - value - 100) <= off)
}
