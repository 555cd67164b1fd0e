import { z } from 'zod'
import { readNumber } from '../../language/chinese-numerals.ts'
import type { Code } from '../../model/outcome.ts'
import { placeAround } from '../place-of-span.ts'
import { definePredicate, failAt, type Found } from '../predicate.ts'
import { quoteWords } from '../quote-words.ts'
import { findAll, matchesAny, Pattern } from '../safe-pattern.ts'
import { bodyLines, sentencesIn, type Sentence } from '../text-lines.ts'

/** A citation by itself is a table's head, not a sentence that rests on it. */
const SHORTEST = 16

const Options = z.strictObject({
  /** An article cited: the first group is its number, the second its item's. */
  cite: Pattern,
  /** The law's name in front of the article; also a bare “第N条第（M）项” counts where the number is in `bare`. */
  law: Pattern,
  bare: z.array(z.number().int()).default([]),
  /** In front of a bare article, the end of another law's name. */
  otherLaw: Pattern,
  /** What each article (`20.8` its item) is about: the sentence must hold one of the words. No words: fits anything. */
  articles: z.record(z.string(), z.strictObject({ about: z.string(), words: z.array(z.string()).default([]) })),
  /** The number of the law's last article. */
  last: z.number().int(),
})
type Options = z.infer<typeof Options>

/** Articles of a law cited for something that they are not about, or that do not exist (WD-005). */
export const articlesCited = definePredicate({
  name: 'articles-cited',
  options: Options,
  evidence: ['cited', 'about', 'last', 'sentence', 'problem'],
  codes: ['beyond-last', 'about-other'],
  run: ({ report }, options) =>
    sentencesIn(bodyLines(report))
      .filter(({ text }) => text.trim().length >= SHORTEST)
      .flatMap((sentence) => faultsIn(sentence, options)),
})

const faultsIn = (sentence: Sentence, options: Options): Found =>
  findAll(sentence.text, options.cite).flatMap(({ text, start, groups }): Found => {
    const article = numberOf(groups[0])
    const item = numberOf(groups[1])
    if (!isOfLaw(sentence.text.slice(Math.max(0, start - 24), start), article, item, options)) return []
    const problem = problemOf(article, item, sentence.text, options)
    if (!problem) return []
    return failAt(placeAround(sentence, start, start + text.length, 16), {
      subject: `cite/${article}.${item}`,
      evidence: { cited: text, problem, sentence: quoteWords(sentence.text, 60) },
    })
  })

/** 0 where there is none. */
const numberOf = (digits: string | undefined): number => readNumber(digits ?? '') ?? 0

const isOfLaw = (before: string, article: number, item: number, { law, bare, otherLaw }: Options): boolean =>
  matchesAny(before, [law]) || (item > 0 && bare.includes(article) && !matchesAny(before, [otherLaw]))

function problemOf(article: number, item: number, text: string, { articles, last }: Options): Code | null {
  if (article > last) return { code: 'beyond-last', with: { last } }
  const known = articles[item ? `${article}.${item}` : String(article)]
  if (!known?.words.length || known.words.some((word) => text.includes(word))) return null
  return { code: 'about-other', with: { about: known.about } }
}
