import { z } from 'zod'
import { readNumber } from '../../language/chinese-numerals.ts'
import type { Outcome } from '../../model/outcome.ts'
import { placeOfSpan } from '../place-of-span.ts'
import { definePredicate } from '../predicate.ts'
import { quoteWords, wordsAround } from '../quote-words.ts'
import { findAll, matchesAny, Pattern } from '../safe-pattern.ts'
import { bodyLines, sentencesOf, type Sentence } from '../text-lines.ts'

const Options = z.strictObject({
  /** The law's name in front of the article; also a bare “第N条第（M）项” counts where the number is in `bare`. */
  law: Pattern,
  bare: z.array(z.number().int()).default([]),
  /** What each article (`20.8` its item) is about: the sentence must hold one of the words. No words: fits anything. */
  articles: z.record(z.string(), z.strictObject({ about: z.string(), words: z.array(z.string()).default([]) })),
  /** Articles that the law does not have. */
  last: z.number().int(),
})
type Options = z.infer<typeof Options>

const cite =
  /第([一二三四五六七八九十百零〇\d]{1,5})条(?:第([一二三四五六七八九十\d]{1,3})款)?(?:第?[（(]?([一二三四五六七八九十\d]{1,3})[)）]?项)?/gu

/** Articles of a law cited for something that they are not about, or that do not exist (WD-005). */
export const articlesCited = definePredicate({
  name: 'articles-cited',
  options: Options,
  evidence: ['cited', 'about', 'sentence', 'problem'],
  run: ({ report }, options) => {
    const outcomes = bodyLines(report).flatMap((line) => sentencesOf(line).flatMap((sentence) => problemsIn(sentence, options)))
    return outcomes.length ? outcomes : [{ kind: 'pass' }]
  },
})

function problemsIn(sentence: Sentence, options: Options): Outcome[] {
  // A citation by itself is a table's head, not a sentence that rests on it.
  if (!sentence.text.includes('条') || sentence.text.trim().length < 16) return []
  return findAll(sentence.text, cite).flatMap(({ text, start, groups }): Outcome[] => {
    const article = readNumber(groups[0] ?? '') ?? 0
    const item = readNumber(groups[2] ?? '') ?? 0
    const before = sentence.text.slice(Math.max(0, start - 24), start)
    const named = matchesAny(before, [options.law])
    // “《某法》第二十条” in front is another law's article.
    if (!named && (!options.bare.includes(article) || item === 0 || /[》法例定][^》]{0,4}$/.test(before))) return []
    const fail = (problem: string, about: string): Outcome => ({
      kind: 'fail',
      subject: `cite/${article}.${item}`,
      evidence: { cited: text, about, problem, sentence: quoteWords(sentence.text, 60) },
      places: [
        placeOfSpan(
          sentence,
          wordsAround(sentence.text, start, start + text.length, 16),
          sentence.start + start,
          sentence.start + start + text.length,
        ),
      ],
    })
    if (article > options.last) return [fail(`条例只有${options.last}条`, '')]
    const known = options.articles[item ? `${article}.${item}` : String(article)]
    if (!known?.words.length || known.words.some((word) => sentence.text.includes(word))) return []
    return [fail(`讲的是${known.about}`, known.about)]
  })
}
