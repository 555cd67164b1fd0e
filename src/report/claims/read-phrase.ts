import type { Lexicon } from '../../language/lexicon.ts'
import type { Sentence, Word } from './split-sentences.ts'

/** The words that say what a number counts, and what of its clause was not understood. */
export interface Phrase {
  /** Words of the clause, those nearest to the number last. */
  readonly words: readonly Word[]
  /** Words in a closed bracket of the clause, unless it says what is included. */
  readonly asides: readonly Word[]
  /** Where the clause begins in the sentence: what stands before may be gone back to. */
  readonly from: number
  readonly unread: readonly string[]
  /** The word at the number; null where something not understood stands there. */
  readonly head: Word | null
  /** Nothing but words of totals (“共5件”). */
  readonly bare: boolean
}

const LONGEST_LEFT = 60
const LONGEST_RIGHT = 40
const LONGEST_GAP = 20
const STOP = /[,;:(]/
const RIGHT_STOP = /[,;。:!?()、]/
const MARK = /[“”"‘’'「」『』]/
const BRACKET = /\([^()]{0,60}\)/g
const UNREAD_MARKS = /[\p{P}\p{S}\d\s]+/gu

/** The phrase around the number at `index`: its clause on the left and, where they speak of it, the words on its right. */
export function readPhrase(lexicon: Lexicon, sentence: Sentence, index: number): Phrase {
  const number = sentence.numbers[index]
  if (!number) throw new RangeError(`no number ${index}`)
  const isLink = ({ meaning }: Word): boolean => lexicon.features[meaning.feature]?.links === true || meaning.feature === 'empty'
  // “2件维持、1件责令重新答复”: what stands before the comma is said of the number before it.
  const isFirst = sentence.text[number.start - 1] !== '、'
  const earliest = isFirst ? Math.max(sentence.numbers[index - 1]?.end ?? 0, number.start - LONGEST_LEFT) : number.start
  let from = clauseStart(sentence.text, number.start, earliest)
  let left = wordsBetween(sentence, from, number.start)
  if (
    left.length &&
    from > earliest &&
    sentence.text[from - 1] === ',' &&
    left.every(isLink) &&
    !unreadOf(sentence.text, left, from, number.start).length
  ) {
    from = clauseStart(sentence.text, from - 1, earliest)
    left = wordsBetween(sentence, from, number.start)
  }
  const aside = bracketed(sentence.text, from, number.start)
  const plain = left.filter((word) => !aside(word))
  const head = headOf(sentence.text, plain, number.start, isLink)
  const right = rightWords(lexicon, sentence, index, isLink, head !== null)
  const inside = left.filter(aside)
  const isOfTotal = (word: Word): boolean => isLink(word) || word.meaning.feature === 'region'
  const bare = left.every(isOfTotal) && left.some(({ meaning }) => meaning.feature === 'sum') && right.length === 0
  return {
    words: head || right.length ? arrange(plain, right) : [],
    asides: inside.some(({ meaning }) => meaning.value === 'including') ? [] : inside,
    from,
    head,
    unread: [
      ...unreadOf(sentence.text, left, from, number.start),
      ...unreadOf(sentence.text, right, number.end, right.at(-1)?.end ?? number.end),
    ],
    bare,
  }
}

/** Words of the left in order; of the right those that the left does not say; the noun on the right is what is counted. */
function arrange(left: readonly Word[], right: readonly Word[]): Word[] {
  const noun = right.findLast(({ meaning }) => meaning.feature === 'thing')
  const said = new Set(left.map(({ meaning }) => meaning.feature))
  const more = right.filter((word) => word !== noun && !said.has(word.meaning.feature))
  return [...left, ...more.toReversed(), ...(noun ? [noun] : [])]
}

export const wordsBetween = (sentence: Sentence, from: number, to: number): Word[] =>
  sentence.words().filter((word) => word.end > from && word.end <= to)

/** Behind the last stop in front of `end`; a closed bracket is stepped over. */
function clauseStart(text: string, end: number, earliest: number): number {
  let depth = 0
  for (let at = end - 1; at >= earliest; at--) {
    const char = text[at] ?? ''
    if (char === ')') depth++
    else if (char === '(' && depth > 0) depth--
    else if (depth === 0 && STOP.test(char)) return at + 1
  }
  return earliest
}

/** Tells the words that stand in a closed bracket. */
function bracketed(text: string, from: number, to: number): (word: Word) => boolean {
  const spans = [...text.slice(from, to).matchAll(BRACKET)].map(({ 0: all, index }) => [from + index, from + index + all.length] as const)
  return ({ start, end }) => spans.some(([open, close]) => start >= open && end <= close)
}

/** The word that stands at the number, over links, quotes and a closed bracket; null where something not understood does. */
function headOf(text: string, left: readonly Word[], end: number, isLink: (word: Word) => boolean): Word | null {
  let at = skipMarks(text, end)
  for (const word of left.toReversed()) {
    if (word.start >= at) continue
    if (word.end < at) return null
    if (!isLink(word)) return word
    at = skipMarks(text, word.start)
  }
  return null
}

function skipMarks(text: string, end: number): number {
  let at = end
  while (at > 0) {
    const char = text[at - 1] ?? ''
    const open = char === ')' ? text.lastIndexOf('(', at) : -1
    if (MARK.test(char)) at--
    else if (open >= 0) at = open
    else return at
  }
  return at
}

/** Words right of the unit that speak of the number: “5件政府信息公开申请”, “3件因申请引发的行政复议”, “2件为部分公开”. */
function rightWords(lexicon: Lexicon, sentence: Sentence, index: number, isLink: (word: Word) => boolean, named: boolean): Word[] {
  const start = sentence.numbers[index]?.end ?? 0
  const next = sentence.numbers[index + 1]?.start ?? sentence.text.length
  const text = sentence.text.slice(start, Math.min(next, start + LONGEST_RIGHT))
  const stop = text.search(RIGHT_STOP)
  const end = start + (stop < 0 ? text.length : stop)
  // Without a stop in between, the words are the name of the next number.
  const nextName = stop < 0 && end === next && end < sentence.text.length
  if (end === start || (nextName && named)) return []
  const all = sentence.words().filter((word) => word.start >= start && word.end <= end)
  // “这3起事项均未发生行政复议”: what is denied behind the number is not counted by it.
  const denied = all.findIndex(({ meaning }) => meaning.value === 'not')
  const words = denied < 0 ? all : all.slice(0, denied)
  if (isListed(lexicon, sentence, words, end)) return []
  let at = start
  for (const word of words) {
    if (word.start > at) break
    if (!isLink(word)) return words
    at = word.end
  }
  const last = words.at(-1)
  return !nextName && last?.meaning.feature === 'thing' && last.end === end && last.start - start <= LONGEST_GAP ? words : []
}

/** “14件为不予公开、不予处理和其他处理”: said of several kinds together, so of none of them. */
function isListed(lexicon: Lexicon, sentence: Sentence, words: readonly Word[], end: number): boolean {
  const last = words.at(-1)
  if (sentence.text[end] !== '、' || last?.end !== end || !lexicon.features[last.meaning.feature]?.joins) return false
  return sentence.words().some(({ start, meaning }) => start === end + 1 && meaning.feature === last.meaning.feature)
}

/** What stands between the words, without punctuation and figures. */
function unreadOf(text: string, words: readonly Word[], from: number, to: number): string[] {
  const gaps: string[] = []
  let at = from
  for (const word of [...words, { start: to, end: to }]) {
    if (word.start > at) gaps.push(text.slice(at, word.start))
    at = Math.max(at, word.end)
  }
  return gaps.map((gap) => gap.replace(UNREAD_MARKS, '')).filter((gap) => gap !== '')
}
