import { sameAgency } from '../../language/agency-name.ts'
import type { Lexicon } from '../../language/lexicon.ts'
import type { ClaimWords } from './claim-words.ts'
import { wordsBetween, type Phrase } from './read-phrase.ts'
import type { Sentence, Word } from './split-sentences.ts'

/** What makes a number a part of what its measure counts. */
export interface Narrowing {
  readonly feature: string
  readonly words: string
}

export const narrowingOf = ({ text }: Sentence, { start, end, meaning }: Word): Narrowing => ({
  feature: meaning.feature,
  words: text.slice(start, end),
})

/** What is said before the number's act, there or earlier in the sentence: a region, a stretch of the year, another office. */
export function placeOf(words: ClaimWords, sentence: Sentence, index: number, phrase: Phrase): Narrowing | null {
  const word = regionOf(sentence, index) ?? periodOf(sentence, phrase.from) ?? kindOf(words.lexicon, sentence, phrase.from)
  return word ? narrowingOf(sentence, word) : otherOffice(words, phrase)
}

/** “全市共收到…件，其中自然人…件” speaks of the region to its end, its parts as well, unless it comes back to “我局”. */
function regionOf(sentence: Sentence, index: number): Word | null {
  const before = wordsBetween(sentence, 0, sentence.numbers[index]?.start ?? 0)
  const last = before.findLast(({ meaning }) => meaning.feature === 'region')
  return last?.meaning.value === 'all' ? last : null
}

/** “县本级9件，乡镇6件，全县合计15件”: the region that a total speaks of. */
export function regionIn(sentence: Sentence, { words }: Phrase): Narrowing | null {
  const word = words.find(({ meaning }) => meaning.feature === 'region' && meaning.value === 'all')
  return word ? narrowingOf(sentence, word) : null
}

/**
 * “截至6月底，共收到…件”: a stretch of the year at the head of a clause, unless a year is named behind it; “最多的是9月，收到6件”:
 * right in front of the number's clause.
 */
function periodOf({ text, words }: Sentence, from: number): Word | null {
  const isAlone = ({ start, end }: Word): boolean => start === 0 || CLAUSE_HEAD.test(text[start - 1] ?? '') || end === from - 1
  const last = words().findLast((word) => word.end <= from && TIMES.has(word.meaning.feature) && isAlone(word))
  return last?.meaning.feature === 'period' ? last : null
}

const TIMES = new Set(['time', 'period'])
const CLAUSE_HEAD = /[,;:。()]/

/**
 * “结果为纠正的，复议7件”, “科研机构申请的5件里，3件公开”: a clause in front that says of which kind the numbers behind it are.
 */
function kindOf(lexicon: Lexicon, sentence: Sentence, from: number): Word | null {
  const { text } = sentence
  const isNarrow = ({ meaning }: Word): boolean => lexicon.features[meaning.feature]?.narrows === true
  const before = wordsBetween(sentence, 0, from).filter(isNarrow)
  if (!before.length) return null
  const named = before.findLast(({ end }) => lexicon.pattern('claims/breakdowns/of-kind').test(text.slice(end, end + 2)))
  if (named) return named
  const some = [...text.slice(0, from).matchAll(lexicon.all('claims/breakdowns/out-of'))].at(-1)
  if (!some) return null
  const clause = Math.max(...[',', ';', '。'].map((stop) => text.lastIndexOf(stop, some.index)))
  return before.find(({ start, end }) => start > clause && end <= some.index) ?? null
}

/** “市住建局收到申请7件” in another agency's report. */
function otherOffice({ lexicon, agency }: ClaimWords, { unread }: Phrase): Narrowing | null {
  if (agency === null) return null
  const office = unread.find((words) => lexicon.pattern('claims/offices/office').test(words) && !sameAgency(lexicon, words, agency))
  return office === undefined ? null : { feature: 'source', words: office }
}
