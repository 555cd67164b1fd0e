import type { Lexicon } from '../../language/lexicon.ts'
import type { Claim } from '../../model/annual-report.ts'
import { wordsBetween, type Phrase } from './read-phrase.ts'
import { valueOf } from './pick-measure.ts'
import type { Sentence, Word } from './split-sentences.ts'

/** Which year a number is of. */
export interface Time {
  readonly of: Claim['time']
  /** Every year that its words speak of: `this-year`, `last-year`, `next-year`. */
  readonly years: ReadonlySet<string>
}

const YEARS: Readonly<Record<string, Claim['time']>> = { 'this-year': 'this', 'last-year': 'last', 'next-year': 'next' }
const TIME = 'time'
const HEAD = /[,;:。()]$/

/** The year said in the number's clause; else the one said at the head of a clause before it; else that of the heading. */
export function readTime(
  { lexicon, year }: { lexicon: Lexicon; year: number | null },
  sentence: Sentence,
  index: number,
  phrase: Phrase,
): Time {
  const number = sentence.numbers[index]
  const own = phrase.words.filter(({ meaning }) => meaning.feature === TIME)
  const named = (word: Word): string | null => yearOf(sentence.text, word, year)
  const years = new Set(own.flatMap((word) => named(word) ?? []))
  const behind = sentence.words().find(({ start }) => start === number?.end)
  if (behind?.meaning.value === 'compared-with' || own.some(({ meaning }) => meaning.value === 'compared')) return { of: 'last', years }
  const values = new Set(own.map(({ meaning }) => meaning.value))
  const nearest = own.map(named).findLast((value) => value !== null)
  if (values.has('since') || (values.has('cumulative') && nearest !== 'this-year')) return { of: 'cumulative', years }
  if (nearest !== undefined) return { of: YEARS[nearest ?? ''] ?? 'this', years }
  const said = saidBefore(sentence, phrase.from, (word) => valueOf(lexicon, word.meaning)?.outranks === true, named)
  if (said === SINCE) return { of: 'cumulative', years }
  if (said !== null) return { of: YEARS[said] ?? 'this', years }
  const item = sentence.itemWords().find(({ meaning }) => meaning.value === 'named')
  const other = item && yearOf(sentence.item, item, year)
  return { of: other && other !== 'this-year' ? 'unknown' : 'this', years }
}

/** `this-year`, `last-year`, `next-year`; null for a word that names no year. */
function yearOf(text: string, { start, end, meaning }: Word, year: number | null): string | null {
  if (meaning.feature !== TIME) return null
  if (meaning.value in YEARS) return meaning.value
  const named = /\d{4}/.exec(text.slice(start, end))
  if (!named) return meaning.value === 'year-end' ? 'this-year' : null
  if (year === null) return null
  const said = Number(named[0])
  return said === year ? 'this-year' : said < year ? 'last-year' : 'next-year'
}

const SINCE = 'since'
/** “截至” alone waits for a day. */
const FEWEST_SINCE = 3

/** The last year named at the head of a clause before `from`, other than in “上年结转…”; `since` for “截至目前，…”. */
function saidBefore(
  sentence: Sentence,
  from: number,
  outranks: (word: Word) => boolean,
  named: (word: Word) => string | null,
): string | null {
  const before = wordsBetween(sentence, 0, from)
  for (const [at, word] of [...before.entries()].toReversed()) {
    if (word.meaning.feature !== TIME || word.meaning.value === 'compared') continue
    const isHead = word.start === 0 || HEAD.test(sentence.text.slice(0, word.start))
    const next = before[at + 1]
    if (isHead && word.meaning.value === SINCE && word.end - word.start >= FEWEST_SINCE) return SINCE
    const year = isHead && !(next && outranks(next)) ? named(word) : null
    // A year to come is a slip or a plan: what follows is no figure of it.
    if (year !== null) return year === 'next-year' ? null : year
  }
  return null
}
