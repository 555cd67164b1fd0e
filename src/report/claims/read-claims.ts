import type { Measure } from '../../form/measure.ts'
import type { Lexicon } from '../../language/lexicon.ts'
import type { Claim } from '../../model/annual-report.ts'
import type { Certainty } from '../../model/certainty.ts'
import { continueSeries, valuesMeant, type Meant, type Series } from './join-values.ts'
import { pickMeasure, type Picked } from './pick-measure.ts'
import { readNone, type Denial } from './read-none.ts'
import { readPhrase, wordsBetween, type Phrase } from './read-phrase.ts'
import { readTime, type Time } from './read-time.ts'
import { leftOf, type Sentence, type Word } from './split-sentences.ts'

/** What the readers of claims go by. */
export interface ClaimWords {
  readonly lexicon: Lexicon
  readonly measures: readonly Measure[]
  readonly denials: readonly Denial[]
  /** The report year, for telling last year's figures and carry-overs. */
  readonly year: number | null
}

interface Counted {
  readonly picked: Picked
  readonly phrase: Phrase
  readonly time: Claim['time']
  readonly region: Word | null
}

/**
 * Every number of the text that counts something we know, with what it counts.
 * A number that fits no measure is no claim: nothing is asserted from it.
 */
export function readClaims(words: ClaimWords, sentences: readonly Sentence[]): Claim[] {
  return sentences.flatMap((sentence) => [...claimsOf(words, sentence), ...readNone(words.lexicon, words.denials, sentence)])
}

function claimsOf(words: ClaimWords, sentence: Sentence): Claim[] {
  if (!sentence.numbers.length) return []
  const counted: Counted[][] = []
  let series: Series | null = null
  for (const [index, number] of sentence.numbers.entries()) {
    const phrase = readPhrase(words.lexicon, sentence, index)
    series = continueSeries(words.lexicon, phrase, series)
    counted.push(
      number.percent ? [] : count(words, sentence, index, series?.phrase ?? phrase, valuesMeant(words.lexicon, phrase, series), counted),
    )
  }
  return counted.flatMap((all, index) => all.map((one) => claimOf(sentence, index, one)))
}

function count(
  words: ClaimWords,
  sentence: Sentence,
  index: number,
  phrase: Phrase,
  meant: readonly Meant[],
  before: readonly Counted[][],
): Counted[] {
  if (phrase.bare) {
    const total = totalOf(before)
    if (total) return [{ ...total, phrase }]
  }
  const behind = sentence.words().find(({ start }) => start === sentence.numbers[index]?.end)
  if (phrase.head?.meaning.feature === CHANGE || behind?.meaning.feature === CHANGE) return []
  const time = readTime(words, sentence, index, phrase)
  const near = [...wordsBetween(sentence, 0, phrase.from).toReversed(), ...sentence.itemWords()]
  const context = [...near, ...sentence.before.toReversed().flatMap((other) => other.words().toReversed()), ...wordsBehind(sentence, index)]
  return meant.flatMap((one) => {
    const picked = pickMeasure(words.lexicon, words.measures, {
      ...phrase,
      ...one,
      head: countedBy(phrase),
      times: time.years,
      context,
      near,
    })
    return picked ? [{ picked, phrase, time: timeOf(picked, time), region: regionOf(sentence, index) }] : []
  })
}

/** The noun on the right goes before the word on the left. */
const countedBy = ({ words, head }: Phrase): string | null =>
  words.at(-1)?.meaning.feature === 'thing' ? 'thing' : (head?.meaning.feature ?? null)

const CHANGE = 'change'

const wordsBehind = (sentence: Sentence, index: number): readonly Word[] =>
  sentence.words().filter(({ start }) => start >= (sentence.numbers[index]?.end ?? 0))

/** “收到…2件，直接收到3件，共5件”: the total of numbers that all count the same. */
function totalOf(before: readonly Counted[][]): Counted | null {
  const last = before.at(-1)?.[0]
  if (!last?.picked.source.sums) return null
  const run = before.slice(before.findLastIndex((all) => all[0]?.picked.measure !== last.picked.measure) + 1)
  return run.length < 2 || run.some((all) => all[0]?.time !== last.time)
    ? null
    : { ...last, picked: { ...last.picked, narrowing: null, inherited: true } }
}

/** A measure that asks for a year (上年结转) is this year's figure. */
function timeOf({ source }: Picked, time: Time): Claim['time'] {
  const asks = [source.frame].flat().some((frame) => 'time' in frame)
  return asks || source.timeless ? 'this' : time.of
}

/** “全市共收到…，办结…件。” speaks of the region to its end, unless it comes back to “我局” or to a part. */
function regionOf(sentence: Sentence, index: number): Word | null {
  const before = wordsBetween(sentence, 0, sentence.numbers[index]?.start ?? 0)
  const last = before.findLast(({ meaning }) => meaning.feature === 'region' || meaning.value === 'among')
  return last?.meaning.value === 'all' ? last : null
}

function claimOf(sentence: Sentence, index: number, { picked, phrase, time, region }: Counted): Claim {
  const number = sentence.numbers[index]
  if (!number) throw new RangeError(`no number ${index}`)
  const narrowing = picked.narrowing ?? region
  const { clause } = leftOf(sentence, index)
  return {
    id: `${sentence.squeezed.anchor}:${sentence.start + number.start}`,
    measure: picked.measure,
    quantity: number.quantity,
    unit: number.unit,
    time,
    topic: narrowing ? sentence.text.slice(narrowing.start, narrowing.end) : null,
    within: narrowing ? narrowing.meaning.feature : null,
    negated: false,
    certainty: certaintyOf(picked, phrase),
    unread: phrase.unread,
    span: sentence.squeezed.span(sentence.start + number.start - Math.min(clause.length, LONGEST_QUOTE), sentence.start + number.end),
    sentence: sentence.squeezed.span(sentence.start, sentence.end),
    part: sentence.part,
  }
}

const certaintyOf = ({ inherited }: Picked, { unread }: Phrase): Certainty => (unread.length ? 'near' : inherited ? 'inferred' : 'exact')

/** How much of the clause in front belongs to the quote. */
const LONGEST_QUOTE = 24
