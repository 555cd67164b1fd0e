import { z } from 'zod'
import { readNumber } from '../../language/chinese-numerals.ts'
import { placeOfSpan } from '../place.ts'
import { definePredicate, failAt, type Found } from '../predicate.ts'
import { quoteWords } from '../quote-words.ts'
import { findAll, matchesAny, Pattern } from '../safe-pattern.ts'
import { bodyLines, type Sentence, sentencesIn } from '../text-lines.ts'
import { decimalsOf } from './rates.ts'

const Options = z.strictObject({
  /** Two counts and the rate behind them: whole, unit, words between, part, unit, name of the rate, its figure. */
  match: Pattern,
  /** What a rate is of stands in its name in front of this word; its last two characters name the part. */
  ending: z.string().min(1),
  /** In front of those two, on one side alone, it turns the rate round (合格98批次，不合格率2%). */
  negation: Pattern,
  /** Rates that are of another base (办结率 is of those due). */
  except: Pattern,
})
type Options = z.infer<typeof Options>

/** How many characters name the part. */
const STEM = 2

/** “抽检2310批次，不合格36批次，不合格率15.6%”: a rate beside the two counts that it is of, and not theirs (NI-005). */
export const rateOfCounts = definePredicate({
  name: 'rate-of-counts',
  options: Options,
  evidence: ['rate', 'value', 'part', 'whole', 'right', 'problem'],
  codes: ['of-counts'],
  run: ({ report }, options) => sentencesIn(bodyLines(report)).flatMap((sentence) => faultsIn(sentence, options)),
})

function faultsIn(sentence: Sentence, { match, ending, negation, except }: Options): Found {
  return findAll(sentence.text, match).flatMap(({ text, start, groups }): Found => {
    const [whole = '', unit = '', between = '', part = '', other = '', name = '', share = ''] = groups.map((group) => group ?? '')
    const stem = name.slice(0, -ending.length).slice(-STEM)
    const isTurned = (words: string): boolean => matchesAny(words.slice(0, Math.max(0, words.lastIndexOf(stem))).slice(-1), [negation])
    if (unit !== other || stem.length < STEM || !between.includes(stem) || isTurned(between) !== isTurned(name)) return []
    if (matchesAny(name, [except])) return []
    const [all, some] = [readNumber(whole), readNumber(part)]
    if (!all || some === null || some > all) return []
    const percent = (some / all) * 100
    const decimals = decimalsOf(`${share}%`)
    const step = 10 ** -decimals
    if (Math.abs(percent - Number(share)) <= step) return []
    const right = `${percent.toFixed(Math.max(decimals, 1))}%`
    return failAt(placeOfSpan(sentence, sentence.text, sentence.start + start, sentence.start + start + text.length), {
      subject: `rate-of/${name}`,
      evidence: { rate: quoteWords(name, 12), value: share, part: some, whole: all, right, problem: { code: 'of-counts' } },
    })
  })
}
