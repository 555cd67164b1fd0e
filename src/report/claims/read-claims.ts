import { countWork } from '../../language/count-work.ts'
import type { Claim } from '../../model/annual-report.ts'
import type { ClaimWords } from './claim-words.ts'
import type { Lexicon } from '../../language/lexicon.ts'
import { continueSeries, valuesMeant, type Meant, type Series } from './join-values.ts'
import { narrowingOf, placeOf, regionIn, type Narrowing } from './narrow-claim.ts'
import { mentionsIn, pickMeasure, valueOf, type Picked } from './pick-measure.ts'
import { readNone } from './read-none.ts'
import { readPhrase, wordsBetween, type Phrase } from './read-phrase.ts'
import { readTime, type Time } from './read-time.ts'
import { leftOf, type Sentence, type Word } from './split-sentences.ts'

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
export const readClaims = (words: ClaimWords, sentences: readonly Sentence[]): Claim[] =>
  sentences.flatMap((sentence) => [...claimsOf(words, sentence), ...readNone(words.lexicon, words.denials, sentence)])

function claimsOf(words: ClaimWords, sentence: Sentence): Claim[] {
  if (!sentence.numbers.length) return []
  countWork(sentence.numbers.length * (sentence.words().length + sentence.text.length))
  const counted: Counted[][] = []
  let series: Series | null = null
  let act: string | null = null
  for (const [index, number] of sentence.numbers.entries()) {
    const phrase = readPhrase(words.lexicon, sentence, index)
    series = continueSeries(words.lexicon, phrase, series)
    const meant = valuesMeant(words.lexicon, phrase, series).map((one) => inheritAct(one, phrase, act))
    counted.push(number.percent ? [] : count(words, sentence, index, series?.phrase ?? phrase, meant, counted))
    if (phrase.bare && counted.at(-1)?.length) markParts(sentence, counted)
    const said = actOf(phrase.words)
    if (said !== null) act = words.lexicon.features[ACT]?.values[said]?.outranks ? null : said
  }
  return counted.flatMap((all, index) => all.map((one) => claimOf(sentence, index, one)))
}

/** “收到申请5件、建议3件”: a thing by itself has the act of the number before. */
function inheritAct(one: Meant, { words, unread }: Phrase, act: string | null): Meant {
  const bare =
    unread.length === 0 && words.some(({ meaning }) => meaning.feature === THING) && words.every(({ meaning }) => BARE.has(meaning.feature))
  return act !== null && bare ? { ...one, values: new Map([...one.values, [ACT, act]]), inherited: true } : one
}

const actOf = (words: readonly Word[]): string | null => words.findLast(({ meaning }) => meaning.feature === ACT)?.meaning.value ?? null

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
  if (isInside(sentence, index) || isOfEach(words.lexicon, sentence, index, phrase)) return []
  if (phrase.bare) {
    const total = totalOf(before)
    if (total) return [{ ...total, phrase, place: regionIn(sentence, phrase) }]
  }
  const behind = sentence.words().find(({ start }) => start === sentence.numbers[index]?.end)
  if (phrase.head?.meaning.feature === CHANGE || behind?.meaning.feature === CHANGE || !phrase.words.length) return []
  const time = readTime(words, sentence, index, phrase)
  const here = goneBackTo(words.lexicon, sentence, phrase.from)
  const near = [...here, ...sentence.itemWords()]
  const context = [...near, ...sentence.before.toReversed().flatMap((other) => other.words().toReversed()), ...wordsBehind(sentence, index)]
  const said = {
    ...phrase,
    head: countedBy(phrase),
    times: time.years,
    context: mentionsIn(context),
    near: mentionsIn(near),
    here: mentionsIn(here),
  }
  return meant.flatMap((one) => {
    const picked = pickMeasure(words.lexicon, words.measures, { ...said, ...one })
    if (
      !picked ||
      (picked.source.understood && phrase.unread.length) ||
      !countsIn(words.lexicon, picked, sentence.numbers[index]?.unit ?? null)
    )
      return []
    const place = placeOf(words, sentence, index, phrase) ?? amongWhole(picked, phrase, sentence, before)
    return [{ picked, phrase, time: timeOf(picked, time), place, inferred: picked.inherited || one.inherited === true }]
  })
}

/** A bare figure counts only at the end of its clause: elsewhere a unit was lost, or it is part of something else. */
const isInside = ({ numbers, text }: Sentence, index: number): boolean =>
  numbers[index]?.unit === null && !AT_END.test(text.slice(numbers[index]?.end))

/** “22名自然人各提交1件”, said of each person or place: what is counted is so many times as much. */
function isOfEach(lexicon: Lexicon, sentence: Sentence, index: number, { words }: Phrase): boolean {
  const unit = sentence.numbers[index - 1]?.unit ?? ''
  const isEach =
    words.some(({ meaning }) => meaning.value === 'each') || lexicon.pattern('claims/numbers/each').test(leftOf(sentence, index).clause)
  return isEach && lexicon.pattern('claims/numbers/people').test(unit)
}

/** “2类案件”, “12个工作日” count neither cases nor documents. */
const countsIn = (lexicon: Lexicon, { source }: Picked, unit: string | null): boolean =>
  unit === null || lexicon.words(`claims/breakdowns/${source.units}`).includes(unit)

/**
 * The words before a clause that it may go back to, the nearest first. “直接起诉1件、复议后起诉2件；维持2件”: several kinds of
 * cases before the last semicolon leave open which of them is meant.
 */
function goneBackTo(lexicon: Lexicon, sentence: Sentence, from: number): readonly Word[] {
  const semicolon = sentence.text.lastIndexOf(';', from)
  const isKind = ({ end, meaning }: Word): boolean =>
    end <= semicolon && meaning.feature === THING && valueOf(lexicon, meaning)?.narrows === true
  const before = wordsBetween(sentence, 0, from).toReversed()
  const kinds = new Set(before.filter(isKind).map(({ meaning }) => meaning.value))
  return kinds.size > 1 ? before.filter((word) => !isKind(word)) : before
}

/** “共收到120件，其中市政府收到20件”: 其中 behind the whole of the same measure names a part; “其中新收10件” says another act. */
function amongWhole({ measure }: Picked, { words }: Phrase, sentence: Sentence, before: readonly Counted[][]): Narrowing | null {
  const among = words.find(({ meaning }) => meaning.value === 'among')
  const act = actOf(words)
  const same = before.flat().some(({ picked, phrase }) => picked.measure === measure && (act === null || actOf(phrase.words) === act))
  return among && same ? narrowingOf(sentence, among) : null
}

/** The noun on the right goes before the word on the left. */
const countedBy = ({ words, head }: Phrase): string | null =>
  words.at(-1)?.meaning.feature === THING ? THING : (head?.meaning.feature ?? null)

const AT_END = /^[,;:。!?()、]|^$/
const CHANGE = 'change'

const wordsBehind = (sentence: Sentence, index: number): readonly Word[] =>
  sentence.words().filter(({ start }) => start >= (sentence.numbers[index]?.end ?? 0))

/** “收到…2件，直接收到3件，共5件”: the total of numbers that all count the same. */
function totalOf(before: readonly Counted[][]): Counted | null {
  const run = runOf(before)
  const last = run.at(-1)
  return !last?.picked.source.sums || run.length < 2 || run.some(({ time }) => time !== last.time)
    ? null
    : { ...last, picked: { ...last.picked, narrowing: null }, place: null, inferred: true }
}

/** The numbers at the end of a list that count the same measure. */
function runOf(counted: readonly Counted[][]): Counted[] {
  const measure = counted.at(-1)?.[0]?.picked.measure
  const start = counted.findLastIndex((all) => all[0]?.picked.measure !== measure) + 1
  return measure === undefined ? [] : counted.slice(start).flatMap((all) => all.slice(0, 1))
}

/** Numbers that add up to the total behind them are its parts, whatever their words. */
function markParts(sentence: Sentence, counted: Counted[][]): void {
  const last = counted.length - 1
  const first = last - runOf(counted.slice(0, -1)).length
  const value = (index: number): number => sentence.numbers[index]?.quantity.value ?? 0
  let sum = 0
  for (let index = first; index < last; index++) sum += value(index)
  if (sum !== value(last)) return
  const total = { feature: 'sum', words: sentence.text.slice(sentence.numbers[last - 1]?.end, sentence.numbers[last]?.end) }
  for (let index = first; index < last; index++)
    counted[index] = (counted[index] ?? []).map((one) => ({ ...one, place: one.place ?? total }))
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
