import { z } from 'zod'
import type { AnnualReport } from '../../model/annual-report.ts'
import type { FoundPlace } from '../../model/outcome.ts'
import { placeOfSpan } from '../place.ts'
import { quoteWords } from '../quote-words.ts'
import { rounded } from '../read-count.ts'
import { findAll, matchesAny, Pattern } from '../safe-pattern.ts'
import { bodyLines, type Sentence, sentencesIn } from '../text-lines.ts'

/** How fees are spoken of beyond the measures: “总金额1300元，实际收取1300元” names no fee in its clause. */
export const FeeWords = z.strictObject({
  /** What a paragraph must speak of. */
  topic: Pattern,
  /** Sentences that tell of a rate, another year, a part. */
  unless: Pattern,
  /** A sum that was collected, one that was asked for: number, unit. */
  collected: Pattern,
  notified: Pattern,
  /** How many notices were sent: the number. */
  notices: Pattern,
  /** That nothing was collected, that no notice was sent. */
  denied: Pattern,
  unsent: Pattern,
  /** A sum of fees that may be asked for or collected: it counts as collected only where no notice was sent. */
  stated: Pattern,
  /** A sum that was not paid; that all was paid, and that some was not. */
  left: Pattern,
  allPaid: Pattern,
  notPaid: Pattern,
  /** The larger unit of money, and what it is worth in the smaller. */
  large: z.strictObject({ unit: z.string(), worth: z.number() }),
})
export type FeeWords = z.infer<typeof FeeWords>

/** Something said of fees. */
interface FeeSaying {
  /** In the smaller unit of money, or how many; 0 for a denial. */
  readonly value: number
  readonly text: string
  readonly place: FoundPlace
}

export type FeeSayings = Readonly<
  Record<'collected' | 'notified' | 'notices' | 'denied' | 'unsent' | 'stated' | 'left' | 'allPaid' | 'notPaid', readonly FeeSaying[]>
>

/** What the text says of fees of the year, kind by kind, in order. */
export function feeSayings(report: AnnualReport, words: FeeWords): FeeSayings {
  const lines = bodyLines(report).filter(({ text }) => matchesAny(text, [words.topic]))
  const sentences = sentencesIn(lines).filter(({ text }) => !matchesAny(text, [words.unless]) && !isOtherYear(text, report.year, words))
  const find = (pattern: RegExp): FeeSaying[] => sentences.flatMap((sentence) => sayingsIn(sentence, pattern, words))
  return {
    collected: find(words.collected),
    notified: find(words.notified),
    notices: find(words.notices),
    denied: find(words.denied),
    unsent: find(words.unsent),
    stated: find(words.stated),
    left: find(words.left),
    allPaid: find(words.allPaid),
    notPaid: find(words.notPaid),
  }
}

/** “2000元” is no year. */
const isOtherYear = (text: string, year: number | null, { large }: FeeWords): boolean =>
  year !== null &&
  [...text.matchAll(/(?<!\d)(20\d\d)(?!\d)/g)].some(
    ({ 0: digits, index }) =>
      Number(digits) < year && !text.includes(`〔${digits}〕`) && !large.unit.includes(text[index + digits.length] ?? '-'),
  )

/** A sum of money in the smaller unit. */
export const moneyOf = (digits: string, unit: string | undefined, large: FeeWords['large']): number =>
  rounded(Number(digits.replace(/[,，]/g, '')) * (unit === large.unit ? large.worth : 1))

const sayingsIn = (sentence: Sentence, pattern: RegExp, { large }: FeeWords): FeeSaying[] =>
  findAll(sentence.text, pattern).map(({ text, start, groups: [digits = '0', unit] }) => {
    const from = sentence.start + start
    return {
      value: moneyOf(digits, unit, large),
      text: quoteWords(text, 30),
      place: placeOfSpan(sentence, sentence.text, from, from + text.length),
    }
  })
