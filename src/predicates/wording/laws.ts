import { z } from 'zod'
import { readNumber } from '../../language/chinese-numerals.ts'
import { editDistance } from '../../language/edit-distance.ts'
import { withoutBlanks } from '../../language/fold-characters.ts'
import { remember } from '../../language/remember.ts'
import type { Code } from '../../model/outcome.ts'
import { placeAround, placeOfSpan } from '../place.ts'
import { definePredicate, failAt, type Found } from '../predicate.ts'
import { quoteWords } from '../quote-words.ts'
import { findAll, matchesAny, Pattern } from '../safe-pattern.ts'
import { bodyLines, type Sentence, sentencesIn, type TextLine } from '../text-lines.ts'

/** A citation by itself is a table's head, not a sentence that rests on it. */
const SHORTEST = 16

const ArticleOptions = z.strictObject({
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
  /** Where a clause of the preamble says that a report is made by an article, it is one of these. */
  report: z.strictObject({
    said: Pattern,
    articles: z.array(z.number().int()).min(1),
    /** What a preamble says of how the report came about rests on these, in whatever words. */
    rests: z.array(z.number().int()),
  }),
})
type ArticleOptions = z.infer<typeof ArticleOptions>

/** Articles of a law cited for something that they are not about, or that do not exist (WD-005). */
export const articlesCited = definePredicate({
  name: 'articles-cited',
  options: ArticleOptions,
  evidence: ['cited', 'about', 'last', 'sentence', 'problem'],
  codes: ['beyond-last', 'about-other', 'not-of-reports'],
  run: ({ report }, options) =>
    sentencesIn(bodyLines(report))
      .filter(({ text }) => text.trim().length >= SHORTEST)
      .flatMap((sentence) => faultsIn(sentence, options)),
})

const faultsIn = (sentence: Sentence, options: ArticleOptions): Found =>
  findAll(sentence.text, options.cite).flatMap(({ text, start, groups }): Found => {
    const article = numberOf(groups[0])
    const item = numberOf(groups[1])
    if (!isOfLaw(sentence.text.slice(Math.max(0, start - 24), start), article, item, options)) return []
    if (sentence.part === 0 && item === 0 && options.report.rests.includes(article)) return []
    const problem = problemOf(article, item, sentence.text, options) ?? reportProblem(sentence, options)
    if (!problem) return []
    return failAt(placeAround(sentence, start, start + text.length, 16), {
      subject: `cite/${article}.${item}`,
      evidence: { cited: text, problem, sentence: quoteOf(sentence) },
    })
  })

const quoteOf = remember((sentence: Sentence) => quoteWords(sentence.text, 60))

/** 0 where there is none. */
const numberOf = (digits: string | undefined): number => readNumber(digits ?? '') ?? 0

const isOfLaw = (before: string, article: number, item: number, { law, bare, otherLaw }: ArticleOptions): boolean =>
  matchesAny(before, [law]) || (item > 0 && bare.includes(article) && !matchesAny(before, [otherLaw]))

function problemOf(article: number, item: number, text: string, { articles, last }: ArticleOptions): Code | null {
  if (article > last) return { code: 'beyond-last', with: { last } }
  const known = articles[item ? `${article}.${item}` : String(article)]
  if (!known?.words.length || known.words.some((word) => text.includes(word))) return null
  return { code: 'about-other', with: { about: known.about } }
}

/** “根据《条例》第三十五条，编制本报告”: no article cited asks for a report. */
function reportProblem({ part, text }: Sentence, { report, cite }: ArticleOptions): Code | null {
  if (part !== 0 || !matchesAny(text, [report.said])) return null
  const cited = findAll(text, cite).map(({ groups }) => numberOf(groups[0]))
  return cited.some((article) => report.articles.includes(article)) ? null : { code: 'not-of-reports' }
}

const IN_BRACKETS = /[《〈]([^《》〈〉]{5,60})[》〉]/g

const NameOptions = z.strictObject({
  /** Right names, as they stand between 《 and 》. */
  names: z.array(z.string().min(4)).min(1),
  /** Other names that are right although they look alike (short forms, local rules). */
  also: z.array(Pattern).default([]),
  /** At most so many characters off, and not more than a quarter of the name. */
  distance: z.number().int().min(1).max(4).default(3),
})
type NameOptions = z.infer<typeof NameOptions>

/** Names in 《》 that are nearly, but not quite, those of known laws and documents. */
export const namesOfficial = definePredicate({
  name: 'names-official',
  options: NameOptions,
  evidence: ['written', 'right'],
  run: ({ report }, options) => bodyLines(report).flatMap((line) => misspeltIn(line, options)),
})

const misspeltIn = (line: TextLine, { names, also, distance }: NameOptions): Found =>
  [...line.text.matchAll(IN_BRACKETS)].flatMap(({ 0: quoted, 1: before = '', index }): Found => {
    const written = withoutBlanks(before)
    if (names.includes(written) || matchesAny(written, also)) return []
    const right = names.find((name) => editDistance(name, written, Math.min(distance, Math.floor(name.length / 4))) < Infinity)
    if (right === undefined) return []
    const start = index + 1
    return failAt(placeOfSpan(line, quoted, index, index + quoted.length), {
      subject: `name/${written}`,
      evidence: { written, right },
      // A name is as the law or document itself has it.
      basis: [{ document: `《${right}》`, source: 'verified' }],
      repairs: [{ anchor: line.anchor, start, end: start + before.length, before, after: right }],
    })
  })
