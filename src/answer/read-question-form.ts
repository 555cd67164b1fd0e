import { readNumber } from '../language/chinese-numerals.ts'
import type { Lexicon } from '../language/lexicon.ts'
import { findArticle, findImplementing, type ArticleReference } from './law-article.ts'
import { normaliseQuestion } from './normalise-question.ts'
import { type FeeReading, findFees } from './read-fees.ts'
import { findItemReference, type ItemReference, namedNumbers } from './refer.ts'

/** What of the last answer a half sentence asks for; `all` of it where it only says that it was not understood. */
export type AnswerPart = 'fix' | 'why' | 'basis' | 'value' | 'all'

/** What a question says by its form, read once. */
export interface QuestionForm {
  /** As normaliseQuestion writes it. */
  readonly normal: string
  /** The same without blanks. */
  readonly bare: string
  /** Rules that it names by number. */
  readonly rules: readonly string[]
  /** The entry of a checklist that it names. */
  readonly item: ItemReference | null
  /** Every number in “第1条和第3条”. */
  readonly items: readonly number[]
  /** The entry of the version before that it names. */
  readonly itemBefore: ItemReference | null
  readonly article: ArticleReference | null
  /** A text that carries out a law, which is not known. */
  readonly implementing: string | null
  /** Fees that it gives figures for. */
  readonly fees: readonly FeeReading[]
  readonly reportYear: number | null
  /** For “那怎么改”, which says nothing of its own: what it asks of the last answer. */
  readonly part: AnswerPart | null
  /** Whether a pattern of the lexicon is in it; the pattern is tried on the text without blanks. */
  readonly has: (pattern: string) => boolean
}

/** A half sentence is no longer than this. */
const HALF = 14
const PARTS: readonly AnswerPart[] = ['fix', 'why', 'basis', 'value', 'all']

/** Reads the form of a question. */
export function readQuestionForm(lexicon: Lexicon, question: string): QuestionForm {
  const normal = normaliseQuestion(lexicon, question)
  const bare = normal.replace(/\s/g, '')
  const part = bare.length > HALF ? null : lexicon.classify('questions/half-sentence/part', bare)
  const before = lexicon.pattern('questions/item/version-before')
  return {
    normal,
    bare,
    rules: findRuleNumbers(lexicon, normal),
    item: findItemReference(lexicon, bare),
    items: namedNumbers(lexicon, bare),
    itemBefore: before.test(bare) ? findItemReference(lexicon, bare.replace(before, '')) : null,
    article: findArticle(lexicon, bare),
    implementing: findImplementing(lexicon, bare),
    fees: findFees(lexicon, bare),
    reportYear: findReportYear(lexicon, normal),
    part: PARTS.find((each) => each === part) ?? null,
    has: (pattern) => lexicon.pattern(pattern).test(bare),
  }
}

/** Rules that a question names by number, however it is typed: `T3-001`, `t3 1`, `st003`, `T三杠零零一`. */
export function findRuleNumbers(lexicon: Lexicon, normal: string): string[] {
  const found: string[] = []
  for (const [, group = '', digits = ''] of normal.matchAll(lexicon.all('questions/rule-number/number'))) {
    const number = readNumber(digits)
    const prefix = group.replace(/\p{Script=Han}/u, (digit) => String(readNumber(digit))).toUpperCase()
    if (number) found.push(`${prefix}-${String(number).padStart(3, '0')}`)
  }
  return [...new Set(found)]
}

/** A report year that the question names (“2024年度年报”), or null. */
export function findReportYear(lexicon: Lexicon, normal: string): number | null {
  const year = lexicon.pattern('questions/wording/report-year').exec(normal)?.groups?.['year']
  return year === undefined ? null : Number(year)
}
