import type { Measure } from '../../form/measure.ts'
import type { Lexicon } from '../../language/lexicon.ts'
import type { Claim } from '../../model/annual-report.ts'
import { continueSeries, valuesMeant, type Meant, type Series } from './join-values.ts'
import { narrowingOf, placeOf, type Narrowing } from './narrow-claim.ts'
import { pickMeasure, valueOf, type Picked } from './pick-measure.ts'
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
  /** The reporting agency's name, for telling the figures of others. */
  readonly agency: string | null
}

interface Counted {
  readonly picked: Picked
  readonly phrase: Phrase
  readonly time: Claim['time']
  /** Words before its clause that make it a part. */
  readonly place: Narrowing | null
  /** Something of what it counts was taken from outside its clause. */
  readonly inferred: boolean
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
  let act: string | null = null
  for (const [index, number] of sentence.numbers.entries()) {
    const phrase = readPhrase(words.lexicon, sentence, index)
    series = continueSeries(words.lexicon, phrase, series)
    const meant = valuesMeant(words.lexicon, phrase, series).map((one) => inheritAct(one, phrase, act))
    counted.push(number.percent ? [] : count(words, sentence, index, series?.phrase ?? phrase, meant, counted))
    const said = phrase.words.findLast(({ meaning }) => meaning.feature === ACT)
    if (said) act = valueOf(words.lexicon, said.meaning)?.outranks ? null : said.meaning.value
  }
  return counted.flatMap((all, index) => all.map((one) => claimOf(sentence, index, one)))
}

/** “收到申请5件、建议3件”: a thing by itself has the act of the number before. */
function inheritAct(one: Meant, { words, unread }: Phrase, act: string | null): Meant {
  const bare =
    unread.length === 0 && words.some(({ meaning }) => meaning.feature === THING) && words.every(({ meaning }) => BARE.has(meaning.feature))
  return act !== null && bare ? { ...one, values: new Map([...one.values, [ACT, act]]), inherited: true } : one
}

const ACT = 'act'
const THING = 'thing'
/** Features that a thing by itself may stand with. */
const BARE = new Set([THING, 'link', 'sum', 'and', 'empty', 'scope', 'level'])

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
  if (phrase.head?.meaning.feature === CHANGE || behind?.meaning.feature === CHANGE || !phrase.words.length) return []
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
    if (!picked) return []
    const place = placeOf(words, sentence, index, phrase) ?? amongWhole(picked, phrase, sentence, before)
    return [{ picked, phrase, time: timeOf(picked, time), place, inferred: picked.inherited || one.inherited === true }]
  })
}

/** “共收到120件，其中市政府收到20件”: 其中 behind the whole of the same measure names a part of it. */
function amongWhole({ measure }: Picked, { words }: Phrase, sentence: Sentence, before: readonly Counted[][]): Narrowing | null {
  const among = words.find(({ meaning }) => meaning.value === 'among')
  return among && before.flat().some(({ picked }) => picked.measure === measure) ? narrowingOf(sentence, among) : null
}

/** The noun on the right goes before the word on the left. */
const countedBy = ({ words, head }: Phrase): string | null =>
  words.at(-1)?.meaning.feature === THING ? THING : (head?.meaning.feature ?? null)

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
    : { ...last, picked: { ...last.picked, narrowing: null }, place: null, inferred: true }
}

/** A measure that asks for a year (上年结转) is this year's figure. */
function timeOf({ source }: Picked, time: Time): Claim['time'] {
  const asks = [source.frame].flat().some((frame) => 'time' in frame)
  return asks || source.timeless ? 'this' : time.of
}

function claimOf(sentence: Sentence, index: number, { picked, phrase, time, place, inferred }: Counted): Claim {
  const number = sentence.numbers[index]
  if (!number) throw new RangeError(`no number ${index}`)
  const narrowing = picked.narrowing ? narrowingOf(sentence, picked.narrowing) : place
  const { clause } = leftOf(sentence, index)
  return {
    id: `${sentence.squeezed.anchor}:${sentence.start + number.start}`,
    measure: picked.measure,
    quantity: number.quantity,
    unit: number.unit,
    time,
    topic: narrowing?.words ?? null,
    within: narrowing?.feature ?? null,
    negated: false,
    certainty: phrase.unread.length ? 'near' : inferred ? 'inferred' : 'exact',
    unread: phrase.unread,
    span: sentence.squeezed.span(sentence.start + number.start - Math.min(clause.length, LONGEST_QUOTE), sentence.start + number.end),
    sentence: sentence.squeezed.span(sentence.start, sentence.end),
    part: sentence.part,
  }
}

/** How much of the clause in front belongs to the quote. */
const LONGEST_QUOTE = 24
